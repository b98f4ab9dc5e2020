import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type PlainDate } from '../../../ground/kernel/plain-date.ts';
import type { Cell } from '../../../ground/reading/cell.ts';
import type { ItemField } from '../../../rules/law/item.ts';
import { amountReader } from './read-amount.ts';
import { enumReader, manyReader, readFlag } from './read-choice.ts';
import { dayReader } from './read-day.ts';
import { identifierReader } from './read-identifier.ts';
import { plainText, textReader, type ValueReader } from './read-text.ts';
import { RowInHand } from './row-in-hand.ts';

const number = (value: number): Cell => ({ kind: 'number', text: String(value), number: value });
const moment = (text: string): Cell => ({ kind: 'moment', text });

function read(reader: ValueReader, cell: Cell): [string | undefined, string[]] {
  const row = new RowInHand();
  row.begin();
  return [reader(cell, row), row.problems.map(({ code }) => code)];
}

test.each<[Cell, string | undefined, string[]]>([
  ['2024/05/03', '2024-05-03', []],
  ['2024-05-03', '2024-05-03', []],
  ['2024/5/3', '2024-05-03', []],
  ['2024.5.3', '2024-05-03', []],
  ['2024年5月3日', '2024-05-03', []],
  ['２０２４年５月３日', '2024-05-03', []],
  ['二〇二四年五月三日', '2024-05-03', []],
  ['二〇二四年十二月二十三日', '2024-12-23', []],
  ['20240503', '2024-05-03', []],
  [number(20240503), '2024-05-03', []],
  [number(45415), '2024-05-03', ['day.from_serial']],
  ['45415', '2024-05-03', ['day.from_serial']],
  [moment('2024-05-03'), '2024-05-03', []],
  [moment('2024-05-03T10:20:30'), '2024-05-03', ['day.time_dropped']],
  ['2024-05-03 00:00:00', '2024-05-03', []],
  ['2024/5/3 10:20', '2024-05-03', ['day.time_dropped']],
  ['2024-05-03T08:00:00', '2024-05-03', ['day.time_dropped']],
  ['2024-02-29', '2024-02-29', []],
  ['2099/12/31', '2099-12-31', []],
  ['长期', '2099-12-31', ['day.long_term_word']],
  ['/', undefined, ['cell.placeholder']],
  ['2023-02-29', undefined, ['E04.no_such_day']],
  ['2024/13/01', undefined, ['E04.no_such_day']],
  ['2024年5月', undefined, ['E04.incomplete']],
  ['202405', undefined, ['E04.incomplete']],
  ['3/5/2024', undefined, ['E04.ambiguous']],
  ['24-05-03', undefined, ['E04.ambiguous']],
  ['1024-05-03', undefined, ['E04.out_of_range']],
  ['不详', undefined, ['E04.unreadable']],
  [number(3), undefined, ['E04.unreadable']],
])('day %j is %s, told %j', (cell, day, told) => {
  expect(read(dayReader(false), cell)).toEqual([day, told]);
});

test('serial numbers of a 1904 workbook count from 1904', () => {
  expect(read(dayReader(true), number(45415 - 1462))).toEqual(['2024-05-03', ['day.from_serial']]);
});

test('every way of writing a day gives the same day', () => {
  const days = fc.nat(60_000).map((n) => addDays('1930-01-01' as PlainDate, n));
  fc.assert(
    fc.property(days, (day) => {
      const [y, m, d] = day.split('-').map(Number);
      const forms = [
        day,
        day.replaceAll('-', '/'),
        `${y}/${m}/${d}`,
        `${y}.${m}.${d}`,
        `${y}年${m}月${d}日`,
        day.replaceAll('-', ''),
      ];
      for (const form of forms) expect(read(dayReader(false), form)).toEqual([day, []]);
    }),
  );
});

