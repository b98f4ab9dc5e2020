import type ExcelJS from 'exceljs';
import { type Cell, textOf } from '../../../ground/reading/cell.ts';
import type { CheckedChunk } from '../checking/check-rows.ts';
import type { CheckedRow } from '../checking/row-checker.ts';
import { isOurs } from '../checking/table-header.ts';
import { FADED_FILLS, markCell } from './mark-workbook.ts';
import { OUR_HEADING, rowMarks } from './marks.ts';

/** A sheet of xlsx holds 1,048,576 rows; the rest goes on further sheets with the headings again. */
const ROWS_A_SHEET = 1_000_000;
/** Comments cost memory until the end, so only the first marks get one; colour and words are on every row. */
const COMMENTS = 5_000;

export type StreamedSheet = {
  readonly add: (chunk: CheckedChunk) => Promise<void>;
  readonly end: () => Promise<void>;
};

/**
 * A new workbook written row by row: the clerk's columns as text and ours behind them. Every value is a text cell, so codes
 * keep their digits and nothing that looks like a formula is one.
 */
export async function streamedSheet(target: string): Promise<StreamedSheet> {
  // With the first such sheet and not above: the library is half of all that the program would load at its start.
  const { default: library } = await import('exceljs');
  const book = new library.stream.xlsx.WorkbookWriter({ filename: target, useStyles: true, useSharedStrings: false });
  let sheet: ExcelJS.Worksheet | undefined;
  let key = '';
  let rows = 0;
  let sheets = 0;
  let comments = 0;

  function open({ header, sheet: { name } }: CheckedChunk): ExcelJS.Worksheet {
    sheet?.commit();
    const opened = book.addWorksheet(nameOf(name, sheets), { views: [{ state: 'frozen', ySplit: 1 }] });
    opened.addRow([...ownCells(header.headings, header.headings), OUR_HEADING]).commit();
    rows = 0;
    sheets += 1;
    return opened;
  }

  function addRow(row: CheckedRow, headings: readonly string[]): void {
    const cells = ownCells(row.raw.cells, headings);
    const marks = rowMarks(row);
    // What stands beyond the headings comes behind our column, so that the words of each row stand in it.
    const width = headings.filter((heading) => !isOurs(heading)).length;
    const written = sheet!.addRow([...cells.slice(0, width), marks?.words ?? '', ...cells.slice(width)]);
    for (const mark of marks?.cells ?? []) {
      // Our column of last time is left out, so what stood behind it moves up by one.
      const before = headings.slice(0, mark.column).filter(isOurs).length;
      const own = mark.column - before;
      const cell = written.getCell(own < width ? own + 1 : own + 2);
      if (comments < COMMENTS) markCell(cell, mark);
      else cell.style = { ...cell.style, fill: FADED[mark.severity] };
      comments += 1;
    }
    written.commit();
  }

  return {
    async add(chunk) {
      for (const row of chunk.rows) {
        // Lines of ndjson may bring new keys: from there on the headings are others.
        const wanted = `${chunk.sheet.index} ${chunk.header.headings.length}`;
        if (!sheet || wanted !== key || rows >= ROWS_A_SHEET) sheet = open(chunk);
        key = wanted;
        addRow(row, chunk.header.headings);
        rows += 1;
      }
      await new Promise(setImmediate); // exceljs writes behind us; let it
    },
    async end() {
      sheet?.commit();
      await book.commit();
    },
  };
}

const FADED = {
  error: { type: 'pattern', pattern: 'solid', fgColor: { argb: FADED_FILLS.error } },
  warning: { type: 'pattern', pattern: 'solid', fgColor: { argb: FADED_FILLS.warning } },
} as const satisfies Record<string, ExcelJS.Fill>;

/** The clerk's cells as text, as many as there are headings at least, without our column of an earlier error sheet. */
function ownCells(cells: readonly Cell[], headings: readonly string[]): string[] {
  const width = Math.max(cells.length, headings.length);
  const own: string[] = [];
  for (let at = 0; at < width; at += 1) if (!isOurs(headings[at] ?? '')) own.push(textOf(cells[at]));
  return own;
}

/** Sheet names are unique, at most 31 characters and without a few marks. */
function nameOf(name: string, count: number): string {
  const plain = name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 24) || '数据';
  return count === 0 ? plain : `${plain} ${count + 1}`;
}
