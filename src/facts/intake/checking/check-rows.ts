import { Refusal } from '../../../ground/kernel/refusal.ts';
import { type Chunk, type FileFacts, type RawRow, type SheetFacts, textOf } from '../../../ground/reading/cell.ts';
import type { CatalogueItem } from '../../../rules/law/item.ts';
import { firstRows } from './duplicates.ts';
import type { Facts } from './problem.ts';
import { type CheckedRow, type CheckRow, type RowCheckOptions, rowChecker } from './row-checker.ts';
import { HEADER_WITHIN_ROWS, headerFinder, isFooter, repeatsHeader, type TableHeader } from './table-header.ts';

export type CheckOptions = RowCheckOptions & {
  /** The items a table may be of: one when the sender named it, else all that take files. */
  readonly items: readonly CatalogueItem[];
};

/** Something about a sheet or column, not about a row. */
export type FileNote = {
  readonly code: string;
  readonly sheet: string;
  readonly row?: number;
  readonly column?: number;
  readonly facts?: Facts;
};

export type CheckedChunk = {
  readonly file: FileFacts;
  readonly sheet: SheetFacts;
  readonly header: TableHeader;
  readonly rows: readonly CheckedRow[];
  /** New since the last chunk. */
  readonly notes: readonly FileNote[];
};

/**
 * Finds the table on each visible sheet and checks its rows by the item's rules. The first table settles the item. Streams:
 * holds one chunk, the first rows of a sheet, and twelve bytes a row for duplicates.
 * @throws {Refusal} invalid `header.not_found`: no sheet has headings that we know
 */
export async function* checkRows(chunks: AsyncIterable<Chunk>, options: CheckOptions): AsyncGenerator<CheckedChunk> {
  const finder = new TableFinder(options);
  for await (const chunk of chunks) yield* finder.take(chunk);
  yield* finder.end();
}

class TableFinder {
  readonly #options: CheckOptions;
  #items: readonly CatalogueItem[];
  readonly #checkers = new Map<string, ReturnType<typeof rowChecker>>();
  #chunk: Chunk | undefined;
  #waiting: RawRow[] = [];
  #header: TableHeader | undefined;
  #check: CheckRow | undefined;
  /** This sheet holds nothing for us. */
  #passed = false;
  #found: { header: TableHeader; chunk: Chunk } | undefined;
  /** An empty table is told too: the item was recognised and there is nothing in it. */
  #told = false;
  #notes: FileNote[] = [];
  readonly #noted = new Set<string>();

  constructor(options: CheckOptions) {
    this.#options = { firstRows: firstRows(), ...options };
    this.#items = options.items;
  }

  /** What this chunk settles: first the end of a short sheet before it, then its own rows. */
  take(chunk: Chunk): CheckedChunk[] {
    const isNew = chunk.sheet.index !== this.#chunk?.sheet.index;
    const before = isNew ? this.#answer(this.#endSheet()) : [];
    if (isNew) this.#beginSheet(chunk);
    this.#chunk = chunk;
    return [...before, ...this.#answer(this.#passed ? [] : this.#rowsOf(chunk))];
  }

  end(): CheckedChunk[] {
    const rows = this.#endSheet();
    if (!this.#found) throw new Refusal('invalid', 'header.not_found', { within: HEADER_WITHIN_ROWS });
    return this.#answer(rows);
  }

  #answer(rows: CheckedRow[]): CheckedChunk[] {
    if (!this.#found || (this.#told && rows.length === 0 && this.#notes.length === 0)) return [];
    this.#told = true;
    const { header, chunk } = this.#found;
    const notes = this.#notes;
    this.#notes = [];
    return [{ file: chunk.file, sheet: chunk.sheet, header, rows, notes }];
  }

  #beginSheet({ sheet }: Chunk): void {
    this.#waiting = [];
    this.#header = undefined;
    this.#check = undefined;
    this.#passed = sheet.hidden;
    if (sheet.hidden) this.#note('sheet.hidden_skipped', sheet);
    else if (sheet.tallMerges > 0) this.#note('sheet.merged', sheet);
  }

  #rowsOf(chunk: Chunk): CheckedRow[] {
    if (this.#check) return this.#checkAll(chunk.rows, chunk);
    this.#waiting.push(...chunk.rows);
    const isEnough = this.#waiting.length >= (chunk.file.kind === 'ndjson' ? 1 : HEADER_WITHIN_ROWS);
    return isEnough ? this.#lookForTable(chunk) : [];
  }

  #endSheet(): CheckedRow[] {
    if (!this.#chunk || this.#passed || this.#check) return [];
    return this.#lookForTable(this.#chunk);
  }

  #lookForTable(chunk: Chunk): CheckedRow[] {
    const rows = this.#waiting;
    this.#waiting = [];
    // In ndjson the headings are the keys and come first; a row of data is never one.
    const header = headerFinder(this.#items)(chunk.file.kind === 'ndjson' ? rows.slice(0, 1) : rows);
    if (!header) return this.#passSheet(chunk, rows);
    this.#open(header, chunk);
    return this.#checkAll(
      chunk.file.kind === 'ndjson' ? rows.slice(1) : rows.filter(({ number }) => number > header.row),
      chunk,
    );
  }