test.each<[Cell, string | undefined, string[]]>([
  ['0.5', '0.5', []],
  ['5', '5', []],
  ['5.000000', '5', []],
  ['0', '0', []],
  ['005', '5', []],
  ['1,234.50', '1234.5', []],
  ['１２．５', '12.5', []],
  ['5万元', '5', ['amount.unit_written']],
  ['¥5', '5', []],
  [number(0.1 + 0.2), '0.3', []],
  [number(12), '12', []],
  ['50000元', undefined, ['amount.in_yuan']],
  ['1500000', '1500000', ['amount.yuan_suspected']],
  ['伍万元', undefined, ['amount.in_words']],
  ['-5', undefined, ['amount.negative']],
  [number(-5), undefined, ['amount.negative']],
  ['0.1234567', undefined, ['E02.decimals']],
  [number(0.1234567), undefined, ['E02.decimals']],
  ['1234567890123', undefined, ['E02.amount_size']],
  ['约五', undefined, ['amount.in_words']],
  ['abc', undefined, ['amount.unreadable']],
  ['1,23', undefined, ['amount.unreadable']],
  ['无', undefined, ['cell.placeholder']],
])('amount %j is %s, told %j', (cell, amount, told) => {
  expect(read(amountReader(false), cell)).toEqual([amount, told]);
});

test('a column in yuan is never turned into 万元 for the clerk', () => {
  expect(read(amountReader(true), '50000')).toEqual([undefined, ['amount.in_yuan']]);
});

test('an amount keeps every digit it was given, up to twelve before and six behind the point', () => {
  const parts = fc.tuple(fc.bigInt(1n, 999_999_999_999n), fc.integer({ min: 1, max: 999_999 }));
  fc.assert(
    fc.property(parts, ([whole, millionths]) => {
      const written = `${whole}.${String(millionths).padStart(6, '0')}`;
      expect(read(amountReader(false), written)[0]).toBe(written.replace(/0+$/, ''));
    }),
  );
});

const kinds: ItemField = {
  code: 'CF_CFLB',
  name: '处罚类别',
  nameEn: 'kinds',
  type: 'many',
  required: 'never',
  disclosure: 'public',
  aliases: [],
  values: ['警告', '罚款', '没收违法所得', '没收非法财物', '其他'],
  valueAliases: { '没收违法所得、没收非法财物': '没收违法所得;没收非法财物' },
};
test.each([
  ['罚款', '罚款', []],
  ['警告;罚款', '警告;罚款', []],
  ['警告；罚款；', '警告;罚款', []],
  ['警告、罚款', '警告;罚款', []],
  ['警告，罚款', '警告;罚款', []],
  ['罚款;罚款', '罚款', []],
  ['没收违法所得、没收非法财物;罚款', '没收违法所得;没收非法财物;罚款', []],
  ['其他-责令改正', '其他-责令改正', []],
  ['游街', undefined, ['E05.unknown_value']],
  ['罚款;游街', '罚款', ['E05.unknown_value']],
])('kinds %s are %s, told %j', (cell, value, told) => {
  expect(read(manyReader(kinds), cell)).toEqual([value, told]);
});

test('a single choice folds widths and blanks and knows older words', () => {
  const field: ItemField = {
    ...kinds,
    type: 'enum',
    values: ['法人及非法人组织', '自然人'],
    valueAliases: { 法人: '法人及非法人组织' },
  };
  expect(read(enumReader(field), '自 然人')).toEqual(['自然人', []]);
  expect(read(enumReader(field), '法人')).toEqual(['法人及非法人组织', []]);
  expect(read(enumReader(field), '外星人')).toEqual([undefined, ['E05.unknown_value']]);
});

test.each([
  ['是', 'true'],
  ['否', 'false'],
  ['1', 'true'],
  ['大概', undefined],
])('flag %s is %s', (cell, value) => {
  expect(read(readFlag, cell)[0]).toBe(value);
});

