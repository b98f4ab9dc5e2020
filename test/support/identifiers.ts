import {
  organisationCheckCharacter,
  parseUscc,
  type ResidentId,
  residentCheckCharacter,
  USCC_ALPHABET,
  type Uscc,
  usccCheckCharacter,
} from '../../src/subjects/identifiers/index.ts';

/** How many different codes {@link usccFor} gives for one area and department class: 31 ^ 4. */
export const USCC_SERIALS = 923_521;
/** How many different numbers {@link residentIdFor} gives for one area. */
export const RESIDENT_SERIALS = 25_000 * 999;

function inAlphabet(serial: number, length: number): string {
  let text = '';
  for (let rest = serial; text.length < length; rest = Math.floor(rest / 31)) text = USCC_ALPHABET[rest % 31] + text;
  return text;
}

/**
 * An invented unified social credit code, both checks right, in the form of the synthetic codes of the law file: body `MA00`
 * (`MD00` for bodies that a justice bureau registers) and a serial, 0 to {@link USCC_SERIALS} - 1.
 */
export function usccFor(area: string, departmentClass: string, serial: number): Uscc {
  const body = `${departmentClass.startsWith('3') ? 'MD' : 'MA'}00${inAlphabet(serial, 4)}`;
  const seventeen = `${departmentClass}${area}${body}${organisationCheckCharacter(body)}`;
  return parseUscc(seventeen + usccCheckCharacter(seventeen));
}

/** An invented resident number whose holder would have been born between 1830 and 1898: it can belong to nobody alive. */
export function residentIdFor(area: string, serial: number): ResidentId {
  const day = new Date(Date.UTC(1830, 0, 1 + (serial % 25_000))).toISOString().slice(0, 10).replaceAll('-', '');
  const seventeen = `${area}${day}${String((Math.floor(serial / 25_000) % 999) + 1).padStart(3, '0')}`;
  return (seventeen + residentCheckCharacter(seventeen)) as ResidentId;
}
