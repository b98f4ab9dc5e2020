import type { Cell, Chunk, RawRow } from '../../ground/reading/index.ts';

/** Where a list keeps names and codes. Rows up to and with `headerRow` are no questions; 0: there is no heading. */
export type ListLayout = {
  readonly sheet: number;
  readonly headerRow: number;
  readonly name: number;
  readonly code: number;
  /** Cells of the widest row: the answers stand behind them. */
  readonly width: number;
};
export type ListQuestion = { readonly row: number; readonly name?: string; readonly code?: string };
/** Some thousand questions in the order of the rows; an interrupted run goes on with the next piece. */
export type ListPiece = { readonly number: number; readonly questions: readonly ListQuestion[] };
const shown = (cell: Cell | undefined) => (typeof cell === 'object' ? cell.text : (cell ?? ''));
type Heads = (cells: readonly string[]) => { readonly name: number; readonly code: number };

export const ROWS_A_PIECE = 1_000;
/** A heading stands among the first rows, below a title perhaps; where there is none the first column holds names. */
const HEADING_WITHIN = 20;

/** Reads a list once: its questions piece by piece, and when all are read its layout. Only the first sheet with rows is a list. */
export class ListReading {
  readonly #heads: Heads;
  #sheet: number | undefined;
  #columns: { headerRow: number; name: number; code: number } | undefined;
  #width = 0;

  constructor(heads: Heads) {
    this.#heads = heads;
  }

  get layout(): ListLayout {
    const { headerRow = 0, name = 0, code = -1 } = this.#columns ?? {};
    return { sheet: this.#sheet ?? 0, headerRow, name, code, width: this.#width };
  }

  async *pieces(chunks: AsyncIterable<Chunk>): AsyncGenerator<ListPiece> {
    let number = 0;
    let waiting: ListQuestion[] = [];
    for await (const row of this.#rows(chunks)) {
      const question = this.#questionOf(row);
      if (question) waiting.push(question);
      if (waiting.length < ROWS_A_PIECE) continue;
      yield { number, questions: waiting };
      number += 1;
      waiting = [];
    }
    if (waiting.length > 0) yield { number, questions: waiting };
  }

  /** Rows below the heading, once it is known where that is. */
  async *#rows(chunks: AsyncIterable<Chunk>): AsyncGenerator<RawRow> {
    let first: RawRow[] = [];
    for await (const { sheet, rows } of chunks) {
      if (rows.length === 0 || sheet.hidden) continue;
      this.#sheet ??= sheet.index;
      if (sheet.index !== this.#sheet) break;
      for (const row of rows) {
        this.#width = Math.max(this.#width, row.cells.length);
        if (this.#columns) yield row;
        else first.push(row);
        if (this.#columns === undefined && this.#isHeading(row)) first = [];
        if (this.#columns === undefined && first.length >= HEADING_WITHIN) yield* this.#without(first.splice(0));
      }
    }
    if (this.#columns === undefined) yield* this.#without(first);
  }

  #isHeading(row: RawRow): boolean {
    const { name, code } = this.#heads(row.cells.map(shown));
    if (name < 0 && code < 0) return false;
    this.#columns = { headerRow: row.number, name, code };
    return true;
  }

  #without(rows: readonly RawRow[]): readonly RawRow[] {
    this.#columns = { headerRow: 0, name: 0, code: -1 };
    return rows;
  }

  #questionOf({ number, cells }: RawRow): ListQuestion | undefined {
    const { name, code } = this.#columns!;
    const text = (column: number) => (column < 0 ? '' : shown(cells[column]).trim().slice(0, 200));
    const [named, coded] = [text(name), text(code)];
    if (named === '' && coded === '') return undefined;
    return { row: number, ...(named === '' ? {} : { name: named }), ...(coded === '' ? {} : { code: coded }) };
  }
}
