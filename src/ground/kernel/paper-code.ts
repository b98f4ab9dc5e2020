/** Crockford's base 32: no letter that a person could take for a digit. Five bits a sign. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random bytes as signs that will be read from paper, one for each byte. */
export function paperCodeOf(random: Uint8Array): string {
  return [...random].map((byte) => ALPHABET[byte & 31]!).join('');
}

/** In groups of four, for the eye. */
export const grouped = (code: string): string => code.match(/.{1,4}/g)!.join('-');

/** A code as somebody typed or pasted it: small letters, spaces, hyphens, signs that nobody sees and look-alikes are forgiven; the rest is left. */
export function readPaperCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{C}-]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
