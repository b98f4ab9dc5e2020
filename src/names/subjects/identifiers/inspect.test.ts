import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { residentIdFor, usccFor } from '../../../../test/support/identifiers.ts';
import { plainDateOf } from '../../../ground/kernel/plain-date.ts';
import type { IdentifierKind } from './identifier.ts';
import { IDENTIFIER_MESSAGES, messageOf } from './identifier-messages.ts';
import { inspect } from './inspect.ts';
import { usccCheckCharacter } from './uscc.ts';

type Golden = { kind: IdentifierKind; value: string; valid: boolean; problems: string[]; why: string; source: string };
// Expected values are our reading of the standards; where a source says otherwise, docs/identifiers.md says why.
const golden: Golden[] = JSON.parse(
  readFileSync(new URL('../../../../test/golden/identifiers.json', import.meta.url), 'utf8'),
);

test.each(golden)('$kind $value: $why ($source)', ({ kind, value, valid, problems }) => {
  const asked = inspect(value, kind);
  expect(asked.valid).toBe(valid);
  const codes = asked.problems.map((problem) => problem.code);
  const hints = ['identifier.area_unknown', 'identifier.transposed'].filter((hint) => !problems.includes(hint));
  expect(codes.filter((code) => !hints.includes(code))).toEqual(problems);
});

test.each(golden)('$kind is recognised without being told: $value', ({ kind, value, valid }) => {
  expect(inspect(value)).toMatchObject({ kind, valid });
});

const codes = (value: string, kind?: IdentifierKind) => inspect(value, kind).problems.map(({ code }) => code);
const sentences = (value: string, kind?: IdentifierKind) =>
  inspect(value, kind, { lang: 'en' }).problems.map(({ message }) => message);

test.each([
  ['91411100MA00OO015P', 'position 13: letter O; with digit 0 the check character is right'],
  ['9I411100MA0000015P', 'position 2: letter I; with digit 1 the check character is right'],
  ['91411100MA00000I5P', 'position 16: letter I; with digit 1 the check character is right'],
  ['91411100MA000001SP', 'position 17: letter S; with digit 5 the check character is right'],
  ['9141110０MA0000015Ρ', 'position 18: letter Ρ; with letter P the check character is right'],
  ['914403001922038Z16', 'position 16: letter Z; with digit 2 the check character is right'],
  ['51411100MA0000015V', 'position 18: letter V; with letter U the check character is right'],
])('a look-alike is named with its place and its remedy: %s', (value, sentence) => {
  const { valid, kind } = inspect(value);
  expect({ valid, kind }).toEqual({ valid: false, kind: 'uscc' });
  expect(sentences(value)).toContain(sentence);
});

test('a look-alike whose reading does not make the check right is told so', () => {
  expect(codes('91411100MA00000I6P')).toEqual(['identifier.look_alike']);
  expect(codes('91411100MA00000$5P')).toEqual(['identifier.foreign_character']);
});

test.each([
  ['9.14403E+17', 'unknown'],
  ['9.14403001922038E+17', 'unknown'],
  ['914403001922038000', 'uscc'],
  ['411102189901010000', 'resident_id'],
])('a code that a spreadsheet took for a number is told as such: %s', (value, kind) => {
  expect(inspect(value)).toMatchObject({ kind, valid: false });
  expect(codes(value)).toEqual(['identifier.spreadsheet_number']);
});

test.each([
  ['', 'identifier.empty'],
  ['   ', 'identifier.empty'],
  ['漯河市', 'identifier.unknown_form'],
])('no code at all: "%s"', (value, code) => {
  expect(inspect(value)).toMatchObject({ kind: 'unknown', valid: false });
  expect(codes(value)).toContain(code);
});

test('area digits that no list holds are a note, never a refusal', () => {
  const code = usccFor('999999', '91', 7);
  expect(inspect(code)).toMatchObject({
    valid: true,
    problems: [{ code: 'identifier.area_unknown', severity: 'note' }],
  });
});

test('the statistical code 411171 is accepted and flagged', () => {
  expect(codes(usccFor('411171', '91', 7))).toEqual(['identifier.area_statistical']);
  expect(inspect(usccFor('411171', '91', 7)).valid).toBe(true);
});

test('a code whose character 17 alone is wrong is valid with a warning', () => {
  const seventeen = '91411100MA0000016'; // 5 would be right
  const { valid, problems } = inspect(seventeen + usccCheckCharacter(seventeen));
  expect({ valid, problems }).toMatchObject({
    valid: true,
    problems: [{ code: 'identifier.uscc_inner_check', severity: 'warning' }],
  });
});