const today = '2026-06-01' as PlainDate;
const coded = (identifier: string): ItemField => ({ ...kinds, type: 'identifier', identifier });
test.each<[string, Cell, string | undefined, string[]]>([
  ['uscc', '11411100MA00000150', '11411100MA00000150', []],
  [
    'uscc',
    ' １１４１１１００ma00000150',
    '11411100MA00000150',
    ['identifier.spaces', 'identifier.full_width', 'identifier.lower_case'],
  ],
  ['uscc', '11411100MA00000151', '11411100MA00000151', ['E03.check_character']],
  ['uscc', '9.14403E+17', undefined, ['E03.from_number']],
  ['uscc', number(914107026700967700), undefined, ['E03.from_number']],
  ['uscc', '11010519491231002X', undefined, ['E07.identity_in_code_field']],
  ['registration_number', number(110108012660422), '110108012660422', ['E03.stored_as_number']],
  ['resident_id', '11010519491231002x', '11010519491231002X', ['identifier.lower_case']],
  ['uscc', '无', undefined, ['cell.placeholder']],
])('%s %j is %s, told %j', (kind, cell, value, told) => {
  const [found, codes] = read(identifierReader(coded(kind), today), cell);
  expect(found).toBe(value);
  expect(codes).toEqual(expect.arrayContaining(told));
  expect(codes.filter((code) => code.startsWith('E'))).toEqual(told.filter((code) => code.startsWith('E')));
});

test('no message about a resident number repeats it', () => {
  const row = new RowInHand();
  row.begin();
  identifierReader(coded('uscc'), today)('11010519491231002X', row);
  expect(JSON.stringify(row.problems)).not.toContain('110105194912310');
});

test.each<[Cell, string, string[]]>([
  ['　虚构茶铺 ', '虚构茶铺', []],
  ["'0012", '0012', ['text.apostrophe']],
  ['虚\u200b构', '虚构', ['text.invisible_removed']],
  ['虚\u202e构', '虚构', ['text.direction_sign', 'text.invisible_removed']],
  ['虚\u0007构', '虚\u0007构', ['text.control_character']],
  ['虚\ufffd构', '虚\ufffd构', ['text.unreadable_character']],
  [{ kind: 'error', text: '#N/A' }, '', ['cell.spreadsheet_error']],
  [{ kind: 'text', text: '', formula: true }, '', ['cell.formula_without_value']],
  [{ kind: 'text', text: '甲', formula: true }, '甲', ['cell.formula']],
])('text of %j is %j, told %j', (cell, text, told) => {
  const row = new RowInHand();
  row.begin();
  expect([plainText(cell, true, row), row.problems.map(({ code }) => code)]).toEqual([text, told]);
});

test('length is counted in characters: a rare Han character is one', () => {
  const field: ItemField = { ...kinds, type: 'text', maxLength: 3 };
  expect(read(textReader(field), '𠮷𠮷𠮷')).toEqual(['𠮷𠮷𠮷', []]);
  expect(read(textReader(field), '𠮷𠮷𠮷甲')).toEqual(['𠮷𠮷𠮷甲', ['E02.too_long']]);
});

test('a text that a spreadsheet would run is told, a long number kept as a quantity is refused', () => {
  const field: ItemField = { ...kinds, type: 'text' };
  expect(read(textReader(field), '=HYPERLINK("x")')[1]).toEqual(['text.formula_prefix']);
  expect(read(textReader(field), number(2e15 * 10))).toEqual([undefined, ['cell.long_number']]);
});

test('markup in a cell is refused, what only looks a little like it is not', () => {
  const field: ItemField = { ...kinds, type: 'text' };
  expect(read(textReader(field), '漯河<script>x</script>')[1]).toEqual(['text.markup']);
  expect(read(textReader(field), '见<附件>，a < b')[1]).toEqual([]);
});

const longest = 32_000;
const hostile = ['[', '(', ' ', '2024 ', '2024年', '1,', '、', ';', '甲、', '其他-', '第一', '9', "'", '—', '\n'];
test.each(hostile)('a cell of the longest length made of %j costs no time in any reader', (piece) => {
  const text = `2${piece.repeat(longest / piece.length)}x`;
  const field: ItemField = { ...kinds, type: 'text' };
  const readers = [
    dayReader(false),
    amountReader(false),
    enumReader(kinds),
    manyReader(kinds),
    readFlag,
    textReader(field),
    identifierReader(coded('uscc'), today),
  ];
  const began = performance.now();
  for (const reader of readers) read(reader, text);
  expect(performance.now() - began).toBeLessThan(1000); // a pattern that goes back over itself takes tens of seconds
});
