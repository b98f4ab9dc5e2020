import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putTogether, takeApart } from './code-parts.ts';
import { buildCodeTable, codeAt, codesIn, findCode } from './code-table.ts';
import { packCode, readCode, unpackCode } from './uscc.ts';

test.each([
  ['91411100MA0000015P', 'valid'],
  ['31411100md00000167', 'valid'],
  ['91411100 MA000001 5P', 'valid'],
  ['９１４１１１００ＭＡ００００015P', 'valid'],
  ['91411100MA0000015Q', 'wrong_check'],
  ['91411100MA000001OP', 'no_code'],
  ['漯河市正名食品有限公司', 'no_code'],
])('%s reads as %s', (text, reading) => {
  expect(readCode(text)).toBe(reading);
});

const codes = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 18, maxLength: 18 });

test('a packed code comes back unchanged', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const words = new Uint32Array(3);
      packCode(code, words);
      expect(unpackCode(words, 0)).toBe(code);
    }),
  );
});

const subjects = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 8, maxLength: 8 });
/** Codes that keep every rule, of few areas, so that groups fill. */
const regular = fc
  .tuple(fc.constantFrom('91', '92', '31', 'Y1'), fc.constantFrom(411100, 110000, 999999), subjects)
  .map(([kind, area, eight]) => {
    const value = (text: string) =>
      [...text].reduce((sum, one) => sum * 31 + '0123456789ABCDEFGHJKLMNPQRTUWXY'.indexOf(one), 0);
    return putTogether({ group: value(kind) * 1_000_000 + area, subject: value(eight) });
  });

test.each(['91411100MA0000015P', '31411100MD00000167'])('%s keeps the rules and comes back from its parts', (code) => {
  const parts = { group: 0, subject: 0 };
  expect([takeApart(code, parts), putTogether(parts)]).toEqual([true, code]);
  expect(
    takeApart(
      code.replace(/.$/, (last) => (last === 'P' ? 'Q' : 'P')),
      parts,
    ),
  ).toBe(false);
});

test('every code of a table is found with its record, and no other; of the same twice the first', () => {
  const some = fc.array(fc.oneof(codes, regular), { maxLength: 80 });
  fc.assert(
    fc.property(some, fc.oneof(codes, regular), (written, other) => {
      const kept = [...new Set(written)];
      const coded = [...kept, ...kept].map((code, record) => ({ code, record }));
      const table = buildCodeTable(coded, (words) => new Uint32Array(words));
      kept.forEach((code, record) => {
        expect(findCode(table, code)).toBe(record);
        expect(findCode(table, code.toLowerCase())).toBe(record);
      });
      if (!kept.includes(other)) expect(findCode(table, other)).toBe(-1);
      const all = [...codesIn(table)];
      expect(all.map(({ code, record }) => `${record} ${code}`).sort()).toEqual(
        kept.map((code, record) => `${record} ${code}`).sort(),
      );
      for (const { place, ...one } of all) expect(codeAt(table, place)).toEqual(one);
    }),
  );
});
