import fc from 'fast-check';
import { expect, test } from 'vitest';
import { licenceItem, penaltyItem } from '../../../../test/support/intake-items.ts';
import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { columnLetters, type RawRow } from '../../../ground/reading/cell.ts';
import { lonelySheet } from '../../../ground/reading/text-blocks.ts';
import { type Facts, holds } from '../../../rules/law/condition.ts';
import type { CatalogueItem, Condition, Test } from '../../../rules/law/item.ts';
import { compileCondition } from './compile-condition.ts';
import { firstRows } from './duplicates.ts';
import { printProblem } from './problem.ts';
import { type CheckedRow, rowChecker } from './row-checker.ts';
import { headerFinder } from './table-header.ts';

const today = '2026-06-01' as PlainDate;
const GOOD: Readonly<Record<string, string>> = {
  CF_XDR_MC: '虚构茶铺甲有限公司',
  CF_XDR_LB: '法人及非法人组织',
  CF_XDR_SHXYM: '11411100MA00000150',
  CF_XDR_ZJHM: '',
  CF_FRDB: '虚构甲',
  CF_WSH: '漯虚罚决字〔2026〕第1号',
  CF_SY: '未按规定建立档案',
  CF_YJ: '《虚构条例》第九条',
  CF_CFLB: '罚款',
  CF_NR: '罚款五千元',
  CF_NR_FK: '0.5',
  CF_JDRQ: '2026/05/28',
  CF_YXQ: '2099/12/31',
  CF_GSJZQ: '2027/05/28',
  CF_CFJG: '虚构司法局',
  CF_CFJGDM: '11411100MA00000150',
  BZ: '',
};
const HEADINGS = Object.keys(GOOD);

function checker(item: CatalogueItem = penaltyItem, headings: readonly string[] = HEADINGS) {
  const header = headerFinder([item])([{ number: 1, cells: headings }])!;
  const due = '2026-05-29' as PlainDate;
  const latenessOf = (_: string, day: PlainDate) =>
    ({ due, answer: day < '2026-01-01' ? 'unknown' : day < '2026-05-20' ? 'late' : 'in_time' }) as const;
  return rowChecker(item, { today, latenessOf })(header, lonelySheet);
}
const rowOf = (change: Readonly<Record<string, string>>, number = 2): RawRow => ({
  number,
  cells: HEADINGS.map((code) => change[code] ?? GOOD[code]!),
});
const check = (change: Readonly<Record<string, string>>): CheckedRow => checker()(rowOf(change), false)!;
const told = (row: CheckedRow): string[] => row.problems.map(({ code, field }) => (field ? `${code} ${field}` : code));

test('a good row is good, typed, and says nothing', () => {
  const row = check({});
  expect(told(row)).toEqual([]);
  expect(row.ok).toBe(true);
  const at = (code: string) => row.values[penaltyItem.fields.findIndex((field) => field.code === code)];
  expect([at('CF_JDRQ'), at('CF_NR_FK'), at('CF_CFLB')]).toEqual(['2026-05-28', '0.5', '罚款']);
});

