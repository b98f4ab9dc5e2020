import type { RowProblem } from './problem.ts';
import { type FieldRole, fieldInRole } from './record-roles.ts';

/** What only the comparison with the records finds, and the field that it is about. */
const ABOUT: Readonly<Record<string, FieldRole>> = {
  'E10.differs_from_recorded': 'number',
  'E10.number_on_another_day': 'decidedOn',
  'record.absent': 'number',
  'subject.name_contradicts_code': 'name',
};

/** The problem at the cell that it is about, as far as the table has a column for it: of all that is told of a row the clerk sees where. */
export function atItsCell(
  problem: RowProblem,
  item: string,
  columns: readonly { readonly at: number; readonly field: string }[] = [],
): RowProblem {
  const role = ABOUT[problem.code];
  const field = problem.field ?? (role && fieldInRole(item, role));
  if (problem.column !== undefined || field === undefined) return problem;
  const column = columns.find((one) => one.field === field)?.at;
  return { ...problem, field, ...(column === undefined ? {} : { column }) };
}
