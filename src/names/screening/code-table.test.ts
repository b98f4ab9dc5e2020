import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putTogether, takeApart } from './code-parts.ts';
import { buildCodeTable, codeAt, codesIn, findCode } from './code-table.ts';
import { mixSubject, unmixSubject } from './mixed-subject.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const HALVES = 31 ** 4;
const tableOf = (codes: readonly string[]) =>
  buildCodeTable(
    codes.map((code, record) => ({ code, record })),
    (words) => new Uint32Array(words),
  );

/** Every code is found with its record, and comes back from its place; what is not there is not found. */
function expectWhole(codes: readonly string[], absent: readonly string[]): void {
  const table = tableOf(codes);
  const lost = codes.filter((code, record) => findCode(table, code) !== record);
  expect(lost).toEqual([]);
  expect(absent.filter((code) => findCode(table, code) !== -1)).toEqual([]);
  const all = [...codesIn(table)];
  const written = (each: readonly { code: string; record: number }[]) =>
    each.map((c) => `${c.record} ${c.code}`).sort();
  expect(written(all)).toEqual(written(codes.map((code, record) => ({ code, record }))));
  expect(
    all.filter(({ place, code, record }) => {
      const there = codeAt(table, place);
      return there.code !== code || there.record !== record;
    }),
  ).toEqual([]);
}

const anyCode = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 18, maxLength: 18 });
const half = fc.nat(HALVES - 1);
const kindOf = (kind: string) => ALPHABET.indexOf(kind[0]!) * 31 + ALPHABET.indexOf(kind[1]!);
const groupOf = (kind: string, area: number) => kindOf(kind) * 1_000_000 + area;
/** Codes that keep every rule, of few areas, so that groups fill. */
const group = fc
  .tuple(fc.constantFrom('91', '92', '31', 'Y1', 'YY'), fc.constantFrom(411100, 110000, 999999, 0))
  .map(([kind, area]) => groupOf(kind, area));
const regular = fc.record({ group, front: half, back: half }).map(putTogether);

test.each(['91411100MA0000015P', '31411100MD00000167'])('%s keeps the rules and comes back from its parts', (code) => {
  const parts = { group: 0, front: 0, back: 0 };
  expect([takeApart(code, parts), putTogether(parts)]).toEqual([true, code]);
});

test('a code keeps the rules only as it is written: no other character at any place', () => {
  const parts = { group: 0, front: 0, back: 0 };
  fc.assert(
    fc.property(
      regular,
      fc.nat(17),
      fc.oneof(fc.constantFrom(...ALPHABET, 'O', 'a', 'Ａ', '０', '\u0141'), fc.string()),
      (code, at, other) => {
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        // One character that is another changes the check sum of the whole, whose weights are prime to 31.
        expect(takeApart(changed, parts)).toBe(changed === code);
      },
    ),
  );
});

test('a mixed subject comes back unchanged', () => {
  fc.assert(
    fc.property(half, half, (front, back) => {
      const mixed = { first: 0, last: 0 };
      mixSubject(front, back, mixed);
      expect(unmixSubject(mixed)).toEqual({ front, back });
    }),
  );
});

test('every code of a table is found with its record, and no other; of the same twice the first', () => {
  const some = fc.array(fc.oneof(anyCode, regular), { maxLength: 80 });
  fc.assert(
    fc.property(some, fc.oneof(anyCode, regular), (written, other) => {
      const kept = [...new Set(written)];
      expectWhole(kept, kept.includes(other) ? [] : [other]);
      const twice = tableOf([...kept, ...kept]);
      expect(kept.map((code) => findCode(twice, code.toLowerCase()))).toEqual([...kept.keys()]);
    }),
  );
});

test('a table of nothing finds nothing', () => {
  expectWhole([], ['91411100MA0000015P', '91411100MA0000015Q', '漯河']);
});

const row = (length: number, codeOf: (n: number) => { front: number; back: number }, start = 0) =>
  Array.from({ length }, (_, n) => putTogether({ group: groupOf('91', 411100), ...codeOf(start + n) }));

test.each([
  ['one code', 1, (n: number) => ({ front: 0, back: n })],
  ['the last characters counted up', 20_000, (n: number) => ({ front: 651_310, back: n })],
  ['the first characters counted up', 20_000, (n: number) => ({ front: n, back: 7 })],
  ['both counted up', 20_000, (n: number) => ({ front: n, back: n })],
  ['two far rows', 20_000, (n: number) => ({ front: (n % 2) * (HALVES - 1), back: n >>> 1 })],
])('one group alone, %s: every code of it is found and none besides', (_, count, codeOf) => {
  expectWhole(row(count, codeOf), row(200, codeOf, count));
});

/** Words of the table that finding a code reads, for some of them: on average and at most. */
function readsOf(codes: readonly string[]): { mean: number; most: number } {
  const reads: number[] = [];
  const counted = new Proxy(tableOf(codes), {
    get(table, name) {
      if (typeof name === 'string' && name !== 'length') reads[reads.length - 1]! += 1;
      return Reflect.get(table, name, table);
    },
  });
  for (const code of codes.slice(0, 1_000)) {
    reads.push(0);
    findCode(counted, code);
  }
  return { mean: reads.reduce((sum, each) => sum + each, 0) / reads.length, most: Math.max(...reads) };
}

test('a code of a row as they are issued is found in a few reads, however many there are', () => {
  const { mean } = readsOf(row(20_000, (n) => ({ front: 651_310 + Math.floor(n / 1_000), back: n % 1_000 })));
  expect(mean).toBeLessThan(17);
});

test('subjects made to lie side by side when mixed are found in steps that grow with the logarithm alone', () => {
  // All of the first 32 bits of each run of 256 are equal, and half of the numbers are unused.
  const close = Array.from({ length: 20_000 }, (_, n) => unmixSubject({ first: 2 ** 31 + (n >>> 8), last: n & 255 }));
  const codes = close
    .filter(({ front, back }) => front < HALVES && back < HALVES)
    .map((parts) => putTogether({ group: groupOf('91', 411100), ...parts }));
  const absent = [-(2 ** 20), -1, 100, 2 ** 20].map((n) => unmixSubject({ first: 2 ** 31 + n, last: 0 }));
  const { most } = readsOf(codes);
  expect(most).toBeLessThan(80);
  expectWhole(
    codes,
    absent
      .filter(({ front, back }) => front < HALVES && back < HALVES)
      .map((parts) => putTogether({ group: groupOf('91', 411100), ...parts })),
  );
});

test('a group that a hash puts on the last slot is found behind the end, and one that is not there is not', () => {
  const codes = Array.from({ length: 3_000 }, (_, n) =>
    putTogether({ group: groupOf('91', n * 7), front: n, back: n }),
  );
  const absent = Array.from({ length: 3_000 }, (_, n) => putTogether({ group: groupOf('92', n), front: n, back: n }));
  expectWhole(codes, absent);
});

test('a record that has no room in a table is refused when it is built', () => {
  const coded = [{ code: '91411100MA0000015P', record: 2 ** 24 }];
  expect(() => buildCodeTable(coded, (words) => new Uint32Array(words))).toThrow(RangeError);
});
