import { readFileSync } from 'node:fs';
import { type CellObject, type DenseWorkSheet, type Range, read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as cpexcel from '@e965/xlsx/dist/cpexcel.full.mjs';
import { Refusal } from '../kernel/refusal.ts';
import type { Cell, RawRow, SheetFacts } from './cell.ts';
import { mergeFiller, type TallMerge } from './merges.ts';
import { momentOf, showsDays } from './number-formats.ts';
import { type ReadingLimits, rowWithin, within } from './reading-limits.ts';
import { broken } from './xlsx-package.ts';
import type { SheetChunk } from './xlsx-reader.ts';

set_cptable(cpexcel); // BIFF5 keeps text in code page 936

const CHUNK_ROWS = 500;

/** Rows of an old binary workbook (BIFF), which must be held whole: that is why it has a smaller cap of bytes. */
export async function* readXls(path: string, limits: ReadingLimits): AsyncGenerator<SheetChunk> {
  const book = openBook(path, limits);
  within('file.too_many_sheets', book.SheetNames.length, limits.sheets);
  const epoch1904 = book.Workbook?.WBProps?.date1904 ?? false;
  for (const [index, name] of book.SheetNames.entries()) {
    const data = book.Sheets[name] as DenseWorkSheet | undefined;
    const merges = tallMerges(data);
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const sheet: SheetFacts = { name, index, hidden, epoch1904, tallMerges: merges.length };
    const rows = rowsOf(data, merges, epoch1904, limits);
    for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
      yield { sheet, rows: rows.slice(at, at + CHUNK_ROWS), unclean: true };
    }
    yield { sheet, rows: [], unclean: false };
  }
}

function openBook(path: string, limits: ReadingLimits): WorkBook {
  try {
    return read(readFileSync(path), {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellStyles: true,
      sheetRows: limits.rows,
    });
  } catch (error) {
    throw unopened(error instanceof Error ? error.message : '');
  }
}

/** The library tells by its words why it stopped. */
function unopened(said: string): Refusal {
  if (/password|encrypt/i.test(said)) return new Refusal('invalid', 'file.encrypted');
  if (/Cannot find Workbook/.test(said)) return new Refusal('invalid', 'file.kind_unsupported', { found: 'ole' });
  return broken('xls');
}

function tallMerges(data: DenseWorkSheet | undefined): TallMerge[] {
  return ((data?.['!merges'] ?? []) as Range[])
    .filter(({ s, e }) => e.r > s.r)
    .map(({ s, e }) => ({ column: s.c, from: s.r + 1, to: e.r + 1 }))
    .sort((a, b) => a.from - b.from);
}

function rowsOf(
  data: DenseWorkSheet | undefined,
  merges: readonly TallMerge[],
  epoch1904: boolean,
  limits: ReadingLimits,
): RawRow[] {
  const fill = mergeFiller(merges);
  const rows: RawRow[] = [];
  for (const [index, found] of (data?.['!data'] ?? []).entries()) {
    const cells: Cell[] = Array.from(found ?? [], (cell) => cellOf(cell, epoch1904));
    fill(index + 1, cells);
    while (cells.length > 0 && (cells.at(-1) ?? '') === '') cells.pop();
    if (cells.length === 0) continue;
    for (let at = 0; at < cells.length; at += 1) cells[at] ??= '';
    rowWithin(
      cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)),
      index + 1,
      limits,
    );
    const row = { number: index + 1, cells };
    rows.push(data?.['!rows']?.[index]?.hidden ? { ...row, hidden: true } : row);
  }
  return rows;
}

function cellOf(cell: CellObject | undefined, epoch1904: boolean): Cell {
  if (cell === undefined || cell.t === 'z' || cell.v === undefined) return '';
  const formula = cell.f === undefined ? undefined : ({ formula: true } as const);
  if (cell.t === 'e') return { kind: 'error', text: String(cell.w ?? '#ERROR'), ...formula };
  if (cell.t === 'n') {
    const number = Number(cell.v);
    const moment = showsDays(-1, String(cell.z ?? '')) ? momentOf(number, epoch1904) : undefined;
    if (moment) return { kind: 'moment', text: moment, ...formula };
    return { kind: 'number', text: String(number), number, ...formula };
  }
  const text = cell.t === 'b' ? (cell.v ? 'TRUE' : 'FALSE') : String(cell.v);
  return formula ? { kind: 'text', text, formula: true } : text;
}
