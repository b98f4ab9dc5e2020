import { Refusal } from '../../../ground/kernel/refusal.ts';
import { areaPath, areaStanding } from './areas/areas.ts';
import { type Fault, isFree, type Uscc } from './identifier.ts';
import { isScientific, normalise } from './normalise.ts';
import { organisationCheckCharacter, organisationCheckPasses } from './organisation-code.ts';
import { type Spelling, strangerFaults, strangers, transpositionFault } from './slips.ts';

/** GB 32100: 31 characters, without I, O, Z, S, V. The value of a character is its index. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i-1) mod 31 for the first seventeen characters. */
const WEIGHTS = Uint8Array.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28);
const NO_VALUE = 255;
const VALUES = new Uint8Array(128).fill(NO_VALUE);
for (let value = 0; value < 31; value += 1) VALUES[USCC_ALPHABET.charCodeAt(value)] = value;

/** Registering department (登记管理部门) → its classes (law file 4.1, GB 32100 with amendment 1; two secondary sources). */
export const DEPARTMENTS: Readonly<
  Record<string, { readonly zh: string; readonly en: string; readonly classes: string }>
> = {
  1: { zh: '机构编制', en: 'staffing of organs', classes: '1239' },
  2: { zh: '外交', en: 'foreign affairs', classes: '19' },
  3: { zh: '司法行政', en: 'justice administration', classes: '123459' },
  4: { zh: '文化', en: 'culture', classes: '19' },
  5: { zh: '民政', en: 'civil affairs', classes: '1239' },
  6: { zh: '旅游', en: 'tourism', classes: '129' },
  7: { zh: '宗教', en: 'religious affairs', classes: '129' },
  8: { zh: '工会', en: 'trade unions', classes: '19' },
  9: { zh: '市场监管', en: 'market regulation', classes: '123' },
  A: { zh: '军队编制', en: 'military staffing', classes: '19' },
  N: { zh: '农业', en: 'agriculture', classes: '123' },
  Y: { zh: '其他', en: 'other', classes: '1' },
};

/** Value of the check character for the first seventeen, 0 to 30; -1 where one of them is not in the alphabet. */
function checkValue(text: string): number {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) {
    const value = VALUES[text.charCodeAt(i)] ?? NO_VALUE;
    if (value === NO_VALUE) return -1;
    sum += value * WEIGHTS[i]!;
  }
  return (31 - (sum % 31)) % 31;
}

/** True for eighteen characters of the alphabet whose last one is right. */
export function usccCheckPasses(text: string): boolean {
  if (text.length !== 18) return false;
  const check = checkValue(text);
  return check >= 0 && VALUES[text.charCodeAt(17)] === check;
}

/** @throws {Refusal} invalid `identifier.foreign_character`: not seventeen characters of the alphabet */
export function usccCheckCharacter(seventeen: string): string {
  const value = seventeen.length === 17 ? checkValue(seventeen) : -1;
  if (value < 0) throw new Refusal('invalid', 'identifier.foreign_character', { length: seventeen.length });
  return USCC_ALPHABET[value]!;
}

export function isDepartmentClass(text: string): boolean {
  return DEPARTMENTS[text[0] ?? '']?.classes.includes(text[1] ?? '-') ?? false;
}

function areaOf(text: string): number {
  let area = 0;
  for (let i = 2; i < 8; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit > 9) return -1; // GB 32100 wants digits here
    area = area * 10 + digit;
  }
  return area;
}

const SPELLING: Spelling = {
  allows: (character) => USCC_ALPHABET.includes(character),
  passes: (text) => usccCheckPasses(text) && organisationCheckPasses(text, 8),
};

/** Stricter than the checks alone: an exchange among the first eight characters leaves the inner check as it was. */
function isWholeAndPlaced(text: string): boolean {
  return SPELLING.passes(text) && isDepartmentClass(text) && areaStanding(areaOf(text)) > 0;
}

/**
 * What is wrong with a normalised unified social credit code. Character 18 is hard, character 17 a warning (early firms hold
 * codes that fail it, law file 4.1), department, class and area are notes: registration offices use numbers that are no area.
 */
export function usccFaults(text: string): Fault[] {
  if (isScientific(text)) return [{ code: 'identifier.spreadsheet_number', severity: 'error' }];
  if (text.length !== 18) {
    return [{ code: 'identifier.length', severity: 'error', facts: { length: text.length, expected: 18 } }];
  }
  const faults: Fault[] = [];
  const check = checkValue(text);
  const isRight = check >= 0 && VALUES[text.charCodeAt(17)] === check;
  if (!isRight) {
    const foreign = strangers(text, SPELLING);
    if (foreign.length > 0) return strangerFaults(text, foreign, SPELLING);
    if (text.endsWith('000') && /^\d{18}$/.test(text))
      return [{ code: 'identifier.spreadsheet_number', severity: 'error' }];
    faults.push({ code: 'identifier.uscc_check', severity: 'error', facts: { expected: USCC_ALPHABET[check]! } });
    faults.push(...transpositionFault(text, isWholeAndPlaced));
  }
  if (!organisationCheckPasses(text, 8)) {
    const expected = organisationCheckCharacter(text.slice(8, 16));
    faults.push({ code: 'identifier.uscc_inner_check', severity: 'warning', facts: { expected } });
  }
  return faults.concat(registrationNotes(text));
}

function registrationNotes(text: string): Fault[] {
  const notes: Fault[] = [];
  if (!isDepartmentClass(text)) {
    notes.push({ code: 'identifier.uscc_department', severity: 'note', facts: { found: text.slice(0, 2) } });
  }
  const standing = areaStanding(areaOf(text));
  if (standing === 1) return notes;
  const code = standing === 0 ? 'identifier.area_unknown' : 'identifier.area_statistical';
  notes.push({ code, severity: 'note', facts: { area: text.slice(2, 8) } });
  return notes;
}

/** @throws {Refusal} invalid, with the code of the first error that `inspect` would name */
export function parseUscc(typed: string): Uscc {
  if (usccCheckPasses(typed)) return typed as Uscc;
  const { text } = normalise(typed);
  const faults = usccFaults(text);
  if (!isFree(faults)) throw new Refusal('invalid', faults[0]!.code, { length: text.length });
  return text as Uscc;
}

/** What a code says by its structure: registering department, class, place. Names are in Chinese and English where we have both. */
export function usccParts(code: Uscc) {
  const department = DEPARTMENTS[code[0]!];
  return {
    department: department && { zh: department.zh, en: department.en },
    departmentClass: code.slice(0, 2),
    area: code.slice(2, 8),
    areaName: areaPath(code.slice(2, 8)),
    organisationCode: code.slice(8, 17),
  };
}
