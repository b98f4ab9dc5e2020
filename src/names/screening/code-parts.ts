/**
 * A code taken apart into what it says beyond its own rules (GB 32100-2015): class and area as one number, the subject as two.
 * Both check characters follow from the rest, so a code that keeps the rules takes 72 bits instead of 144.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const VALUE = new Int8Array(0x10000).fill(-1);
for (let i = 0; i < 31; i += 1) VALUE[ALPHABET.charCodeAt(i)] = i;
/** Weights of the organisation code (GB 11714-1997), whose letters count from A = 10 without a gap. */
const SUBJECT_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const AREAS = 1_000_000;

export type CodeParts = {
  /** Class and area: below 31 · 31 · 1,000,000, so it fits 32 bits. */
  group: number;
  /** The first four characters of the subject: below 31^4, so they fit 20 bits. */
  front: number;
  /** The last four. */
  back: number;
};

const plainValue = (unit: number) => (unit < 58 ? unit - 48 : unit - 55);

function subjectCheckOf(sum: number): number {
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 88 : 48 + check; // X for ten
}

function codeCheckOf(sum: number): number {
  return ALPHABET.charCodeAt((31 - (sum % 31)) % 31);
}

function subjectCheck(code: string): number {
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += plainValue(code.charCodeAt(8 + i)) * SUBJECT_WEIGHTS[i]!;
  return subjectCheckOf(sum);
}

function codeCheck(code: string): number {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += VALUE[code.charCodeAt(i)]! * CODE_WEIGHTS[i]!;
  return codeCheckOf(sum);
}

/**
 * What a character says at its place, by `place · 128 + unit`: what it adds to the sum of the code (14 bits), what to that of the
 * subject (12 bits), and its value. Negative: it may not stand there. The last character is that of the whole sum, and adds nothing.
 */
const SUMMED = 17;
const SAYS = new Int32Array(SUMMED * 128).fill(-1);
const CODE_SUM_BITS = 14;
const SUM_BITS = 26;
const CODE_SUM = 2 ** CODE_SUM_BITS - 1;
const SUMS = 2 ** SUM_BITS - 1;
for (let at = 0; at < SUMMED; at += 1) {
  for (const character of at < 2 || at > 7 ? ALPHABET : ALPHABET.slice(0, 10)) {
    const unit = character.charCodeAt(0);
    const ofSubject = plainValue(unit) * (SUBJECT_WEIGHTS[at - 8] ?? 0);
    const ofCode = VALUE[unit]! * CODE_WEIGHTS[at]!;
    SAYS[at * 128 + unit] = (VALUE[unit]! << SUM_BITS) | (ofSubject << CODE_SUM_BITS) | ofCode;
  }
}

const seen = { all: 0, sums: 0 };

/** The number in some of a code's characters; `seen` gathers what they say besides. */
function numberIn(code: string, from: number, to: number, base: number): number {
  let { all, sums } = seen;
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const unit = code.charCodeAt(at);
    const says = SAYS[(at << 7) | (unit & 127)]!;
    all |= says | (127 - unit);
    sums += says & SUMS;
    number = Math.imul(number, base) + (says >>> SUM_BITS);
  }
  seen.all = all;
  seen.sums = sums;
  return number;
}

/** Fills `into`; false for a code that does not keep every rule, or is not written in 18 plain capitals and digits. One pass. */
export function takeApart(code: string, into: CodeParts): boolean {
  if (code.length !== SUMMED + 1) return false;
  seen.all = 0;
  seen.sums = 0;
  const kind = numberIn(code, 0, 2, 31);
  const area = numberIn(code, 2, 8, 10);
  const front = numberIn(code, 8, 12, 31);
  const back = numberIn(code, 12, 16, 31);
  numberIn(code, 16, 17, 31);
  if (seen.all < 0 || code.charCodeAt(16) !== subjectCheckOf(seen.sums >>> CODE_SUM_BITS)) return false;
  if (code.charCodeAt(17) !== codeCheckOf(seen.sums & CODE_SUM)) return false;
  into.group = kind * AREAS + area;
  into.front = front;
  into.back = back;
  return true;
}

export function putTogether({ group, front, back }: CodeParts): string {
  const area = String(group % AREAS).padStart(6, '0');
  const head = lastOf(Math.floor(group / AREAS), 2) + area + lastOf(front, 4) + lastOf(back, 4);
  const nine = head + String.fromCharCode(subjectCheck(`${head}00`));
  return nine + String.fromCharCode(codeCheck(`${nine}0`));
}

function lastOf(number: number, length: number): string {
  let text = '';
  for (let rest = number, i = 0; i < length; i += 1, rest = Math.floor(rest / 31)) text = ALPHABET[rest % 31]! + text;
  return text;
}
