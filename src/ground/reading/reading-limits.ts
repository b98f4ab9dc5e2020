import { Refusal } from '../kernel/refusal.ts';
import { cellName } from './cell.ts';

/** Caps on a file from outside. Each refusal names the limit and what was found (house style: limits on everything that comes in). */
export type ReadingLimits = {
  /** Bytes of the file as it lies; spreadsheets have a cap of their own because part of them must be held. */
  readonly fileBytes: number;
  readonly spreadsheetBytes: number;
  /** An old .xls is held whole while it is read. */
  readonly xlsBytes: number;
  /** Bytes that an xlsx may unfold to: all parts, and the table of shared strings, which must be held. */
  readonly unfoldedBytes: number;
  readonly sharedStringBytes: number;
  /** Unfolded to folded, looked at once `ratioFromBytes` have been unfolded. An honest sheet reaches about 50. */
  readonly unfoldingRatio: number;
  readonly ratioFromBytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters (UTF-16 units) of one cell; a text column of the standard holds at most 5,000. */
  readonly cellLength: number;
  /** Characters of one row of delimited text or one ndjson line. */
  readonly rowLength: number;
  readonly sheets: number;
  /** Time that the reader of a spreadsheet may keep us waiting, all waits added up. Slow consumers do not count. */
  readonly waitMs: number;
  readonly heapMb: number;
};

export const READING_LIMITS: ReadingLimits = {
  fileBytes: 8 * 2 ** 30,
  spreadsheetBytes: 256 * 2 ** 20,
  xlsBytes: 64 * 2 ** 20,
  unfoldedBytes: 4 * 2 ** 30,
  sharedStringBytes: 192 * 2 ** 20,
  unfoldingRatio: 200,
  ratioFromBytes: 16 * 2 ** 20,
  rows: 5_000_000,
  columns: 400,
  cellLength: 32_767,
  rowLength: 1_000_000,
  sheets: 50,
  waitMs: 300_000,
  heapMb: 384,
};

/** @throws {Refusal} invalid `code`, with the limit and what was found */
export function within(code: string, found: number, limit: number, facts: Record<string, unknown> = {}): void {
  if (found > limit) throw new Refusal('invalid', code, { limit, found, ...facts });
}

/** @throws {Refusal} invalid `file.cell_too_long` */
export function cellWithin(length: number, row: number, cell: string, { cellLength }: ReadingLimits): void {
  if (length > cellLength) within('file.cell_too_long', length, cellLength, { row, cell });
}

/** A file that no reader may pass over: too wide, or with a cell that is no text field of any standard. */
export function rowWithin(
  cells: readonly string[],
  row: number,
  limits: ReadingLimits,
  nameOf: (at: number, row: number) => string = cellName,
): void {
  if (cells.length > limits.columns) within('file.too_many_columns', cells.length, limits.columns, { row });
  for (let at = 0; at < cells.length; at += 1) {
    const { length } = cells[at]!;
    if (length > limits.cellLength) cellWithin(length, row, nameOf(at, row), limits);
  }
}