test.each<[string, Record<string, string>, string[], boolean]>([
  ['E01: a required field', { CF_WSH: '' }, ['E01.missing CF_WSH'], false],
  ['E01: required by another value', { CF_XDR_SHXYM: '' }, ['E01.missing_when CF_XDR_SHXYM'], false],
  ['E01: a fine without amount', { CF_NR_FK: '' }, ['E01.missing_when CF_NR_FK'], false],
  ['E02: too long', { CF_FRDB: '甲'.repeat(51) }, ['E02.too_long CF_FRDB'], false],
  ['E03: check character', { CF_XDR_SHXYM: '11411100MA00000151' }, ['E03.check_character CF_XDR_SHXYM'], false],
  [
    'E04: publication ends before decision',
    { CF_GSJZQ: '2026/05/27' },
    ['E04.publication_end_before_decision CF_GSJZQ'],
    false,
  ],
  ['E04: validity ends before decision', { CF_YXQ: '2026/05/27' }, ['E04.validity_before_decision CF_YXQ'], false],
  ['E04: decided in the future', { CF_JDRQ: '2026/06/02' }, ['E04.decided_in_future CF_JDRQ'], false],
  ['E05: unknown value', { CF_XDR_LB: '外星人' }, ['E05.unknown_value CF_XDR_LB'], false],
  ['E06: fine without kind', { CF_CFLB: '警告' }, ['E06.fine_without_kind CF_NR_FK'], false],
  [
    'E07: a person’s number where the public sees it',
    { CF_XDR_LB: '自然人', CF_XDR_SHXYM: '', CF_NR: '对持证人11010519491231002X罚款' },
    ['E07.identity_in_public_field CF_NR'],
    false,
  ],
  [
    'E07: in the text of an organisation it is a warning',
    { CF_SY: '经办人11010519491231002X未建档' },
    ['E07.identity_in_text CF_SY'],
    true,
  ],
  [
    'E07: a person’s number in a code field',
    { CF_XDR_SHXYM: '11010519491231002X' },
    ['E07.identity_in_code_field CF_XDR_SHXYM'],
    false,
  ],
  ['E08: late is a warning', { CF_JDRQ: '2026/05/06' }, ['E08.late CF_JDRQ'], true],
  ['E08: an unknown calendar is no lateness', { CF_JDRQ: '2025/05/06' }, ['E08.calendar_unknown CF_JDRQ'], true],
  ['E09: no basis', { CF_YJ: '' }, ['E09.basis_absent CF_YJ'], false],
  ['E09: a basis without article', { CF_YJ: '有关规定' }, ['E09.no_article CF_YJ'], true],
  ['several parties', { CF_XDR_MC: '虚构甲公司；虚构乙公司' }, ['text.several_parties CF_XDR_MC'], false],
  [
    'several organisations with a weak mark',
    { CF_XDR_MC: '虚构甲公司、虚构乙公司' },
    ['text.several_parties CF_XDR_MC'],
    false,
  ],
  ['one name with a mark inside', { CF_XDR_MC: '虚构甲、乙合伙茶铺事务' }, [], true],
  ['a required field that only says 无', { CF_JDRQ: '无' }, ['cell.placeholder CF_JDRQ', 'E01.missing CF_JDRQ'], false],
])('%s', (_, change, expected, ok) => {
  const row = check(change);
  expect(told(row)).toEqual(expected);
  expect(row.ok).toBe(ok);
});

test('a problem names its cell as the spreadsheet does, its rule, its article, in two languages', () => {
  const row = check({ CF_YJ: '' });
  const printed = printProblem(row.problems[0]!, row.raw.number);
  expect(printed.cell).toBe(`${columnLetters(HEADINGS.indexOf('CF_YJ'))}2`);
  expect(printed).toMatchObject({ severity: 'error', message: '未填写处罚依据', article: '行政处罚法 第五十九条' });
  expect(printed.messageEn).toMatch(/basis/);
});

test('a licence that ends before it begins is refused', () => {
  const headings = ['XK_XDR_MC', 'XK_WSH', 'XK_JDRQ', 'XK_YXQZ', 'XK_YXQZI'];
  const row = checker(licenceItem, headings)(
    { number: 2, cells: ['虚构甲', '1号', '2026-01-05', '2026-02-01', '2026-01-31'] },
    false,
  )!;
  expect(told(row)).toContain('E04.valid_to_before_from XK_YXQZI');
});

