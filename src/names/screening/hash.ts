/** Mixing for open tables. Only equality and spread matter; the numbers are part of the file format of a segment. */
export const SEED = 0x9e3779b9 | 0;

export function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x85ebca6b);
  h ^= h >>> 13;
  return Math.imul(h, 0xc2b2ae35) ^ (h >>> 16);
}

/** The smallest power of two that is at least `least`. */
export function powerOfTwo(least: number): number {
  let size = 1;
  while (size < least) size *= 2;
  return size;
}

/** Bits of a word of 32 that are set. */
export function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A frozen set of short words over folded text, asked from any position without cutting a string. */
export class WordTable {
  readonly longest: number;
  readonly #hashes: Int32Array;
  readonly #values: Int32Array;
  readonly #mask: number;

  /** @param words word → value; a value is 1 or more */
  constructor(words: ReadonlyMap<string, number>) {
    const size = powerOfTwo(words.size * 4 + 4);
    this.#mask = size - 1;
    this.#hashes = new Int32Array(size);
    this.#values = new Int32Array(size);
    let longest = 0;
    for (const [word, value] of words) {
      longest = Math.max(longest, word.length);
      let hash = SEED;
      // Backwards, since most words here are looked for at the end of a name.
      for (let i = word.length - 1; i >= 0; i -= 1) hash = mix(hash, word.charCodeAt(i));
      let slot = hash & this.#mask;
      while (this.#values[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#hashes[slot] = hash;
      this.#values[slot] = value;
    }
    this.longest = longest;
  }

  /** The value kept for `hash`, as {@link mix} makes it from the word's units backwards; 0 when there is none. */
  valueOf(hash: number): number {
    let slot = hash & this.#mask;
    while (this.#values[slot] !== 0) {
      if (this.#hashes[slot] === hash) return this.#values[slot]!;
      slot = (slot + 1) & this.#mask;
    }
    return 0;
  }

  /** Length of the longest word that ends at `end` and begins at `start` or later; 0 when none does. */
  longestEndingAt(text: Uint16Array, start: number, end: number): number {
    let hash = SEED;
    let best = 0;
    const from = Math.max(start, end - this.longest);
    for (let i = end - 1; i >= from; i -= 1) {
      hash = mix(hash, text[i]!);
      if (this.valueOf(hash) !== 0) best = end - i;
    }
    return best;
  }

  /** The value of the word that fills `start` to `end` exactly; 0 when it is not in the table. */
  valueOfSpan(text: Uint16Array, start: number, end: number): number {
    let hash = SEED;
    for (let i = end - 1; i >= start; i -= 1) hash = mix(hash, text[i]!);
    return this.valueOf(hash);
  }
}
