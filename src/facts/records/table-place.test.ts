import { expect, test } from 'vitest';
import { placeOf, sheetOf, tableBases } from './table-place.ts';

const layout = { sheet: '一季', headerRow: 1, more: [{ sheet: '三季', headerRow: 4 }] };

test('each row of a workbook has a number of its own, which leads back to sheet and row', () => {
  const baseOf = tableBases();
  const numbers = [baseOf(0) + 2, baseOf(0) + 3, baseOf(2) + 2, baseOf(2) + 1_048_576];
  expect(new Set(numbers).size).toBe(4);
  expect(numbers.map((number) => [sheetOf(number, layout), placeOf(number, layout).row])).toEqual([
    ['一季', 2],
    ['一季', 3],
    ['三季', 2],
    ['三季', 1_048_576],
  ]);
  expect(placeOf(numbers[2]!, layout).table).toBe(layout.more[0]);
});

test('where a file has one table, the row is the row as it stands there, and no sheet need be told', () => {
  expect([placeOf(5, null), sheetOf(5, null)]).toEqual([{ row: 5, table: undefined }, null]);
  const { more, ...alone } = layout;
  expect([placeOf(4_999_999, alone).row, sheetOf(7, alone)]).toEqual([4_999_999, null]);
});
