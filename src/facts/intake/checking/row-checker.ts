import { type Cell, type RawRow, type SheetFacts, textOf } from '../../../ground/reading/cell.ts';
import type { CatalogueItem, ItemField } from '../../../rules/law/item.ts';
import { compileCondition, type RowTest } from './compile-condition.ts';
import { type FirstRows, firstRows } from './duplicates.ts';
import type { RowProblem } from './problem.ts';
import { amountReader } from './read-amount.ts';
import { enumReader, manyReader, readFlag } from './read-choice.ts';
import { dayReader } from './read-day.ts';
import { identifierReader } from './read-identifier.ts';
import { plainText, textReader, type ValueReader } from './read-text.ts';
import { type RolePlaces, rolePlaces } from './record-roles.ts';
import type { RecordRule } from './record-rule.ts';
import { type RuleOptions, recordRules } from './record-rules.ts';
import { RowInHand } from './row-in-hand.ts';
import type { Column, TableHeader } from './table-header.ts';

export type CheckedRow = {
  readonly raw: RawRow;
  /** No error; warnings and notes do not refuse a row. */
  readonly ok: boolean;
  /** By the field's place in the item: text as given, days `YYYY-MM-DD`, amounts exact in 万元, several values joined by `;`. */
  readonly values: readonly (string | undefined)[];
  readonly problems: readonly RowProblem[];
};

export type RowCheckOptions = RuleOptions & {
  /** Share one between calls to find duplicates across sheets; each checker has its own otherwise. */
  readonly firstRows?: FirstRows;
};

/** Checks rows of one table against an item. Undefined: the row is blank and no row at all. */
export type CheckRow = (row: RawRow, unclean: boolean) => CheckedRow | undefined;

/** Everything about an item that can be known before the first row, worked out once. */
export function rowChecker(
  item: CatalogueItem,
  options: RowCheckOptions,
): (header: TableHeader, sheet: SheetFacts) => CheckRow {
  const places = rolePlaces(item);
  const rules = recordRules(item, places, options);
  const required = requirements(item, places);
  const seen = options.firstRows ?? firstRows();
  return (header, sheet) => tableChecker({ item, places, rules, required, seen, header, sheet, options });
}

type Table = {
  item: CatalogueItem;
  places: RolePlaces;
  rules: readonly RecordRule[];
  required: readonly Requirement[];
  seen: FirstRows;
  header: TableHeader;
  sheet: SheetFacts;
  options: RowCheckOptions;
};

function tableChecker(table: Table): CheckRow {
  const { item, rules, header } = table;
  const hand = new RowInHand();
  const columns = header.columns.map((column) => ({ ...column, code: item.fields[column.field]!.code }));
  const readers = columns.map((column) => readerOf(item.fields[column.field]!, column, table));
  const columnOf = item.fields.map((_, field) => columns.find((column) => column.field === field)?.at);
  const given = new Uint8Array(item.fields.length);
  const at = (field: number): RowInHand => {
    hand.at(item.fields[field]!.code, columnOf[field]);
    return hand;
  };
  return (raw, unclean) => {
    const values: (string | undefined)[] = new Array(item.fields.length).fill(undefined);
    given.fill(0);
    hand.begin();
    let filled = 0;
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place]!;
      const cell = raw.cells[column.at];
      if (cell === undefined || cell === '') continue;
      hand.at(column.code, column.at);
      const errors = hand.errors;
      const value = readCell(cell, unclean, readers[place]!, hand);
      if (value !== undefined) values[column.field] = joined(values[column.field], value);
      if (value !== undefined || hand.errors > errors) given[column.field] = 1;
      filled += given[column.field]!;
    }
    if (filled === 0 && raw.cells.every((cell) => textOf(cell).trim() === '')) return undefined;
    lookAtRow(raw, table, hand);
    for (const requirement of table.required) requirement(values, given, at);
    for (const rule of rules) rule(values, at);
    if (hand.errors === 0) tellDuplicate(values, raw.number, table, at);
    return { raw, ok: hand.errors === 0, values, problems: hand.problems };
  };
}