test('the second row of a key is a duplicate and names the first; another organ’s is not', () => {
  const checkRow = checker();
  const rows = [rowOf({}, 2), rowOf({}, 3), rowOf({ CF_CFJGDM: '31411100MD00000167' }, 4)].map(
    (row) => checkRow(row, false)!,
  );
  expect(rows.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(rows[1]!.problems[0]).toMatchObject({ code: 'E10.duplicate', facts: { first: 2 } });
});

test('a refused row does not make its mended copy a duplicate', () => {
  const checkRow = checker();
  checkRow(rowOf({ CF_NR_FK: 'abc' }, 2), false);
  expect(checkRow(rowOf({}, 3), false)!.ok).toBe(true);
});

test('a blank row is no row; a cell too many in delimited text is refused', () => {
  const checkRow = checker();
  expect(checkRow({ number: 2, cells: ['', ' ', '　'] }, false)).toBeUndefined();
  const shifted = rowOf({}, 3);
  expect(told(checkRow({ ...shifted, cells: [...shifted.cells, '多出'] }, false)!)).toContain('row.extra_cells');
});

test('keys are remembered exactly, however many', () => {
  const rows = firstRows(4);
  for (let n = 1; n <= 20_000; n += 1) expect(rows.seen([`文号${n}`, undefined, 'x'], n)).toBeUndefined();
  for (let n = 1; n <= 20_000; n += 97) expect(rows.seen([`文号${n}`, undefined, 'x'], 99)).toBe(n);
  expect(rows.seen(['ab', 'c'], 1)).toBeUndefined();
  expect(rows.seen(['a', 'bc'], 2)).toBeUndefined();
});

const someTest: fc.Arbitrary<Test> = fc.oneof(
  fc.record({
    field: fc.constantFrom('CF_XDR_LB', 'CF_CFLB'),
    op: fc.constantFrom('present' as const, 'absent' as const),
  }),
  fc.record({
    field: fc.constant('CF_XDR_LB'),
    op: fc.constantFrom('is' as const, 'isNot' as const),
    value: fc.constantFrom('自然人', '法人'),
  }),
  fc.record({
    field: fc.constant('CF_XDR_LB'),
    op: fc.constant('in' as const),
    value: fc.constant(['自然人', '法人']),
  }),
  fc.record({
    field: fc.constant('CF_CFLB'),
    op: fc.constant('includes' as const),
    value: fc.constantFrom('罚款', '警告'),
  }),
  fc.record({
    field: fc.constant('CF_NR_FK'),
    op: fc.constantFrom('atLeast' as const, 'atMost' as const, 'before' as const),
    value: fc.constantFrom(1, 10),
  }),
  fc.record({
    field: fc.constant('CF_JDRQ'),
    op: fc.constantFrom('onOrAfter' as const, 'before' as const),
    value: fc.constantFrom('2024-01-01', '2025-01-01'),
  }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    someTest,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
  ) as fc.Arbitrary<Condition>,
}));
const facts = fc.record(
  {
    CF_XDR_LB: fc.constantFrom('自然人', '法人'),
    CF_CFLB: fc.subarray(['罚款', '警告'], { minLength: 1 }),
    CF_NR_FK: fc.constantFrom(0.5, 1, 10, 20),
    CF_JDRQ: fc.constantFrom('2023-05-05', '2024-01-01', '2025-06-06'),
  },
  { requiredKeys: [] },
);
test('a compiled condition holds exactly where the law’s own reading says yes', () => {
  fc.assert(
    fc.property(condition, facts, (wanted, known) => {
      const values = penaltyItem.fields.map(({ code }) => {
        const fact = (known as Facts)[code];
        return fact === undefined ? undefined : Array.isArray(fact) ? fact.join(';') : String(fact);
      });
      expect(compileCondition(wanted, penaltyItem)(values)).toBe(holds(wanted, known as Facts) === 'yes');
    }),
  );
});

test.each(['虚构公司、', '第', '110105', '甲,', ' ;'])(
  'a name, a text and a basis of the longest length made of %j cost no time',
  (piece) => {
    const long = `甲${piece.repeat(4000 / piece.length)}`;
    const began = performance.now();
    check({ CF_XDR_MC: long, CF_SY: long, CF_YJ: long, CF_NR: long });
    expect(performance.now() - began).toBeLessThan(1000);
  },
);
