import { Zip, ZipDeflate } from 'fflate';
import { Refusal } from '../../ground/kernel/refusal.ts';
import {
  type Chunk,
  columnLetters,
  openXlsx,
  READING_LIMITS,
  readRows,
  readSheetParts,
  textOf,
} from '../../ground/reading/index.ts';
import { type AnswerCursor, answerCells } from './list-answer.ts';
import type { ListLayout } from './list-rows.ts';

/** XML of one row; the reader before us has a limit on cells, this one is against a sheet without rows' ends. */
const LONGEST_ROW = 16 * 2 ** 20;
const NOTHING = new Uint8Array(0);
const isXlsx = (chunk: Chunk | undefined) => chunk?.file.kind === 'xlsx';

/** `xlsx` keeps everything of the workbook and adds cells; any other file becomes csv with its columns as text. */
export type ListOutput = { readonly kind: 'xlsx' | 'csv'; readonly bytes: AsyncGenerator<Uint8Array> };

/** The list again with the answers behind each row, as a stream: memory does not grow with it. */
export async function answeredList(file: string, layout: ListLayout, answers: AnswerCursor): Promise<ListOutput> {
  const chunks = readRows(file);
  const first = (await chunks.next()).value as Chunk | undefined;
  await chunks.return(undefined);
  if (isXlsx(first)) return { kind: 'xlsx', bytes: answeredXlsx(file, layout, answers) };
  return { kind: 'csv', bytes: answeredCsv(file, layout, answers) };
}

async function* answeredCsv(file: string, layout: ListLayout, answers: AnswerCursor): AsyncGenerator<Uint8Array> {
  yield Buffer.from('\ufeff');
  for await (const { sheet, rows } of readRows(file)) {
    if (sheet.index !== layout.sheet) continue;
    let text = '';
    for (const { number, cells } of rows) {
      const added = await addedTo(number, layout, answers);
      const own = Array.from({ length: layout.width }, (_, at) => textOf(cells[at]));
      text += `${csvLine(added ? [...own, ...added.map(harmless)] : own)}\r\n`;
    }
    if (text !== '') yield Buffer.from(text);
  }
}

async function addedTo(row: number, { headerRow }: ListLayout, answers: AnswerCursor): Promise<string[] | undefined> {
  if (row === headerRow) return [...answers.heads];
  const answer = await answers.at(row);
  return answer && answerCells(answer);
}

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** A name that begins like a formula is none: a spreadsheet would compute it. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

async function* answeredXlsx(file: string, layout: ListLayout, answers: AnswerCursor): AsyncGenerator<Uint8Array> {
  const source = await openXlsx(file, READING_LIMITS);
  const { sheets } = await readSheetParts(source, READING_LIMITS);
  const sheet = sheets.find(({ index }) => index === layout.sheet)?.part;
  const out: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    out.push(bytes);
  });
  for (const part of source.parts) {
    if (part.endsWith('/')) continue; // folders are none in a package
    const entry = new ZipDeflate(part, { level: 1 });
    zip.add(entry);
    const body = await source.open(part);
    const pieces = part === sheet ? withAnswers(body.setEncoding('utf8'), layout, answers) : body;
    for await (const piece of pieces as AsyncIterable<Uint8Array | string>) {
      entry.push(typeof piece === 'string' ? Buffer.from(piece) : piece, false);
      yield* out.splice(0);
    }
    entry.push(NOTHING, true);
    yield* out.splice(0);
  }
  zip.end();
  yield* out.splice(0);
}

/** The XML of a sheet with our cells before the end of each row. */
async function* withAnswers(
  xml: AsyncIterable<string>,
  layout: ListLayout,
  answers: AnswerCursor,
): AsyncGenerator<string> {
  let held = '';
  let written = 0;
  for await (const block of xml) {
    held += block;
    let from = 0;
    let text = '';
    for (let end = held.indexOf('</row>'); end >= 0; end = held.indexOf('</row>', from)) {
      const start = held.lastIndexOf('<row', end);
      const opened = held.slice(start, held.indexOf('>', start) + 1);
      const number = Number(/\sr="(\d+)"/.exec(opened)?.[1] ?? 0);
      const added = number > 0 ? await addedTo(number, layout, answers) : undefined;
      // What the row says of its width is a hint of the writer's and would be wrong now.
      text += held.slice(from, start) + opened.replace(/\sspans="[^"]*"/, '') + held.slice(start + opened.length, end);
      text += `${added ? cellsXml(added, number, layout.width) : ''}</row>`;
      written += added ? 1 : 0;
      from = end + '</row>'.length;
    }
    held = held.slice(from);
    if (held.length > LONGEST_ROW) throw new Refusal('invalid', 'matching.sheet_unwritable');
    if (text !== '') yield text;
  }
  yield held;
  if (written === 0) throw new Refusal('invalid', 'matching.sheet_unwritable');
}

function cellsXml(cells: readonly string[], row: number, width: number): string {
  return cells
    .map((cell, at) => {
      const place = `${columnLetters(width + at)}${row}`;
      return cell === ''
        ? ''
        : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    })
    .join('');
}

function escaped(text: string): string {
  // Characters that XML cannot hold at all are left out.
  const allowed = text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
