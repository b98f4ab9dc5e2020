import { areaStanding, findArea } from './areas/areas.ts';
import type { IdentifierKind } from './identifier.ts';
import { hasLawyerStructure } from './lawyer-number.ts';
import { isScientific } from './normalise.ts';
import { organisationCheckPasses } from './organisation-code.ts';
import { registrationCheckPasses } from './registration-number.ts';
import { birthDateOf, isFirstGenerationShape, residentIdPasses } from './resident-id.ts';
import { isDepartmentClass, usccCheckPasses } from './uscc.ts';

const AS_DIGIT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', Z: '2', S: '5' };

/** Letters that are often typed for digits read as digits: to guess the kind only, never to mend the value. */
function folded(text: string): string {
  return text.replace(/[OILZS]/g, (letter) => AS_DIGIT[letter]!);
}

/** A resident number that lost or gained characters: most of it digits, with a day of birth near its place. */
function isDamagedResidentId(text: string): boolean {
  if (!/^\d{14,19}[\dX]$/.test(text) || !findArea(`${text.slice(0, 2)}0000`)) return false;
  return [5, 6, 7].some((start) => /^(19|20)/.test(text.slice(start)) && birthDateOf(`      ${text.slice(start)}`));
}

/** Eighteen digits, or seventeen and an X, can be either. Where nothing decides it is taken for a person's, and masked. */
function ofEighteenDigits(text: string): IdentifierKind {
  const asOrganisation = usccCheckPasses(text);
  const isPlaceOfPerson = areaStanding(Number(text.slice(0, 6))) > 0;
  const isPlaceOfOrganisation = areaStanding(Number(text.slice(2, 8))) > 0;
  if (residentIdPasses(text)) {
    return asOrganisation && !isPlaceOfPerson && isPlaceOfOrganisation ? 'uscc' : 'resident_id';
  }
  const isKnownRegister = isDepartmentClass(text);
  if (asOrganisation && (isKnownRegister || organisationCheckPasses(text, 8))) {
    const isLikelyPerson = isPlaceOfPerson && !isPlaceOfOrganisation && birthDateOf(text) !== undefined;
    return isLikelyPerson ? 'resident_id' : 'uscc';
  }
  if (!isKnownRegister) return 'resident_id';
  return /^(18|19|20)/.test(text.slice(6)) && findArea(`${text.slice(0, 2)}0000`) ? 'resident_id' : 'uscc';
}

function ofEighteen(text: string): IdentifierKind {
  if (usccCheckPasses(text) && !/^\d{17}[\dX]$/.test(text)) return 'uscc';
  const digits = folded(text);
  if (/^\d{17}[\dX]$/.test(digits)) return ofEighteenDigits(digits);
  const alphanumeric = text.replace(/[^0-9A-Z]/g, '').length;
  if (/^\d{6}[^A-Z]{8}/.test(digits) && birthDateOf(digits) && alphanumeric >= 17) return 'resident_id';
  return alphanumeric >= 14 ? 'uscc' : 'unknown';
}

function ofSeventeen(text: string): IdentifierKind {
  if (hasLawyerStructure(text)) return 'lawyer_number';
  if (isDamagedResidentId(text)) return 'resident_id';
  return /^1\d{16}$/.test(folded(text)) ? 'lawyer_number' : 'unknown';
}

function ofFifteen(text: string): IdentifierKind {
  const digits = folded(text);
  if (registrationCheckPasses(digits)) return 'registration_number';
  if (isFirstGenerationShape(digits) || isDamagedResidentId(digits)) return 'resident_id';
  return /^\d{15}$/.test(digits) ? 'registration_number' : 'unknown';
}

/** The kind that a normalised text most likely is, by length, structure and checks. */
export function kindOf(text: string): IdentifierKind {
  if (isScientific(text)) return 'unknown';
  switch (text.length) {
    case 18:
      return ofEighteen(text);
    case 17:
      return ofSeventeen(text);
    case 15:
      return ofFifteen(text);
    case 13:
      return /^\d{13}$/.test(folded(text)) ? 'registration_number' : 'unknown';
    case 12:
      return /^\d{12}$/.test(text) ? 'lawyer_number' : 'unknown';
    case 9:
      return /^[0-9A-Z]{9}$/.test(text) ? 'organisation_code' : 'unknown';
    default:
      return isDamagedResidentId(text) ? 'resident_id' : 'unknown';
  }
}
