import type { Fault } from './identifier.ts';

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const SPACES = /[\s\p{Zs}\p{Cc}\p{Cf}]/gu;
const HYPHENS = /[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** A spreadsheet's mark for "this cell is text" (前导撇号). */
const TEXT_MARK = /^['‘’`]/;
const CLEAN = /^[0-9A-Z]+$/;

/** What was typed, in the form that codes are compared in, and what had to be changed for it. */
export type Normalised = { readonly text: string; readonly changes: readonly Fault[] };

const note = (code: string): Fault => ({ code, severity: 'note' });

/**
 * Half-width, upper case, without spaces, hyphens and the spreadsheet's text mark. Nothing else is changed: a letter O
 * stays a letter O.
 */
export function normalise(typed: string): Normalised {
  if (CLEAN.test(typed)) return { text: typed, changes: [] };
  const changes: Fault[] = [];
  let text = typed;
  const step = (code: string, next: string) => {
    if (next !== text) changes.push(note(code));
    text = next;
  };
  step('identifier.spaces', text.replace(SPACES, ''));
  step(
    'identifier.full_width',
    text.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)),
  );
  step('identifier.text_mark', text.replace(TEXT_MARK, ''));
  step('identifier.hyphens', text.replace(HYPHENS, ''));
  step(
    'identifier.lower_case',
    text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  );
  return { text, changes };
}

/** `9.14403E+17`: what is left of a long number once a spreadsheet has taken it for a quantity. */
export function isScientific(text: string): boolean {
  return /^\d(?:\.\d+)?E\+?\d{1,2}$/.test(text);
}
