/** The unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters of 31, the last a check character. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const VALUE = new Int8Array(0x10000).fill(-1);
for (let i = 0; i < ALPHABET.length; i += 1) {
  VALUE[ALPHABET.charCodeAt(i)] = i;
  VALUE[ALPHABET.toLowerCase().charCodeAt(i)] = i;
  // Full-width letters and digits stand 0xfee0 above the plain ones.
  VALUE[ALPHABET.charCodeAt(i) + 0xfee0] = i;
}

/** `valid`: shape and check character are right. `wrong_check`: the shape alone. `no_code`: something else, say a name. */
export type CodeReading = 'valid' | 'wrong_check' | 'no_code';

/** Blanks and hyphens that people put between groups. */
const GAPS = /[\s\u3000-]/g;

export function readCode(text: string): CodeReading {
  if (text.length < 18) return 'no_code';
  const code = text.replace(GAPS, '');
  if (code.length !== 18) return 'no_code';
  let sum = 0;
  for (let i = 0; i < 18; i += 1) {
    const value = VALUE[code.charCodeAt(i)]!;
    if (value < 0) return 'no_code';
    if (i < 17) sum += value * WEIGHTS[i]!;
  }
  return (31 - (sum % 31)) % 31 === VALUE[code.charCodeAt(17)] ? 'valid' : 'wrong_check';
}

const CAPITAL = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** The 18 capitals and digits of a code, however it was written; empty when it is none. */
export function plainCode(text: string): string {
  if (text.length === 18 && CAPITAL.test(text)) return text;
  const code = text.replace(GAPS, '');
  if (code.length !== 18) return '';
  let plain = '';
  for (let i = 0; i < 18; i += 1) {
    const value = VALUE[code.charCodeAt(i)]!;
    if (value < 0) return '';
    plain += ALPHABET[value];
  }
  return plain;
}

/** Packs a code into three 30-bit numbers of six characters each. @returns false when it is no 18-character code */
export function packCode(text: string, into: Uint32Array): boolean {
  const code = text.length === 18 ? text : text.replace(GAPS, '');
  if (code.length !== 18) return false;
  const [first, second, third] = [packSix(code, 0), packSix(code, 6), packSix(code, 12)];
  into[0] = first;
  into[1] = second;
  into[2] = third;
  return first >= 0 && second >= 0 && third >= 0;
}

/** Six characters as one number below 31^6; negative when one of them is none of the alphabet. */
function packSix(code: string, from: number): number {
  let packed = 0;
  let all = 0;
  for (let i = from; i < from + 6; i += 1) {
    const value = VALUE[code.charCodeAt(i)]!;
    all |= value;
    packed = Math.imul(packed, 31) + value;
  }
  return all < 0 ? -1 : packed;
}

/** The code that {@link packCode} packed, in upper case. */
export function unpackCode(words: Uint32Array, from: number): string {
  let code = '';
  for (let word = 0; word < 3; word += 1) {
    let packed = words[from + word]!;
    let six = '';
    for (let i = 0; i < 6; i += 1) {
      six = ALPHABET[packed % 31]! + six;
      packed = Math.floor(packed / 31);
    }
    code += six;
  }
  return code;
}
