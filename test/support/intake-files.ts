import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import type { Chunk, RawRow } from '../../src/ground/reading/cell.ts';
import { type ReadingOptions, readRows } from '../../src/ground/reading/read-rows.ts';

/** Files for tests of intake, made anew each time and gone with the run; every name in them is invented. */
const folder = mkdtempSync(join(tmpdir(), 'zhengming-intake-'));
let count = 0;

export function fileOf(content: string | Uint8Array, ending = 'csv'): string {
  count += 1;
  const path = join(folder, `${process.pid}-${count}.${ending}`);
  writeFileSync(path, content);
  return path;
}

/** A workbook that the caller shapes with exceljs. */
export async function xlsxOf(shape: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  shape(book);
  return fileOf(new Uint8Array(await book.xlsx.writeBuffer()), 'xlsx');
}

/** An old binary workbook with one sheet. */
export function xlsOf(rows: unknown[][], bookType: 'biff8' | 'biff5' = 'biff8'): string {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
  return fileOf(write(book, { type: 'buffer', bookType }), 'xls');
}

/** GB18030 of text whose characters are in the table given: Node decodes that encoding but does not write it. */
export function gb18030Of(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = GB.get(character);
    if (code !== undefined) bytes.push(code >> 8, code & 0xff);
    else bytes.push(character.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

const GB = new Map<string, number>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail !== 0x7f) GB.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
  }
}

export async function chunksOf(path: string, options?: ReadingOptions): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of readRows(path, options)) chunks.push(chunk);
  return chunks;
}

export async function rowsOf(path: string, options?: ReadingOptions): Promise<RawRow[]> {
  return (await chunksOf(path, options)).flatMap(({ rows }) => rows);
}
