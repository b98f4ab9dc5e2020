/**
 * A code taken apart into what it says beyond its own rules (GB 32100-2015): class and area as one number, the subject as another.
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
  /** The eight characters of the subject: below 31^8, so it fits 40 bits. */
  subject: number;
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

/** Fills `into`; false for a code that does not keep every rule, or is not written in 18 plain capitals and digits. One pass. */
export function takeApart(code: string, into: CodeParts): boolean {
  if (code.length !== 18) return false;
  const kind = VALUE[code.charCodeAt(0)]!;
  const kindToo = VALUE[code.charCodeAt(1)]!;
  let all = kind | kindToo;
  let sum = kind + kindToo * 3;
  let area = 0;
  for (let i = 2; i < 8; i += 1) {
    const digit = VALUE[code.charCodeAt(i)]!;
    all |= digit | (9 - digit); // negative for a letter
    area = area * 10 + digit;
    sum += digit * CODE_WEIGHTS[i]!;
  }
  let subject = 0;
  let subjectSum = 0;
  for (let i = 8; i < 16; i += 1) {
    const unit = code.charCodeAt(i);
    const value = VALUE[unit]!;
    all |= value;
    subject = subject * 31 + value;
    sum += value * CODE_WEIGHTS[i]!;
    subjectSum += plainValue(unit) * SUBJECT_WEIGHTS[i - 8]!;
  }
  const ninth = code.charCodeAt(16);
  const value = VALUE[ninth]!;
  all |= value;
  sum += value * CODE_WEIGHTS[16]!;
  if (all < 0 || ninth !== subjectCheckOf(subjectSum) || code.charCodeAt(17) !== codeCheckOf(sum)) return false;
  into.group = (kind * 31 + kindToo) * AREAS + area;
  into.subject = subject;
  return true;
}

export function putTogether({ group, subject }: CodeParts): string {
  const area = group % AREAS;
  const kind = Math.floor(group / AREAS);
  let eight = '';
  for (let rest = subject, i = 0; i < 8; i += 1, rest = Math.floor(rest / 31)) eight = ALPHABET[rest % 31]! + eight;
  const head = `${ALPHABET[Math.floor(kind / 31)]}${ALPHABET[kind % 31]}${String(area).padStart(6, '0')}${eight}`;
  const nine = head + String.fromCharCode(subjectCheck(`${head}00`));
  return nine + String.fromCharCode(codeCheck(`${nine}0`));
}
