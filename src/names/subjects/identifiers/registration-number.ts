import { Refusal } from '../../../ground/kernel/refusal.ts';
import { areaStanding } from './areas/areas.ts';
import { type Fault, isFree, type RegistrationNumber } from './identifier.ts';
import { isScientific, normalise } from './normalise.ts';
import { type Spelling, strangerFaults, strangers, transpositionFault } from './slips.ts';

/** True where fifteen digits carry the right check digit, ISO 7064 MOD 11,10 (GS 15-2006, law file 4.4). */
export function registrationCheckPasses(text: string): boolean {
  if (!/^\d{15}$/.test(text)) return false;
  let p = 10;
  for (let i = 0; i < 14; i += 1) {
    const s = (p + text.charCodeAt(i) - 48) % 10 || 10;
    p = (2 * s) % 11;
  }
  return (11 - p) % 10 === text.charCodeAt(14) - 48;
}

/** The check digit for the first fourteen. */
export function registrationCheckDigit(fourteen: string): string {
  return [...'0123456789'].find((digit) => registrationCheckPasses(fourteen + digit))!;
}

const SPELLING: Spelling = {
  allows: (character) => character >= '0' && character <= '9',
  passes: registrationCheckPasses,
};

/** What is wrong with a normalised old business registration number (工商注册号). Thirteen digits (before 2007) have no check. */
export function registrationNumberFaults(text: string): Fault[] {
  if (isScientific(text)) return [{ code: 'identifier.spreadsheet_number', severity: 'error' }];
  if (text.length !== 15 && text.length !== 13) {
    return [{ code: 'identifier.length', severity: 'error', facts: { length: text.length, expected: 15 } }];
  }
  const foreign = strangers(text, SPELLING);
  if (foreign.length > 0) return strangerFaults(text, foreign, SPELLING);
  const faults: Fault[] = [];
  if (text.length === 13) faults.push({ code: 'identifier.registration_number_old', severity: 'note' });
  else if (!registrationCheckPasses(text)) {
    const expected = registrationCheckDigit(text.slice(0, 14));
    faults.push({ code: 'identifier.registration_number_check', severity: 'error', facts: { expected } });
    faults.push(...transpositionFault(text, registrationCheckPasses));
  }
  if (areaStanding(Number(text.slice(0, 6))) === 0) {
    faults.push({ code: 'identifier.area_unknown', severity: 'note', facts: { area: text.slice(0, 6) } });
  }
  return faults;
}

/** @throws {Refusal} invalid, with the code of the first error that `inspect` would name */
export function parseRegistrationNumber(typed: string): RegistrationNumber {
  const { text } = normalise(typed);
  const faults = registrationNumberFaults(text);
  if (!isFree(faults)) throw new Refusal('invalid', faults[0]!.code, { length: text.length });
  return text as RegistrationNumber;
}
