/**
 * Under which numbers a core is kept and looked for. Two cores that may be the same share a key:
 * the whole core; its syllables; each pair of characters, side by side or one apart and in either order, of which one at
 * least belongs to the brand; and, for cores of one or two characters, each character together with the province.
 * Pairs inside trade words are no keys: 食品 stands in every tenth name and tells nothing.
 */
import { SOUND } from './characters.ts';
import { mix, SEED } from './hash.ts';
import { codesOf } from './place-sets.ts';
import type { Reading } from './reading.ts';

const WHOLE = 0x11;
const SYLLABLES = 0x23;
const PAIR = 0x35;
const IN_PROVINCE = 0x47;

/** Room for the keys of one reading. */
export const MOST_KEYS = 160;
/** Up to this length a core has no pair left after one slip. */
export const SHORT_CORE = 2;

export type CoreText = { readonly core: Uint16Array; readonly length: number; readonly brand: number };

export function wholeKey(core: Uint16Array, length: number): number {
  let hash = mix(SEED, WHOLE);
  for (let i = 0; i < length; i += 1) hash = mix(hash, core[i]!);
  return hash;
}

function syllablesKey(core: Uint16Array, length: number): number {
  let hash = mix(SEED, SYLLABLES);
  for (let i = 0; i < length; i += 1) hash = mix(hash, SOUND[core[i]!]! || 0x10000 + core[i]!);
  return hash;
}

function pairKey(a: number, b: number): number {
  return a < b ? mix(mix(mix(SEED, PAIR), a), b) : mix(mix(mix(SEED, PAIR), b), a);
}

function inProvinceKey(unit: number, province: number): number {
  return mix(mix(mix(SEED, IN_PROVINCE), unit), province);
}

function addUnique(into: Int32Array, count: number, key: number): number {
  for (let i = 0; i < count; i += 1) if (into[i] === key) return count;
  into[count] = key;
  return count + 1;
}

/** Writes the keys that hang on the core alone. @returns how many */
export function coreKeys(text: CoreText, into: Int32Array): number {
  const { core, length, brand } = text;
  if (length === 0) return 0;
  into[0] = wholeKey(core, length);
  let count = addUnique(into, 1, syllablesKey(core, length));
  for (let i = 0; i < Math.min(brand, length); i += 1) {
    if (i + 1 < length) count = addUnique(into, count, pairKey(core[i]!, core[i + 1]!));
    if (i + 2 < length) count = addUnique(into, count, pairKey(core[i]!, core[i + 2]!));
  }
  return count;
}

function provincesOf(place: number): number[] {
  return [...new Set(codesOf(place).map((code) => Math.floor(code / 10_000)))];
}

/** Writes the keys of a kept core of one or two characters in a place. @returns how many */
export function shortCoreKeys(text: CoreText, place: number, into: Int32Array): number {
  if (text.length > SHORT_CORE || text.length === 0) return 0;
  return provinceKeys(text, place, into);
}

/** The same for a query, which may have one character more than what is kept. */
export function shortQueryKeys(reading: Reading, into: Int32Array, from: number): number {
  if (reading.length > SHORT_CORE + 1 || reading.length === 0) return from;
  return provinceKeys(reading, reading.place, into, from);
}

function provinceKeys(text: CoreText, place: number, into: Int32Array, from = 0): number {
  let count = from;
  for (const province of provincesOf(place)) {
    for (let i = 0; i < text.length && count < MOST_KEYS; i += 1) {
      count = addUnique(into, count, inProvinceKey(text.core[i]!, province));
    }
  }
  return count;
}