  #passSheet({ sheet, file }: Chunk, rows: readonly RawRow[]): CheckedRow[] {
    this.#passed = true;
    if (file.kind === 'delimited' || file.kind === 'ndjson') {
      throw new Refusal('invalid', 'header.not_found', { within: HEADER_WITHIN_ROWS });
    }
    const isOther = this.#items.length === 1 && headerFinder(this.#options.items)(rows) !== undefined;
    this.#note(isOther ? 'sheet.other_item' : 'sheet.no_table', sheet);
    return [];
  }

  #open(header: TableHeader, chunk: Chunk): void {
    const { item, notes, row } = header;
    this.#items = [item];
    this.#header = header;
    this.#found = { header, chunk };
    this.#told = false;
    const checker = this.#checkers.get(item.code) ?? rowChecker(item, this.#options);
    this.#checkers.set(item.code, checker);
    this.#check = checker(header, chunk.sheet);
    for (const { code, column, heading } of notes) {
      this.#note(code, chunk.sheet, {
        row,
        ...(column === undefined ? {} : { column }),
        ...(heading ? { facts: { heading } } : {}),
      });
    }
    for (const facts of absentFields(header)) this.#note('header.field_absent', chunk.sheet, { facts });
  }

  #checkAll(rows: readonly RawRow[], chunk: Chunk): CheckedRow[] {
    const checked: CheckedRow[] = [];
    for (const row of rows) {
      if (row.headings) {
        this.#reopen(row, chunk);
        continue;
      }
      if (this.#isNoRecord(row)) {
        this.#note('row.skipped', chunk.sheet, { row: row.number });
        continue;
      }
      const result = this.#check!(row, chunk.unclean);
      if (result) checked.push(result);
    }
    return checked;
  }

  /** New keys turned up in an ndjson file. */
  #reopen(row: RawRow, chunk: Chunk): void {
    const header = headerFinder(this.#items)([row]);
    if (header) this.#open(header, chunk);
  }

  #isNoRecord(row: RawRow): boolean {
    const header = this.#header!;
    const first = header.columns[0]!;
    if (textOf(row.cells[first.at]).trim() === first.heading && repeatsHeader(row, header)) return true;
    const second = header.columns[1]!;
    const isThin = textOf(row.cells[second.at]) === '' || textOf(row.cells[first.at]) === '';
    return isFooter(row, isThin);
  }

  #note(code: string, sheet: SheetFacts, more: Omit<FileNote, 'code' | 'sheet'> = {}): void {
    const key = JSON.stringify([code, sheet.index, more.column, more.facts, code === 'row.skipped' ? more.row : 0]);
    if (!this.#noted.has(key)) this.#notes.push({ code, sheet: sheet.name, ...more });
    this.#noted.add(key);
  }
}

function absentFields({ item, columns }: TableHeader): { field: string; heading: string }[] {
  const there = new Set(columns.map(({ field }) => field));
  return item.fields.flatMap(({ required, code, name }, at) =>
    required === 'always' && !there.has(at) ? [{ field: code, heading: name }] : [],
  );
}
