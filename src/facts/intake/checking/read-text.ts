import { strangeSignIn } from '../../../ground/kernel/shown-text.ts';
import { type Cell, UNCLEAN } from '../../../ground/reading/cell.ts';
import type { ItemField } from '../../../rules/law/item.ts';
import type { RowInHand } from './row-in-hand.ts';

/** Reads one filled cell as the field's type; undefined where it bears no value. Reports to the row. */
export type ValueReader = (cell: Cell, row: RowInHand) => string | undefined;

/** Characters that nobody sees and nobody means; removed, and told. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const PLACEHOLDER = /^(无|空|暂无|不适用|[-/\\—–]+|null|n\/a|none)$/i;
const APOSTROPHE = 0x27;

/** Text of a cell without blanks around it; `''` where it says nothing. Told: formulas, errors, characters that cannot be. */
export function plainText(cell: Cell, unclean: boolean, row: RowInHand): string {
  const text = typeof cell === 'string' ? cell : sheetText(cell, row);
  const trimmed = text.trim();
  if (trimmed.charCodeAt(0) === APOSTROPHE && trimmed.length > 1) {
    row.tell('text.apostrophe');
    return trimmed.slice(1).trim();
  }
  return unclean && UNCLEAN.test(trimmed) ? cleaned(trimmed, row) : trimmed;
}

function sheetText(cell: Exclude<Cell, string>, row: RowInHand): string {
  if (cell.kind === 'error') {
    row.tell('cell.spreadsheet_error');
    return '';
  }
  if (cell.formula) row.tell(cell.text === '' ? 'cell.formula_without_value' : 'cell.formula');
  return cell.text;
}

/** Marks that no spreadsheet leaves behind by itself: whoever wrote them meant another order than is stored. */
const TURNED = /[\u202a-\u202e\u2066-\u2069]/;

function cleaned(text: string, row: RowInHand): string {
  if (TURNED.test(text)) tellStrange(TURNED.exec(text)![0], row);
  const visible = text.replace(INVISIBLE, '');
  if (visible !== text) row.tell('text.invisible_removed');
  if (visible.includes('\ufffd')) row.tell('text.unreadable_character');
  if (UNCLEAN.test(visible.replaceAll('\ufffd', ''))) row.tell('text.control_character');
  return visible.trim();
}

function tellStrange(text: string, row: RowInHand): void {
  const strange = strangeSignIn(text);
  if (strange?.kind === 'direction') row.tell('text.direction_sign', { sign: strange.sign });
  if (strange?.kind === 'markup') row.tell('text.markup', { sign: strange.sign });
}

/** "无", "/" and the like in a field that is no free text: the clerk says that there is none. */
export function isPlaceholder(text: string, row: RowInHand): boolean {
  if (text.length > 4 || !PLACEHOLDER.test(text)) return false;
  row.tell('cell.placeholder', { placeholder: text });
  return true;
}

export function textReader(field: ItemField): ValueReader {
  const limit = field.maxLength ?? Number.POSITIVE_INFINITY;
  return (cell, row) => {
    if (typeof cell !== 'string' && cell.kind === 'number' && !Number.isSafeInteger(cell.number ?? 0)) {
      if (Math.abs(cell.number!) >= 1e15) {
        row.tell('cell.long_number');
        return undefined;
      }
    }
    const text = typeof cell === 'string' ? cell : cell.text;
    if (text.length > limit) refuseTooLong(text, limit, row);
    if (text.includes('<')) tellStrange(text, row);
    if (startsFormula(text)) row.tell('text.formula_prefix');
    return text;
  };
}

/** The standards count characters, so a rare Han character outside the basic plane is one, not two. */
function refuseTooLong(text: string, limit: number, row: RowInHand): void {
  let found = 0;
  for (const _ of text) found += 1;
  if (found > limit) row.tell('E02.too_long', { found, limit });
}

/** `=`, `+`, `-`, `@`: a spreadsheet that opens our export would run it. */
function startsFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === 0x3d || first === 0x2b || first === 0x2d || first === 0x40;
}
