import type ExcelJS from 'exceljs';
import { isOurs } from '../checking/table-header.ts';
import { type CellMark, OUR_COMMENT, OUR_HEADING, type SheetMarks } from './marks.ts';

/** Light red and light yellow, as spreadsheets themselves colour "bad" and "neutral"; the words stand beside, colour is never alone. */
const FILLS = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const;
/** Where there is no comment to tell our colour from the clerk's own: a shade that no palette has. */
export const FADED_FILLS = { error: 'FFFFC7CF', warning: 'FFFFEB9D' } as const;
const OUR_FILLS: ReadonlySet<string> = new Set(Object.values(FILLS));
const OUR_FADED: ReadonlySet<string> = new Set(Object.values(FADED_FILLS));
const COLUMN_WIDTH = 60;

/** Marks the problems in a workbook that is held whole; everything else stays as the clerk made it. */
export function markWorkbook(book: ExcelJS.Workbook, marks: readonly SheetMarks[]): void {
  for (const { sheet: name, headerRow, column, rows } of marks) {
    const sheet = name === '' ? book.worksheets[0] : book.getWorksheet(name);
    if (!sheet) continue;
    const isResent = isOurs(String(sheet.getRow(headerRow).getCell(column + 1).value ?? ''));
    if (isResent) clearOurMarks(sheet, column);
    markSheet(sheet, headerRow, isResent ? column : freeColumn(sheet, headerRow, column), rows);
  }
}

function markSheet(sheet: ExcelJS.Worksheet, headerRow: number, column: number, rows: SheetMarks['rows']): void {
  const heading = sheet.getRow(headerRow).getCell(column + 1);
  heading.value = OUR_HEADING;
  heading.font = { bold: true };
  sheet.getColumn(column + 1).width = COLUMN_WIDTH;
  for (const { row, words, cells } of rows) {
    const cell = sheet.getRow(row).getCell(column + 1);
    cell.value = words;
    cell.alignment = { wrapText: true, vertical: 'top' };
    for (const mark of cells) markCell(sheet.getRow(row).getCell(mark.column + 1), mark);
  }
}

/** The first column from `column` on in which nothing of the clerk's stands: values beyond the headings are the clerk's too. */
function freeColumn(sheet: ExcelJS.Worksheet, headerRow: number, column: number): number {
  let free = column;
  sheet.eachRow((row, number) => {
    if (number < headerRow) return;
    row.eachCell((cell, at) => {
      if (at > free && (cell.value ?? '') !== '') free = at;
    });
  });
  return free;
}

export function markCell(cell: ExcelJS.Cell, { severity, words }: CellMark): void {
  // Styles are shared between cells in memory: only a copy may be coloured.
  cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: FILLS[severity] } } };
  const before = noteText(cell);
  const line = before.includes(OUR_COMMENT) ? words : `${OUR_COMMENT}${words}`;
  cell.note = before === '' ? line : `${before}\n${line}`;
}

/** A mended sheet that is sent again still bears the marks of last time; where none of ours is noted, a colour is the clerk's. */
function clearOurMarks(sheet: ExcelJS.Worksheet, column: number): void {
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      const isNoted = clearOurNote(cell);
      const { fill } = cell.style;
      const colour = (fill?.type === 'pattern' && fill.fgColor?.argb) || '';
      if ((isNoted && OUR_FILLS.has(colour)) || OUR_FADED.has(colour)) {
        cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'none' } };
      }
    });
    if (typeof row.getCell(column + 1).value === 'string') row.getCell(column + 1).value = null;
  });
}

function noteText({ note }: ExcelJS.Cell): string {
  if (!note) return '';
  return typeof note === 'string' ? note : (note.texts ?? []).map(({ text }) => text).join('');
}

/** What the clerk had noted there stays; ours begins with our name and goes to the end. Answers whether there was one of ours. */
function clearOurNote(cell: ExcelJS.Cell): boolean {
  const text = noteText(cell);
  const ours = text.indexOf(OUR_COMMENT);
  if (ours === 0) removeNote(cell);
  else if (ours > 0) cell.note = text.slice(0, ours).trimEnd();
  return ours >= 0;
}

/** exceljs has no public way to take a comment off: it is kept on the cell and in the model that was read. */
function removeNote(cell: ExcelJS.Cell): void {
  const inner = cell as unknown as { _comment?: unknown; _value: { model: { comment?: unknown } } };
  delete inner._comment;
  delete inner._value.model.comment;
}