function readCell(cell: Cell, unclean: boolean, read: ValueReader, hand: RowInHand): string | undefined {
  const text = plainText(cell, unclean, hand);
  if (text === '') return undefined;
  const isTyped = typeof cell !== 'string' && (cell.kind === 'number' || cell.kind === 'moment');
  return read(isTyped ? cell : text, hand);
}

/** Only a field of several values has several columns (处罚类别1, 处罚类别2). */
function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : [...new Set([...before.split(';'), ...value.split(';')])].join(';');
}

function readerOf(field: ItemField, column: Column, { sheet, options }: Table): ValueReader {
  switch (field.type) {
    case 'day':
      return dayReader(sheet.epoch1904);
    case 'amount':
      return amountReader(column.inYuan);
    case 'enum':
      return enumReader(field);
    case 'many':
      return manyReader(field);
    case 'identifier':
      return identifierReader(field, options.today);
    case 'flag':
      return readFlag;
    default:
      return textReader(field);
  }
}

type Requirement = (
  values: readonly (string | undefined)[],
  given: Uint8Array,
  at: (field: number) => RowInHand,
) => void;

/** E01, and E09 where it is the legal basis that is missing. */
function requirements(item: CatalogueItem, { basis }: RolePlaces): Requirement[] {
  return item.fields.flatMap(({ required, name, nameEn }, field): Requirement[] => {
    if (required === 'never') return [];
    const when: RowTest | undefined = required === 'always' ? undefined : compileCondition(required, item);
    const code = field === basis ? 'E09.basis_absent' : when ? 'E01.missing_when' : 'E01.missing';
    return [
      (values, given, at) => {
        if (given[field] === 0 && (!when || when(values))) at(field).tell(code, { required: name, requiredEn: nameEn });
      },
    ];
  });
}

function lookAtRow(raw: RawRow, { header, sheet }: Table, hand: RowInHand): void {
  if (raw.hidden) tellRow('row.hidden', undefined, hand);
  if (raw.malformed) tellRow('row.malformed', undefined, hand);
  if (raw.cells.length > header.headings.length) lookBeyond(raw, header, sheet.name === '', hand);
  for (const { at, field } of header.repeated) {
    const first = header.columns.find((column) => column.field === field)!;
    const text = textOf(raw.cells[at]).trim();
    if (text !== '' && text !== textOf(raw.cells[first.at]).trim()) tellRow('cell.repeated_differs', at, hand);
  }
}

/** In delimited text a cell too many means that a delimiter stood inside a value, and all that follow are shifted. */
function lookBeyond(raw: RawRow, { headings }: TableHeader, isText: boolean, hand: RowInHand): void {
  const beyond = raw.cells.findIndex((cell, at) => at >= headings.length && textOf(cell).trim() !== '');
  if (beyond >= 0) tellRow(isText ? 'row.extra_cells' : 'cell.without_heading', beyond, hand);
}

function tellRow(code: string, column: number | undefined, hand: RowInHand): void {
  hand.at('', column);
  hand.tell(code);
}

/** No sheet has as many rows: one number says sheet and row. */
const SHEET_STEP = 10_000_000;

/** E10: number, party's code, day and organ's code (law file 5.1). A roster has one row a code. */
function tellDuplicate(
  values: readonly (string | undefined)[],
  row: number,
  { places, seen, sheet }: Table,
  at: (field: number) => RowInHand,
): void {
  const code = places.partyCodes.find((field) => values[field] !== undefined);
  if (code === undefined) return;
  const first = seen.seen(
    [values[places.number], values[code], values[places.decidedOn], values[places.organCode]],
    sheet.index * SHEET_STEP + row,
  );
  if (first === undefined) return;
  const hand = at(places.number < 0 ? code : places.number);
  const nth = Math.floor(first / SHEET_STEP);
  if (nth === sheet.index) hand.tell('E10.duplicate', { first: first % SHEET_STEP });
  else hand.tell('E10.duplicate_on_sheet', { first: first % SHEET_STEP, sheet: nth + 1 });
}
