import { type RawRow, textOf } from '../../../ground/reading/cell.ts';
import type { CatalogueItem } from '../../../rules/law/item.ts';
import { foldHeading, foldings, type HeadingIndex, headingIndex, isAmbiguousCode } from './heading.ts';

/** How deep a heading row may stand below titles and blank rows. */
export const HEADER_WITHIN_ROWS = 30;
/** In characters; the longest heading met has under 60. */
const LONGEST_HEADING = 200;
/** Columns of ours and of clerks' that bear no field. */
const OURS = new Set(['问题', '问题数', 'ZHENGMING问题']);
const NUMBERING = new Set(['序号', '编号', '行号', 'NO', '序']);

export type Column = {
  readonly at: number;
  /** Place of the field in `item.fields`. */
  readonly field: number;
  readonly heading: string;
  /** The heading states yuan where the standard counts in units of 10,000 yuan. */
  readonly inYuan: boolean;
};
export type HeaderNote = { readonly code: string; readonly column?: number; readonly heading?: string };
export type TableHeader = {
  readonly item: CatalogueItem;
  readonly row: number;
  /** Every cell of the heading row, read or not; what stands beyond has no heading. */
  readonly headings: readonly string[];
  /** First column of each field; a `many` field may have several. */
  readonly columns: readonly Column[];
  /** Columns that repeat a field which may stand only once. */
  readonly repeated: readonly Column[];
  readonly notes: readonly HeaderNote[];
};

/** Reads heading rows for a set of items. Build once, use for every sheet. */
export function headerFinder(items: readonly CatalogueItem[]): (rows: readonly RawRow[]) => TableHeader | undefined {
  const indexed = items.map((item) => ({ item, index: headingIndex(item) }));
  return (rows) => {
    let best: { header: TableHeader; score: number } | undefined;
    for (const row of rows.slice(0, HEADER_WITHIN_ROWS)) {
      for (const { item, index } of indexed) {
        const header = readHeading(row, item, index);
        const score = header ? scoreOf(header) : 0;
        if (header && score > (best?.score ?? 0)) best = { header, score };
      }
    }
    return best?.header;
  };
}

/** Two fields at least, and half of the filled cells: a row of data that happens to hold a field's name is no heading. */
function readHeading(row: RawRow, item: CatalogueItem, index: HeadingIndex): TableHeader | undefined {
  const columns: Column[] = [];
  const repeated: Column[] = [];
  const notes: HeaderNote[] = [];
  const seen = new Map<number, string>();
  let filled = 0;
  row.cells.forEach((cell, at) => {
    const heading = textOf(cell).trim();
    if (heading === '' || isOurs(heading)) return;
    filled += 1;
    const field = fieldOf(heading, index);
    if (field === undefined) {
      if (!NUMBERING.has(foldHeading(heading))) notes.push(unknownNote(heading, at));
      return;
    }
    const column = { at, field, heading, inYuan: statesYuan(heading) && item.fields[field]!.type === 'amount' };
    const before = seen.get(field);
    seen.set(field, foldHeading(heading));
    const mayRepeat = item.fields[field]!.type === 'many' && before !== foldHeading(heading);
    if (before === undefined || mayRepeat) columns.push(column);
    else {
      repeated.push(column);
      notes.push({ code: 'header.repeated', column: at, heading });
    }
    if (column.inYuan) notes.push({ code: 'header.in_yuan', column: at, heading });
  });
  if (seen.size < 2 || seen.size * 2 < filled) return undefined;
  return { item, row: row.number, headings: row.cells.map(textOf), columns, repeated, notes };
}

export function isOurs(heading: string): boolean {
  return OURS.has(foldHeading(heading));
}

function fieldOf(heading: string, index: HeadingIndex): number | undefined {
  if (heading.length > LONGEST_HEADING) return undefined; // no heading, and dear to fold
  if (isAmbiguousCode(heading)) return undefined;
  for (const fold of foldings(heading)) {
    const field = index.get(fold);
    if (field !== undefined) return field;
  }
  return undefined;
}

function unknownNote(heading: string, column: number): HeaderNote {
  return {
    code: isAmbiguousCode(heading) ? 'header.ambiguous_code' : 'header.unknown',
    column,
    heading: heading.slice(0, 60),
  };
}

function statesYuan(heading: string): boolean {
  return /[(（[【]\s*(人民币)?元\s*[)）\]】]/.test(heading);
}

/** Share of the item's own fields counts a little, so that a sheet with every penalty field is no licence. */
function scoreOf({ columns, repeated, item }: TableHeader): number {
  const fields = new Set(columns.map(({ field }) => field));
  const must = [...fields].filter((field) => item.fields[field]!.required === 'always').length;
  return fields.size + must + repeated.length / 100 + fields.size / item.fields.length / 10;
}

/** The same headings again in the middle of a sheet, as printed pages have them. */
export function repeatsHeader(row: RawRow, { columns }: TableHeader): boolean {
  return columns.length > 0 && columns.every(({ at, heading }) => textOf(row.cells[at]).trim() === heading);
}

const MOST_IN_A_FOOTER = 3;
const FOOTER = /^(合\s*计|总\s*计|小\s*计|共计|填表人|填报人|填报单位|制表|审核人|负责人签字|联系电话|单位[(（]盖章)/;
/** Where the row has values in the fields of a record: only what can be nobody's name. */
const SURE_FOOTER =
  /^(合\s*计|总\s*计|小\s*计|共\s*计)\s*[:：]?$|^(填表人|填报人|填报单位|制表人?|审核人|负责人|联系电话)\s*[:：]/;

/** A total or a signature line under the table: few cells, and the first says what it is. `isThin`: one of the first two fields is empty. */
export function isFooter({ cells }: RawRow, isThin: boolean): boolean {
  let first: string | undefined;
  let filled = 0;
  for (const cell of cells) {
    const text = textOf(cell).trim();
    if (text === '') continue;
    first ??= text;
    filled += 1;
    if (filled > MOST_IN_A_FOOTER) return false; // as in nearly every row, after a few cells
  }
  return first !== undefined && (isThin ? FOOTER : SURE_FOOTER).test(first);
}
