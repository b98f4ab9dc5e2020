import {
  organisationCheckCharacter,
  parseUscc,
  type ResidentId,
  residentCheckCharacter,
  USCC_ALPHABET,
  type Uscc,
  usccCheckCharacter,
} from '../../names/subjects/identifiers/index.ts';

function inAlphabet(serial: number, length: number): string {
  let text = '';
  for (let rest = serial; text.length < length; rest = Math.floor(rest / 31)) text = USCC_ALPHABET[rest % 31] + text;
  return text;
}

/**
 * An invented unified social credit code that passes both checks: body `MD00` for bodies that a justice bureau registers
 * (`MA00` for others) and a serial below 31^4.
 */
export function inventedUscc(area: string, departmentClass: string, serial: number): Uscc {
  const body = `${departmentClass.startsWith('3') ? 'MD' : 'MA'}00${inAlphabet(serial, 4)}`;
  const seventeen = `${departmentClass}${area}${body}${organisationCheckCharacter(body)}`;
  return parseUscc(seventeen + usccCheckCharacter(seventeen));
}

/** An invented resident number whose holder would have been born between 1830 and 1898: it can belong to nobody alive. */
export function inventedResidentId(area: string, serial: number): ResidentId {
  const day = new Date(Date.UTC(1830, 0, 1 + ((serial * 7919) % 25_000))).toISOString().slice(0, 10);
  const seventeen = `${area}${day.replaceAll('-', '')}${String((serial % 999) + 1).padStart(3, '0')}`;
  return (seventeen + residentCheckCharacter(seventeen)) as ResidentId;
}
