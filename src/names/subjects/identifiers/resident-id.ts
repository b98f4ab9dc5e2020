import { isPlainDate, type PlainDate } from '../../../ground/kernel/plain-date.ts';
import { Refusal } from '../../../ground/kernel/refusal.ts';
import { areaStanding } from './areas/areas.ts';
import { type CheckOptions, type Fault, isFree, type ResidentId } from './identifier.ts';
import { isScientific, normalise } from './normalise.ts';
import { readLookAlikes, type Spelling, strangers, transpositionFault } from './slips.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
const SHAPE = /^\d{17}[\dX]$/;

/** The check character for the first seventeen digits (GB 11643, law file 4.3). */
export function residentCheckCharacter(seventeen: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (seventeen.charCodeAt(i) - 48) * WEIGHTS[i]!;
  return CHECKS[sum % 11]!;
}

/** The birth date in digits 7 to 14, where such a day exists. */
export function birthDateOf(text: string): PlainDate | undefined {
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isPlainDate(day) && day < '2100' ? day : undefined;
}

/** True for the 18-character form with a real birth date and the right check character. Looks at no area. */
export function residentIdPasses(text: string): boolean {
  return SHAPE.test(text) && residentCheckCharacter(text) === text[17] && birthDateOf(text) !== undefined;
}

/** The number as it is kept and looked up, in whatever spelling it was typed; undefined where it is none. */
export function residentIdOf(typed: string): ResidentId | undefined {
  const { text } = normalise(typed);
  return residentIdPasses(text) ? (text as ResidentId) : undefined;
}

/** True where digits 7 to 12 of fifteen are a day of the twentieth century, as in first-generation cards (void today). */
export function isFirstGenerationShape(text: string): boolean {
  return /^\d{15}$/.test(text) && birthDateOf(`${text.slice(0, 6)}19${text.slice(6)}`) !== undefined;
}

/**
 * `411102********1234`, in any state of the typing: first six and last four, always eight stars between. Of a number that
 * is too short to hide eight, fewer of the last characters are shown; of one under fourteen, nothing.
 */
export function maskResidentId(typed: string): string {
  const { text } = normalise(typed);
  if (text.length < 14) return '********';
  const shownLast = Math.min(4, text.length - 14);
  return `${text.slice(0, 6)}********${shownLast === 0 ? '' : text.slice(-shownLast)}`;
}

const SPELLING: Spelling = {
  allows: (character, index) => (character >= '0' && character <= '9') || (index === 17 && character === 'X'),
  passes: residentIdPasses,
};

/** Positions only: the character itself may lie in the part that the mask hides. */
function letterFaults(text: string, foreign: readonly number[]): Fault[] {
  const fits = readLookAlikes(text, foreign, SPELLING) !== undefined;
  const code = fits ? 'identifier.resident_id_letter_fits' : 'identifier.resident_id_letter';
  return foreign.map((index) => ({ code, severity: 'error', facts: { position: index + 1 } }));
}

function shapeFault(text: string): Fault | undefined {
  if (isScientific(text)) return { code: 'identifier.spreadsheet_number', severity: 'error' };
  if (text.length === 15 && /^\d+$/.test(text)) return { code: 'identifier.resident_id_15_void', severity: 'error' };
  if (text.length === 18) return undefined;
  return { code: 'identifier.length', severity: 'error', facts: { length: text.length, expected: 18 } };
}

/** What is wrong with a normalised resident identity number (公民身份号码). An area that no list holds is a note. */
export function residentIdFaults(text: string, { today }: CheckOptions = {}): Fault[] {
  const shape = shapeFault(text);
  if (shape) return [shape];
  const foreign = strangers(text, SPELLING);
  if (foreign.length > 0) return letterFaults(text, foreign);
  const faults: Fault[] = [];
  const birth = birthDateOf(text);
  const isRight = residentCheckCharacter(text) === text[17];
  if (!isRight && text.endsWith('000')) return [{ code: 'identifier.spreadsheet_number', severity: 'error' }];
  if (!birth) faults.push({ code: 'identifier.resident_id_birth_date', severity: 'error' });
  else if (today && birth > today) faults.push({ code: 'identifier.resident_id_birth_ahead', severity: 'error' });
  if (!isRight) {
    faults.push({ code: 'identifier.resident_id_check', severity: 'error' });
    faults.push(...transpositionFault(text, (t) => residentIdPasses(t) && areaStanding(Number(t.slice(0, 6))) > 0));
  }
  if (areaStanding(Number(text.slice(0, 6))) === 0) {
    faults.push({ code: 'identifier.area_unknown', severity: 'note', facts: { area: text.slice(0, 6) } });
  }
  return faults;
}

/** @throws {Refusal} invalid, with the code of the first error that `inspect` would name; never any part of the number */
export function parseResidentId(typed: string, options: CheckOptions = {}): ResidentId {
  const { text } = normalise(typed);
  const faults = residentIdFaults(text, options);
  if (!isFree(faults)) throw new Refusal('invalid', faults[0]!.code, { length: text.length });
  return text as ResidentId;
}
