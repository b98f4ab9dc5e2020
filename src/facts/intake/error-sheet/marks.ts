import type { CheckedChunk } from '../checking/check-rows.ts';
import { type PrintedProblem, printProblem } from '../checking/problem.ts';
import type { CheckedRow } from '../checking/row-checker.ts';
import { isOurs } from '../checking/table-header.ts';

/** Heading of the column that we add; on re-reading it is passed over. */
export const OUR_HEADING = '问题';
/** Begins every comment of ours, so that a mended sheet sent again can be cleared of them. */
export const OUR_COMMENT = '正名：';

/** What is marked in one cell. */
export type CellMark = { readonly column: number; readonly severity: 'error' | 'warning'; readonly words: string };
export type RowMarks = { readonly row: number; readonly words: string; readonly cells: readonly CellMark[] };
export type SheetMarks = {
  readonly sheet: string;
  readonly headerRow: number;
  /** 0-based place of our column: the one of an earlier error sheet, else the first beyond the headings. */
  readonly column: number;
  readonly rows: RowMarks[];
};

export function sheetMarks({ sheet, header }: CheckedChunk): SheetMarks {
  const before = header.headings.findIndex(isOurs);
  return { sheet: sheet.name, headerRow: header.row, column: before < 0 ? header.headings.length : before, rows: [] };
}

/** The marks of a row; undefined where there is nothing that a clerk should see. Notes stay out: they ask for nothing. */
export function rowMarks({ raw, problems }: CheckedRow): RowMarks | undefined {
  const telling = problems.filter(({ severity }) => severity !== 'note');
  if (telling.length === 0) return undefined;
  const printed = telling.map((problem) => printProblem(problem, raw.number));
  const cells = telling.flatMap((problem, at): CellMark[] => {
    const { column, severity } = problem;
    if (column === undefined || severity === 'note') return [];
    return [{ column, severity, words: wordsOf(printed[at]!) }];
  });
  return { row: raw.number, words: printed.map(lineOf).join('\n'), cells };
}

function wordsOf({ code, message, article }: PrintedProblem): string {
  return `${code} ${message}${article ? `（${article}）` : ''}`;
}

function lineOf(problem: PrintedProblem): string {
  const place = problem.cell ?? problem.field ?? '';
  return `${place ? `${place} ` : ''}${wordsOf(problem)}`;
}
