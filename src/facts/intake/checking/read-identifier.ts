import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { type IdentifierKind, type Inspection, inspect, normalise } from '../../../names/subjects/identifiers/index.ts';
import type { ItemField } from '../../../rules/law/item.ts';
import type { RowProblem } from './problem.ts';
import { isPlaceholder, type ValueReader } from './read-text.ts';
import type { RowInHand } from './row-in-hand.ts';

type Known = {
  readonly value: string | undefined;
  readonly problems: readonly (Pick<RowProblem, 'code' | 'severity'> & { words: { zh: string; en: string } })[];
};

/** Codes of organs repeat on every row, those of parties do not: a few places, each taken over by whoever comes next. */
const CACHE_PLACES = 256;

/**
 * A code as its kind wants it: half-width, upper case, without spaces. What fails its check is told and kept, for a second
 * person may accept a code in force (issue point 7); what a spreadsheet turned into a number is told and not kept.
 */
export function identifierReader(field: ItemField, today: PlainDate): ValueReader {
  const find = codeFinder((field.identifier ?? 'uscc') as IdentifierKind, today);
  return (cell, row) => {
    const text = typeof cell === 'string' ? cell : cell.text;
    if (typeof cell !== 'string' && cell.kind === 'number' && tellNumber(cell.number ?? 0, row)) return undefined;
    if (isPlaceholder(text, row)) return undefined;
    const known = find(text);
    for (const { code, severity, words } of known.problems) row.tellInWords(code, severity, words);
    return known.value;
  };
}

/** Examines texts as that kind, and remembers what it met lately. */
export function codeFinder(kind: IdentifierKind, today: PlainDate): (text: string) => Known {
  const cache: ({ readonly text: string; readonly known: Known } | undefined)[] = new Array(CACHE_PLACES).fill(
    undefined,
  );
  return (text) => {
    const place = placeOf(text);
    const cached = cache[place];
    if (cached?.text === text) return cached.known;
    const known = examine(text, kind, today);
    cache[place] = { text, known };
    return known;
  };
}

/** The last characters differ most between codes. */
function placeOf(text: string): number {
  const end = text.length;
  return (text.charCodeAt(end - 1) * 31 + text.charCodeAt(end - 2) * 7 + text.charCodeAt(end - 3)) & (CACHE_PLACES - 1);
}

/** True where digits are lost for good. */
function tellNumber(number: number, row: RowInHand): boolean {
  const lost = !Number.isInteger(number) || Math.abs(number) >= 1e15;
  row.tell(lost ? 'E03.from_number' : 'E03.stored_as_number');
  return lost;
}

function examine(text: string, kind: IdentifierKind, today: PlainDate): Known {
  const inspection = inspect(text, kind, { today });
  const problems = inspection.problems.length === 0 ? [] : problemsOf(inspection, text, kind, today);
  const lost = problems.some(({ code }) => code === 'E03.from_number' || code === 'E07.identity_in_code_field');
  return { value: lost ? undefined : normalise(text).text, problems };
}

function problemsOf(inspection: Inspection, text: string, kind: IdentifierKind, today: PlainDate): Known['problems'] {
  const english = inspect(text, kind, { today, lang: 'en' }).problems;
  const problems = inspection.problems.map(({ code, severity, message }, at) => ({
    code: severity === 'error' ? rejectCode(code) : code,
    severity,
    words: { zh: message, en: english[at]?.message ?? message },
  }));
  // A person's number in an organisation's field is one fault; what else is wrong with it as a code is no news.
  const misplaced = problems.filter(({ code }) => code === 'E07.identity_in_code_field');
  return misplaced.length > 0 ? misplaced : problems;
}

/** `identifier.uscc_check` → `E03.check_character`: the codes that the exchange knows (law file 5.1). */
function rejectCode(code: string): string {
  const what = code.replace(/^identifier\./, '');
  if (what === 'resident_id_here') return 'E07.identity_in_code_field';
  if (what === 'spreadsheet_number') return 'E03.from_number';
  return what.endsWith('_check') ? 'E03.check_character' : `E03.${what}`;
}
