import { detached, textOf } from '../../../ground/reading/cell.ts';
import type { ItemField } from '../../../rules/law/item.ts';
import { isPlaceholder, type ValueReader } from './read-text.ts';
import type { RowInHand } from './row-in-hand.ts';

const SURE_MARKS = /[;；\n]/;
/** Inside the standard's own words too (没收违法所得、没收非法财物), so tried only when the whole says nothing. */
const WEAK_MARKS = /[、,，\s]+/;
/** `其他-责令改正`, `其他（责令改正）`: a kind of its own with its name beside it. */
const OTHER = /^(其他)\s*[-—:：(（].*$/;

type Choice = { readonly find: (text: string) => string | undefined; readonly field: ItemField };

function choiceOf(field: ItemField): Choice {
  const known = new Map<string, string>();
  for (const value of field.values ?? []) known.set(fold(value), value);
  for (const [alias, value] of Object.entries(field.valueAliases ?? {})) {
    if (!known.has(fold(alias))) known.set(fold(alias), value);
  }
  const cache = new Map<string, string | undefined>();
  const find = (text: string): string | undefined => {
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const other = OTHER.exec(text)?.[1];
    const value = known.get(fold(text)) ?? (other && known.has(other) ? text : undefined);
    if (value !== undefined && cache.size < 1000) cache.set(detached(text), value);
    return value;
  };
  return { find, field };
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** One of the field's values, or what the pack says an older word means. A field without values takes any text. */
export function enumReader(field: ItemField): ValueReader {
  const choice = choiceOf(field);
  return (cell, row) => {
    const text = textOf(cell);
    if (field.values === undefined) return text;
    return choice.find(text) ?? unknown(text, choice, row);
  };
}

/** Several values in one cell, given back joined by `;` as the standard exchanges them, each once, in the order written. */
export function manyReader(field: ItemField): ValueReader {
  const choice = choiceOf(field);
  const cache = new Map<string, string>();
  return (cell, row) => {
    const text = textOf(cell);
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const before = row.problems.length;
    const values = text.split(SURE_MARKS).flatMap((part) => valuesOf(part.trim(), choice, row));
    if (values.length === 0) return undefined;
    const joined = [...new Set(values.flatMap((value) => value.split(';')))].join(';');
    if (row.problems.length === before && cache.size < 1000) cache.set(detached(text), joined);
    return joined;
  };
}

function valuesOf(text: string, choice: Choice, row: RowInHand): string[] {
  if (text === '') return [];
  if (choice.field.values === undefined) return [text];
  const whole = choice.find(text);
  if (whole !== undefined) return [whole];
  const parts = text.split(WEAK_MARKS).filter((part) => part !== '');
  const found = parts.map(choice.find);
  if (parts.length > 1 && found.every((value) => value !== undefined)) return found as string[];
  unknown(text, choice, row);
  return [];
}

function unknown(text: string, { field }: Choice, row: RowInHand): undefined {
  if (isPlaceholder(text, row)) return undefined;
  row.tell('E05.unknown_value', { allowed: (field.values ?? []).join('；') });
  return undefined;
}

const FLAGS: Readonly<Record<string, string>> = {
  是: 'true',
  有: 'true',
  '1': 'true',
  TRUE: 'true',
  Y: 'true',
  YES: 'true',
  否: 'false',
  无: 'false',
  '0': 'false',
  FALSE: 'false',
  N: 'false',
  NO: 'false',
};

/** `true` or `false`; anything else is refused, since a wrong "no" can cost a party a right. */
export const readFlag: ValueReader = (cell, row) => {
  const flag = FLAGS[fold(textOf(cell))];
  if (flag === undefined) row.tell('E05.unknown_value', { allowed: '是、否' });
  return flag;
};
