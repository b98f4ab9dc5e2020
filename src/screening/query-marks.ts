/** What is known of the characters of the one name that is asked, so that each character of a candidate costs a look or two. */
import { ALIKE, ALIKE_STARTS, NEAR_MASK, TRAITS } from './characters.ts';
import type { Reading } from './reading.ts';

/** Positions that have a bit; a longer query is never bounded away by the rest. */
export const MARKED_POSITIONS = 31;

export class QueryMarks {
  /** By unit, side by side: bits of the positions where exactly this unit stands, and where one that looks like it stands. */
  readonly looks = new Int32Array(2 * 0x10000);
  /** By class of syllables: bits of the positions that sound so. Class 0, of what has no sound, stays empty. */
  readonly sounds = new Int32Array(NEAR_MASK + 1);
  /** The units that have bits now: the reading itself may be another's by the time they are cleared. */
  readonly #marked = new Uint16Array(MARKED_POSITIONS);
  #count = 0;

  /** How many positions of the query have bits. */
  get count(): number {
    return this.#count;
  }

  set(query: Reading): void {
    for (let i = 0; i < this.#count; i += 1) this.#mark(this.#marked[i]!, 0);
    this.#count = Math.min(query.length, MARKED_POSITIONS);
    for (let i = 0; i < this.#count; i += 1) {
      this.#marked[i] = query.core[i]!;
      this.#mark(query.core[i]!, 1 << i);
    }
  }

  /** @param bit a position to add; 0 clears all of this unit */
  #mark(unit: number, bit: number): void {
    const looks = this.looks;
    looks[2 * unit] = bit === 0 ? 0 : looks[2 * unit]! | bit;
    for (let j = ALIKE_STARTS[unit]!; j < ALIKE_STARTS[unit + 1]!; j += 1) {
      const at = 2 * ALIKE[j]! + 1;
      looks[at] = bit === 0 ? 0 : looks[at]! | bit;
    }
    let traits = TRAITS[unit]!;
    for (let reading = 0; reading < 3; reading += 1) {
      const sound = traits & NEAR_MASK;
      if (sound !== 0) this.sounds[sound] = bit === 0 ? 0 : this.sounds[sound]! | bit;
      traits >>>= 9;
    }
  }

  exact(unit: number): number {
    return this.looks[2 * unit]!;
  }

  /** Positions of the query that sound or look like the unit. @param traits of the unit */
  alike(unit: number, traits: number): number {
    return this.looks[2 * unit + 1]! | soundsAlike(this.sounds, traits);
  }
}

/** Positions of the query that sound like a unit. @param sounds of {@link QueryMarks} */
export function soundsAlike(sounds: Int32Array, traits: number): number {
  return sounds[traits & NEAR_MASK]! | sounds[(traits >>> 9) & NEAR_MASK]! | sounds[(traits >>> 18) & NEAR_MASK]!;
}
