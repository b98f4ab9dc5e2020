/**
 * What every reader brings out, whatever the file was. A cell of text is a plain string, blank is `''`: a million rows of
 * csv cost no object a cell. Spreadsheets know more (a number, a moment, a formula's cached value, an error) and say so.
 */
export type SheetCell = {
  readonly kind: 'text' | 'number' | 'moment' | 'error';
  /** As a person would read it; `moment`: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`; `error`: `#N/A` and its kin. */
  readonly text: string;
  /** For `number`: the stored double. Codes longer than 15 digits have lost their end here, for good. */
  readonly number?: number;
  /** The value was computed by the sheet; what we have is what the sheet last kept. */
  readonly formula?: true;
};
export type Cell = string | SheetCell;

export type RawRow = {
  /** 1-based, as the clerk's own program numbers it: sheet row, record of a csv, line of an ndjson file. */
  readonly number: number;
  readonly cells: readonly Cell[];
  /** The clerk does not see this row: hidden or filtered away. */
  readonly hidden?: true;
  /** Quotes of a delimited row do not pair, so its cells may be cut in the wrong place. */
  readonly malformed?: true;
  /** ndjson only: this row gives the keys of the rows that follow. */
  readonly headings?: true;
};

export type SheetFacts = {
  readonly name: string;
  /** 0-based among the sheets of the file. */
  readonly index: number;
  readonly hidden: boolean;
  /** Serial day 0 is 1904-01-01 (old Macintosh workbooks) and not 1899-12-30. */
  readonly epoch1904: boolean;
  /** Merged ranges that cover more than one row; their value is repeated in each row they cover. */
  readonly tallMerges: number;
};

export type FileKind = 'delimited' | 'ndjson' | 'xlsx' | 'xls';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
/** `certain`: a mark or a proof in the bytes; `likely`: all evidence agrees; `guess`: little evidence. */
export type Confidence = 'certain' | 'likely' | 'guess';

export type FileFacts = {
  readonly kind: FileKind;
  readonly bytes: number;
  readonly encoding?: { readonly name: Encoding; readonly confidence: Confidence };
  readonly delimiter?: { readonly character: string; readonly confidence: Confidence };
};

export type Chunk = {
  readonly file: FileFacts;
  readonly sheet: SheetFacts;
  readonly rows: readonly RawRow[];
  /** Some cell may hold control, invisible or replacement characters; false spares the checker a look at each cell. */
  readonly unclean: boolean;
};

export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell : cell.text;
}

/** A copy that does not keep the block alive from which the text was cut: for whatever is kept longer than its row. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** As a spreadsheet names it: column 54 of row 12 is `BC12`. */
export const cellName = (column: number, row: number): string => `${columnLetters(column)}${row}`;

/** `BC12` → 54; undefined where the text is no cell reference. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return at === 0 || at > 3 ? undefined : column - 1;
}

/** Control, zero-width, direction-changing and replacement characters; tab and newline inside a cell are ordinary. */
export const UNCLEAN = /[^\P{Cc}\t\n\r]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/u;
