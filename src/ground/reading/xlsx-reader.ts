import { type Cell, type Chunk, cellName, columnOf, type RawRow, type SheetFacts, UNCLEAN } from './cell.ts';
import { findTallMerges, mergeFiller } from './merges.ts';
import { momentOf } from './number-formats.ts';
import { cellWithin, type ReadingLimits, within } from './reading-limits.ts';
import { broken, openXlsx, parsePart, type XlsxPackage } from './xlsx-package.ts';
import { isTrue, readWorkbook, type SheetPart, unescaped, type Workbook } from './xlsx-workbook.ts';

export type SheetChunk = Omit<Chunk, 'file'>;

/** Rows of every sheet in order, hidden ones too (they say so). Nothing but the shared strings is held. */
export async function* readXlsx(path: string, limits: ReadingLimits): AsyncGenerator<SheetChunk> {
  const source = await openXlsx(path, limits);
  const workbook = await readWorkbook(source, limits);
  if (workbook.sheets.length === 0) throw broken('xl/workbook.xml');
  let before = 0;
  for (const part of workbook.sheets) {
    for await (const chunk of readSheet(source, workbook, part, limits)) {
      before += chunk.rows.length;
      within('file.too_many_rows', before, limits.rows);
      yield chunk;
    }
  }
}

async function* readSheet(
  source: XlsxPackage,
  workbook: Workbook,
  { part, name, index, hidden }: SheetPart,
  limits: ReadingLimits,
): AsyncGenerator<SheetChunk> {
  const merges = await findTallMerges(await source.open(part), part);
  const sheet: SheetFacts = { name, index, hidden, epoch1904: workbook.epoch1904, tallMerges: merges.length };
  const gatherer = new RowGatherer(workbook, limits, mergeFiller(merges));
  for await (const _ of parsePart(await source.open(part), part, gatherer)) {
    const rows = gatherer.take();
    if (rows.length > 0) yield { sheet, rows, unclean: gatherer.wasUnclean() };
  }
  yield { sheet, rows: [], unclean: false }; // a sheet without rows is still a sheet that was looked at
}

/** Turns the events of one sheet's XML into rows. A class because saxes calls it two million times and its state is its fields. */
class RowGatherer {
  readonly #workbook: Workbook;
  readonly #limits: ReadingLimits;
  readonly #fill: (number: number, cells: Cell[]) => void;
  #rows: RawRow[] = [];
  #cells: Cell[] = [];
  #number = 0;
  #column = -1;
  #hidden = false;
  #type = 'n';
  #isDay = false;
  #formula = false;
  #text = '';
  #wanted = false;
  #phonetic = false;
  #unclean = false;

  constructor(workbook: Workbook, limits: ReadingLimits, fill: (number: number, cells: Cell[]) => void) {
    this.#workbook = workbook;
    this.#limits = limits;
    this.#fill = fill;
  }

  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  wasUnclean(): boolean {
    const was = this.#unclean;
    this.#unclean = false;
    return was;
  }

  open = (name: string, attributes: Record<string, string>): void => {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#wanted = !this.#phonetic;
    else if (name === 'f') this.#formula = true;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'row') this.#openRow(attributes);
  };

  text = (piece: string): void => {
    if (this.#wanted) this.#text += piece;
  };

  close = (name: string): void => {
    if (name === 'v' || name === 't') this.#wanted = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'row') this.#closeRow();
  };

  #openRow(attributes: Record<string, string>): void {
    const stated = Number(attributes.r);
    this.#number = Number.isSafeInteger(stated) && stated > this.#number ? stated : this.#number + 1;
    this.#hidden = isTrue(attributes.hidden);
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(attributes: Record<string, string>): void {
    this.#column = columnOf(attributes.r ?? '') ?? this.#column + 1;
    this.#type = attributes.t ?? 'n';
    this.#isDay = this.#workbook.dayStyles[Number(attributes.s ?? 0)] ?? false;
    this.#formula = false;
    this.#text = '';
  }

  #closeCell(): void {
    if (this.#text === '' && !this.#formula) return;
    within('file.too_many_columns', this.#column + 1, this.#limits.columns, { row: this.#number });
    const cell = this.#cellOf(this.#text);
    const text = typeof cell === 'string' ? cell : cell.text;
    if (text.length > this.#limits.cellLength) {
      cellWithin(text.length, this.#number, cellName(this.#column, this.#number), this.#limits);
    }
    if (this.#type !== 'n' && !this.#unclean && UNCLEAN.test(text)) this.#unclean = true;
    for (let at = this.#cells.length; at < this.#column; at += 1) this.#cells.push('');
    this.#cells[this.#column] = cell;
  }

  #cellOf(text: string): Cell {
    const formula = this.#formula ? ({ formula: true } as const) : undefined;
    if (this.#type === 'n' && text !== '') return this.#numberOf(text, formula);
    if (this.#type === 'e') return { kind: 'error', text, ...formula };
    const plain = this.#plainText(text);
    return formula ? { kind: 'text', text: plain, formula: true } : plain;
  }

  #plainText(text: string): string {
    if (this.#type === 's') return this.#workbook.strings[Number(text)] ?? '\ufffd';
    if (this.#type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    return unescaped(text);
  }

  #numberOf(text: string, formula: { formula: true } | undefined): Cell {
    const number = Number(text);
    if (!Number.isFinite(number)) return { kind: 'error', text: text.slice(0, 20), ...formula };
    const moment = this.#isDay ? momentOf(number, this.#workbook.epoch1904) : undefined;
    if (moment) return { kind: 'moment', text: moment, ...formula };
    return { kind: 'number', text: String(number), number, ...formula };
  }

  #closeRow(): void {
    this.#fill(this.#number, this.#cells);
    for (let at = 0; at < this.#cells.length; at += 1) this.#cells[at] ??= '';
    if (this.#cells.length === 0) return;
    const row = { number: this.#number, cells: this.#cells };
    this.#rows.push(this.#hidden ? { ...row, hidden: true } : row);
  }
}