const areas = fc.constantFrom('411100', '411102', '411121', '411123', '110101');
const residents = fc.tuple(areas, fc.nat(24_000_000)).map(([area, serial]) => residentIdFor(area, serial));
const usccs = fc
  .tuple(areas, fc.constantFrom('91', '92', '31', '32', '51', '12'), fc.nat(923_520))
  .map(([area, departmentClass, serial]) => usccFor(area, departmentClass, serial));

test('every code made for tests is valid, without a remark, and known for what it is', () => {
  fc.assert(
    fc.property(usccs, (code) => {
      expect(inspect(code)).toEqual({ value: code, normalised: code, kind: 'uscc', valid: true, problems: [] });
    }),
  );
});

test('any one wrong character of a unified social credit code is found', () => {
  const change = fc.tuple(usccs, fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'));
  fc.assert(
    fc.property(change, ([code, at, character]) => {
      fc.pre(code[at] !== character);
      expect(inspect(code.slice(0, at) + character + code.slice(at + 1), 'uscc').valid).toBe(false);
    }),
  );
});

test('two neighbours exchanged are found, and where one exchange alone mends it, its place is told', () => {
  fc.assert(
    fc.property(usccs, fc.nat(16), (code, at) => {
      fc.pre(code[at] !== code[at + 1]);
      const typed = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
      const result = inspect(typed, 'uscc', { lang: 'en' });
      expect(result.valid).toBe(false);
      const hint = result.problems.find((problem) => problem.code === 'identifier.transposed');
      if (hint) expect(hint.message).toContain(`positions ${at + 1} and ${at + 2} `);
      expect(result.normalised).toBe(typed);
    }),
  );
});

const FULL = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const disguises = fc.constantFrom(
  (id: string) => id,
  FULL,
  (id: string) => `${id.slice(0, 6)} ${id.slice(6, 14)}　${id.slice(14)}`,
  (id: string) => id.toLowerCase(),
  (id: string) => `'${id}`,
  (id: string) => id.slice(0, 17) + (id[17] === '1' ? '2' : '1'), // check wrong
  (id: string) => id.slice(0, 14) + id[15] + id[14] + id.slice(16), // exchanged
);
const kinds = fc.constantFrom<IdentifierKind | undefined>(undefined, 'resident_id', 'uscc', 'lawyer_number', 'unknown');

test('no digit of a resident number that the mask hides ever stands in an answer', () => {
  fc.assert(
    fc.property(residents, disguises, kinds, (id, disguise, kind) => {
      const answer = JSON.stringify(inspect(disguise(id), kind, { lang: 'en' }));
      expect(answer).not.toContain(id.slice(6, 13));
      expect(answer).toContain(`${id.slice(0, 6)}********`);
    }),
    { numRuns: 2000 },
  );
});

test('a resident number in the field of another kind is an error and stays masked', () => {
  const result = inspect('11010519491231002X', 'lawyer_number');
  expect(result).toMatchObject({ value: '110105********002X', normalised: '110105********002X', valid: false });
  expect(result.problems.map(({ code }) => code)).toContain('identifier.resident_id_here');
});

test('a resident number of one lost digit is still taken for a person’s and masked', () => {
  expect(inspect('1101051949123102X').value).toBe('110105********02X');
  expect(inspect('110105194912310022X').value).toBe('110105********022X');
});

test('a resident number inside other text is masked', () => {
  expect(inspect('身份证号码11010519491231002X').value).toBe('身份证号码110105********002X');
});

test('a resident number deep inside a long text is masked too', () => {
  const typed = `${'甲'.repeat(90)}11010519491231002X`;
  expect(JSON.stringify(inspect(typed))).not.toContain('19491231');
  expect(JSON.stringify(inspect(`${'甲'.repeat(55)}11010519491231002X`))).not.toContain('19491231');
});

test('a birth after the day that counts is refused', () => {
  const today = plainDateOf('1949-12-30');
  expect(inspect('11010519491231002X', 'resident_id', { today }).valid).toBe(false);
});

test('any text at all gets an answer, and asking again with the normalised form gives the same verdict', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), usccs), kinds, (typed, kind) => {
      const first = inspect(typed, kind);
      if (first.normalised.includes('*') || first.kind === 'unknown') return;
      expect(inspect(first.normalised, first.kind).valid).toBe(first.valid);
    }),
  );
});

test('every finding has its sentence in both languages', () => {
  for (const [code, { zh, en }] of Object.entries(IDENTIFIER_MESSAGES)) {
    expect(zh, code).toMatch(/\p{Script=Han}/u);
    expect(en, code).toMatch(/^[a-z{]/);
    expect([...zh.matchAll(/\{\w+@?\}/g)].map(String).sort()).toEqual(
      [...en.matchAll(/\{\w+@?\}/g)].map(String).sort(),
    );
  }
  expect(() => messageOf({ code: 'identifier.no_such', severity: 'note' }, 'zh')).toThrow();
});
