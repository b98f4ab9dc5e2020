import { Refusal } from '../../../ground/kernel/refusal.ts';
import { findPlace } from './areas/areas.ts';
import { type Fault, isFree, type LawyerNumber } from './identifier.ts';
import { isScientific, normalise } from './normalise.ts';
import { type Spelling, strangerFaults, strangers } from './slips.ts';

/** Digit 10 (law file 3.10, secondary sources). */
export const LAWYER_CATEGORIES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  1: { zh: '专职', en: 'full-time' },
  2: { zh: '兼职', en: 'part-time' },
  3: { zh: '香港居民', en: 'Hong Kong resident' },
  4: { zh: '澳门居民', en: 'Macao resident' },
  5: { zh: '台湾居民', en: 'Taiwan resident' },
  6: { zh: '公职', en: 'public' },
  7: { zh: '公司', en: 'company' },
  8: { zh: '法律援助', en: 'legal aid' },
  9: { zh: '军队', en: 'military' },
};

const SHAPE = /^1\d{16}$/;
/** No check digit: what can be checked is the structure. */
const SPELLING: Spelling = { allows: (character) => character >= '0' && character <= '9', passes: () => false };

const wrong = (code: string, position: number): Fault => ({ code, severity: 'error', facts: { position } });

/** True where seventeen digits have kind, year, category and digit 11 of a lawyer's number. */
export function hasLawyerStructure(text: string): boolean {
  return SHAPE.test(text) && structureFaults(text).length === 0;
}

function structureFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  if (text[0] !== '1') faults.push(wrong('identifier.lawyer_kind', 1));
  // Licensing began again in 1979; the century is all that is held against a number.
  if (!/^(19[789]|20)/.test(text.slice(5, 9))) faults.push(wrong('identifier.lawyer_year', 6));
  if (!LAWYER_CATEGORIES[text[9]!]) faults.push(wrong('identifier.lawyer_category', 10));
  if (text[10] !== '0' && text[10] !== '1') faults.push(wrong('identifier.lawyer_digit_11', 11));
  return faults;
}

/** What is wrong with a normalised lawyer's practice number (律师执业证号). */
export function lawyerNumberFaults(text: string): Fault[] {
  if (isScientific(text)) return [{ code: 'identifier.spreadsheet_number', severity: 'error' }];
  if (text.length !== 17 && text.length !== 12) {
    return [{ code: 'identifier.length', severity: 'error', facts: { length: text.length, expected: 17 } }];
  }
  const foreign = strangers(text, SPELLING);
  if (foreign.length > 0) return strangerFaults(text, foreign, SPELLING);
  if (text.length === 12) return [{ code: 'identifier.lawyer_old_form', severity: 'note' }];
  const faults = structureFaults(text);
  if (!findPlace(text.slice(1, 5))) {
    faults.push({ code: 'identifier.area_unknown', severity: 'note', facts: { area: text.slice(1, 5) } });
  }
  return faults;
}

/** @throws {Refusal} invalid, with the code of the first error that `inspect` would name */
export function parseLawyerNumber(typed: string): LawyerNumber {
  const { text } = normalise(typed);
  const faults = lawyerNumberFaults(text);
  if (!isFree(faults)) throw new Refusal('invalid', faults[0]!.code, { length: text.length });
  return text as LawyerNumber;
}

/**
 * What a 17-digit number tells; undefined for the older form. Digit 11 (sex) is left out on purpose: nothing here needs it
 * (R60). `serial` never changes for a person, the rest of the number may.
 */
export function lawyerNumberParts(number: LawyerNumber) {
  if (number.length !== 17) return undefined;
  return {
    place: number.slice(1, 5),
    placeName: findPlace(number.slice(1, 5))?.name,
    firstLicensedYear: Number(number.slice(5, 9)),
    category: LAWYER_CATEGORIES[number[9]!],
    serial: number.slice(11),
  };
}
