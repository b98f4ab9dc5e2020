import { expect, test } from 'vitest';
import { PROBLEMS } from './checking-messages.ts';
import { printProblem } from './problem.ts';
import { atItsCell } from './problem-place.ts';

const columns = ['CF_XDR_MC', 'CF_WSH', 'CF_JDRQ'].map((field, at) => ({ at, field }));
const cellOf = (code: string, item = 'penalty', known: typeof columns | undefined = columns) =>
  printProblem(atItsCell({ code, severity: 'error' }, item, known), 7).cell;

test.each([
  ['E10.differs_from_recorded', 'B7'],
  ['record.absent', 'B7'],
  ['E10.number_on_another_day', 'C7'],
  ['subject.name_contradicts_code', 'A7'],
])('what the comparison with the records finds (%s) names its cell', (code, cell) => {
  expect(PROBLEMS).toHaveProperty([code]);
  expect(cellOf(code)).toBe(cell);
});

test('a roster is told at its code; where there is no such column, or the row is meant, no cell is made up', () => {
  expect(cellOf('record.absent', 'organisation', [{ at: 3, field: 'uscc' }])).toBe('D7');
  expect(cellOf('record.absent', 'penalty', [])).toBeUndefined();
  expect(cellOf('row.hidden')).toBeUndefined();
});
