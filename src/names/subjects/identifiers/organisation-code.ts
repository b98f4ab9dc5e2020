import { Refusal } from '../../../ground/kernel/refusal.ts';
import { type Fault, isFree, type OrganisationCode } from './identifier.ts';
import { normalise } from './normalise.ts';
import { type Spelling, strangerFaults, strangers, transpositionFault } from './slips.ts';

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const SHAPE = /^[0-9A-Z]{8}[0-9X]$/;
const DIGIT_X = 33; // X as a value: A=10 … Z=35

/** 0-9 as they are, A=10 … Z=35; -1 for anything else. */
function characterValue(charCode: number): number {
  if (charCode >= 48 && charCode <= 57) return charCode - 48;
  return charCode >= 65 && charCode <= 90 ? charCode - 55 : -1;
}

/** True where the nine characters from `start` carry the right check character of GB 11714 (law file 4.2). */
export function organisationCheckPasses(text: string, start = 0): boolean {
  let sum = 0;
  for (let i = 0; i < 8; i += 1) {
    const value = characterValue(text.charCodeAt(start + i));
    if (value < 0) return false;
    sum += value * WEIGHTS[i]!;
  }
  const check = (11 - (sum % 11)) % 11;
  return characterValue(text.charCodeAt(start + 8)) === (check === 10 ? DIGIT_X : check);
}

/** The check character for eight body characters: 0-9 or `X`. */
export function organisationCheckCharacter(body: string): string {
  return [...'0123456789X'].find((check) => organisationCheckPasses(body + check))!;
}

const SPELLING: Spelling = {
  allows: (character, index) => (index < 8 ? /[0-9A-Z]/ : /[0-9X]/).test(character),
  passes: (text) => SHAPE.test(text) && organisationCheckPasses(text),
};

/** What is wrong with a normalised organisation code (组织机构代码). */
export function organisationCodeFaults(text: string): Fault[] {
  if (text.length !== 9) {
    return [{ code: 'identifier.length', severity: 'error', facts: { length: text.length, expected: 9 } }];
  }
  const foreign = strangers(text, SPELLING);
  if (foreign.length > 0) return strangerFaults(text, foreign, SPELLING);
  if (organisationCheckPasses(text)) return [];
  const expected = organisationCheckCharacter(text.slice(0, 8));
  const fault: Fault = { code: 'identifier.organisation_code_check', severity: 'error', facts: { expected } };
  return [fault, ...transpositionFault(text, SPELLING.passes)];
}

/** @throws {Refusal} invalid, with the code of the first error that `inspect` would name */
export function parseOrganisationCode(typed: string): OrganisationCode {
  const { text } = normalise(typed);
  const faults = organisationCodeFaults(text);
  if (!isFree(faults)) throw new Refusal('invalid', faults[0]!.code, { length: text.length });
  return text as OrganisationCode;
}
