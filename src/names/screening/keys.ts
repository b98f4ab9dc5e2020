/**
 * Under which numbers a core is kept and looked for. Two cores that may be the same share a key:
 * the whole core; its syllables; each pair of characters, side by side or one apart and in either order, of which one at
 * least belongs to the brand; and, for cores of one or two characters, each character together with the province.
 * Pairs inside trade words are no keys: 食品 stands in every tenth name and tells nothing.
 */
import { SOUND } from './characters.ts';
import { mix, SEED } from './hash.ts';
import { NO_PAIR, placeOfPair, placesForPair } from './pair-places.ts';
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

/** Keys, each once, and for each a set of pair places (`pair-places.ts`). */
export class KeyList {
  readonly keys = new Int32Array(MOST_KEYS);
  readonly places = new Uint16Array(MOST_KEYS);
  count = 0;

  add(key: number, places: number): void {
    let at = 0;
    while (at < this.count && this.keys[at] !== key) at += 1;
    if (at === MOST_KEYS) return;
    if (at === this.count) {
      this.keys[at] = key;
      this.places[at] = 0;
      this.count += 1;
    }
    this.places[at]! |= places;
  }
}

/** Fills `into` with the keys that hang on a kept core alone. */
export function coreKeys(text: CoreText, into: KeyList): void {
  addCoreKeys(text, into, placeOfPair);
}

/** Fills `into` with the keys under which a query may meet what it means. */
export function queryKeys(reading: Reading, into: KeyList): void {
  addCoreKeys(reading, into, placesForPair);
  if (reading.length <= SHORT_CORE + 1) addProvinceKeys(reading, reading.place, into);
}

function addCoreKeys({ core, length, brand }: CoreText, into: KeyList, places: typeof placesForPair): void {
  into.count = 0;
  if (length === 0) return;
  into.add(wholeKey(core, length), NO_PAIR);
  into.add(syllablesKey(core, length), NO_PAIR);
  const starts = Math.min(brand, length - 1);
  for (let i = 0; i < starts; i += 1) {
    for (let apart = 1; apart <= 2 && i + apart < length; apart += 1) {
      const [a, b] = [core[i]!, core[i + apart]!];
      into.add(pairKey(a, b), places(i, i + 1 === starts, a > b, apart === 1));
    }
  }
}

/** Adds the keys of a kept core of one or two characters in a place. A query may have one character more. */
export function addShortCoreKeys(text: CoreText, place: number, into: KeyList): void {
  if (text.length <= SHORT_CORE) addProvinceKeys(text, place, into);
}

function addProvinceKeys(text: CoreText, place: number, into: KeyList): void {
  const provinces = new Set(codesOf(place).map((code) => Math.floor(code / 10_000)));
  for (const province of provinces) {
    for (let i = 0; i < text.length; i += 1) into.add(inProvinceKey(text.core[i]!, province), NO_PAIR);
  }
}
