/**
 * Looks through free text for personal data before it is shown to the public (law file 5.6; 个人信息保护法 arts. 6, 25). It
 * finds and points, it deletes nothing: a named person releases the text. Rather one span too many than one too few.
 */
import {
  birthDateOf,
  isFirstGenerationShape,
  residentIdPasses,
  usccCheckPasses,
} from '../subjects/identifiers/index.ts';
import { introducedSpans, joinedSpans } from './name-scan.ts';
import type { PersonalDataKind, PersonalDataSpan } from './personal-data.ts';
import { birthSpans, houseSpans, roomSpans } from './place-and-birth-scan.ts';
import { SIGN, signsOf, type TextSigns } from './text-signs.ts';

/** Digit strings that may be broken by a space, a hyphen or a line end: `411102 1899 0101 001x`, `138-0000-0000`. */
const DIGIT_STRING = /\d(?:[\s.·_—–-]{0,2}[\dX]){6,}/g;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
/** What every plate has somewhere, and the code of an organisation has not. */
const CHARACTER_AND_LETTER = /[\u4e00-\u9fff][A-Z]/;
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Z][·•.\s-]?(?=[A-Z]*\d)(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[挂学警港澳领])(?![A-Z0-9])/g;
const MOBILE = /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s.-]?\d{4}[\s.-]?\d{4}(?!\d)/g;
const LANDLINE = /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3}[\s-]?)[2-9]\d{2,3}[\s-]?\d{4}(?!\d)/g;
/** First two digits of a resident number: provinces, Taiwan, Hong Kong, Macao, foreigners' cards. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

const upper = (text: string) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/** Half-width and upper case, each character in its old place, so that positions stay true. */
function fold(text: string): string {
  const half = text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u200b-\u200d\ufeff]/g, ' ')
    .replace(/[а-яА-Ях×Χ]/g, (letter) => (/[хХΧ×]/.test(letter) ? 'X' : letter));
  return upper(half);
}

function spansOf(kind: PersonalDataKind, pattern: RegExp, folded: string): PersonalDataSpan[] {
  return [...folded.matchAll(pattern)].map(({ index, 0: match }) => ({
    kind,
    start: index,
    end: index + match.length,
  }));
}

/** Eighteen characters that are, or were meant as, a resident number: the check is wrong in a mistyped one, the date seldom. */
function isResidentId(text: string, isAlone: boolean): boolean {
  if (residentIdPasses(text)) return true;
  return isAlone && PROVINCE.test(text) && birthDateOf(text) !== undefined && !usccCheckPasses(text);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** What a digit string of `length` at `from` is; `isAlone`: nothing else of its kind is tied to it. */
function kindOfWindow(text: string, isAlone: boolean): PersonalDataKind | undefined {
  if (text.length === 18 && /^\d{17}[\dX]$/.test(text) && isResidentId(text, isAlone)) return 'resident_id';
  if (text.length === 15 && isAlone && PROVINCE.test(text) && isFirstGenerationShape(text)) return 'resident_id';
  const isCardLength = text.length >= 16 && text.length <= 19;
  if (isCardLength && isAlone && /^[3-69]\d+$/.test(text) && passesLuhn(text)) return 'bank_card';
  return undefined;
}

const WINDOWS = [18, 15, 19, 17, 16] as const;

/** Numbers inside one digit string, however many stand in it one after the other. */
function numbersIn(folded: string, start: number, end: number): PersonalDataSpan[] {
  const places: number[] = [];
  for (let i = start; i < end; i += 1) if (/[\dX]/.test(folded[i]!)) places.push(i);
  const text = places.map((place) => folded[place]).join('');
  const spans: PersonalDataSpan[] = [];
  for (let from = 0; from + 15 <= text.length; from += 1) {
    for (const length of WINDOWS) {
      const last = places[from + length - 1];
      if (last === undefined) continue;
      const isWhole = length === text.length || last - places[from]! === length - 1;
      const isAlone = isWhole && standsAlone(folded, places[from]!, last);
      const kind = kindOfWindow(text.slice(from, from + length), isAlone);
      if (!kind) continue;
      spans.push({ kind, start: places[from]!, end: last + 1 });
      break;
    }
  }
  return spans;
}

/** True where neither digit nor letter follows or goes before. */
function standsAlone(folded: string, first: number, last: number): boolean {
  return !/[\dA-Z]/.test(folded[first - 1] ?? '') && !/[\dA-Z]/.test(folded[last + 1] ?? '');
}

/** In order of place; without those inside another of the same kind, or inside a resident number. */
function withoutCovered(spans: PersonalDataSpan[]): PersonalDataSpan[] {
  if (spans.length < 2) return spans;
  const reached = new Map<PersonalDataKind, number>();
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  return ordered.filter(({ kind, end }) => {
    const isCovered = Math.max(reached.get(kind) ?? 0, reached.get('resident_id') ?? 0) >= end;
    reached.set(kind, Math.max(reached.get(kind) ?? 0, end));
    return !isCovered;
  });
}

/** Fewest digits of each kind of number: a day, an amount and the number of a decision have less, and need no search. */
const FEWEST = { number: Math.min(...WINDOWS), mobile: 11, landline: 10 } as const;

/** What cannot be without ten digits together. */
function numberSpans(folded: string, longest: number): PersonalDataSpan[] {
  const digitStrings = longest < FEWEST.number ? [] : [...folded.matchAll(DIGIT_STRING)];
  const numbers = digitStrings.flatMap(({ index, 0: match }) => numbersIn(folded, index, index + match.length));
  return [
    ...numbers,
    ...(longest < FEWEST.mobile ? [] : spansOf('mobile', MOBILE, folded)),
    ...spansOf('landline', LANDLINE, folded),
  ];
}

/** Every search that the signs of the text leave open. */
function searched(folded: string, { all, longest }: TextSigns): PersonalDataSpan[] {
  const has = (sign: number) => (all & sign) !== 0;
  const found: PersonalDataSpan[][] = [];
  if (longest >= FEWEST.landline) found.push(numberSpans(folded, longest));
  if (has(SIGN.digit) && has(SIGN.birth)) found.push(birthSpans(folded));
  if (has(SIGN.at)) found.push(spansOf('email', EMAIL, folded));
  if (has(SIGN.letter) && CHARACTER_AND_LETTER.test(folded)) found.push(spansOf('plate', PLATE, folded));
  if (has(SIGN.number) && has(SIGN.road) && has(SIGN.house)) found.push(houseSpans(folded));
  if (has(SIGN.number) && has(SIGN.room)) found.push(roomSpans(folded));
  if (has(SIGN.role)) found.push(introducedSpans(folded));
  if (has(SIGN.dot)) found.push(joinedSpans(folded));
  return found.flat();
}

/** Every place in `text` that looks like personal data, in order; an empty array where nothing was found. */
export function scanForPersonalData(text: string): PersonalDataSpan[] {
  const signs = signsOf(text);
  if ((signs.all & (SIGN.wide | SIGN.small)) === 0) return withoutCovered(searched(text, signs));
  const folded = (signs.all & SIGN.wide) === 0 ? upper(text) : fold(text);
  return withoutCovered(searched(folded, signsOf(folded)));
}
