/** What is known of the characters of the one name that is asked, so that each character of a candidate costs a look or two. */
import { ALIKE, ALIKE_STARTS, levelOfTraits, NEAR_MASK, TRAITS } from './characters.ts';
import { LONGEST_CORE, type Reading } from './reading.ts';

/** Positions that have a bit each; all behind them share the next one. */
export const MARKED_POSITIONS = 25;
const BEHIND = 1 << MARKED_POSITIONS;
/** From this bit on, above those of positions, {@link QueryMarks.about} tells the unit's {@link LIKENESS} and how common it is. */
const KIND_SHIFT = MARKED_POSITIONS + 1;
const LIKENESS_BITS = 2;
/** Levels of commonness times kinds of likeness. */
export const KINDS = 2 ** (31 - KIND_SHIFT);
const ASKED = 1 << 31;

/** How a unit stands to the units of the query. */
export const LIKENESS = { sameStands: 0, alikeStands: 1, nothingStands: 2 } as const;

const bitOf = (position: number): number => (position < MARKED_POSITIONS ? 1 << position : BEHIND);

/** Below {@link KINDS}: a unit's likeness and how common it is in brands, out of what {@link QueryMarks.about} tells. */
export const kindOf = (about: number): number => (about >>> KIND_SHIFT) & (KINDS - 1);
export const likenessOf = (kind: number): number => kind & (2 ** LIKENESS_BITS - 1);
export const levelOf = (kind: number): number => kind >>> LIKENESS_BITS;

export class QueryMarks {
  /**
   * By unit, side by side: bits of the positions where exactly this unit stands, and bits of those where one that looks like it
   * stands. Once a unit was asked about, its second word holds all that {@link about} tells, and is negative.
   */
  readonly #units = new Int32Array(2 * 0x10000);
  /** By class of syllables: bits of the positions that sound so. Class 0, of what has no sound, stays empty. */
  readonly #sounds = new Int32Array(NEAR_MASK + 1);
  /** The units that have bits now: the reading itself may be another's by the time they are cleared. */
  readonly #marked = new Uint16Array(LONGEST_CORE);
  #count = 0;
  /** The units that were asked about. */
  readonly #asked = new Uint16Array(0x10000);
  #askedCount = 0;

  set({ core, length }: Pick<Reading, 'core' | 'length'>): void {
    for (let i = 0; i < this.#askedCount; i += 1) this.#units[2 * this.#asked[i]! + 1] = 0;
    this.#askedCount = 0;
    for (let i = 0; i < this.#count; i += 1) this.#mark(this.#marked[i]!, 0);
    this.#count = length;
    for (let i = 0; i < length; i += 1) {
      this.#marked[i] = core[i]!;
      this.#mark(core[i]!, bitOf(i));
    }
  }

  /** @param bit a position to add; 0 clears all of this unit */
  #mark(unit: number, bit: number): void {
    const units = this.#units;
    units[2 * unit] = bit === 0 ? 0 : units[2 * unit]! | bit;
    for (let j = ALIKE_STARTS[unit]!; j < ALIKE_STARTS[unit + 1]!; j += 1) {
      const at = 2 * ALIKE[j]! + 1;
      units[at] = bit === 0 ? 0 : units[at]! | bit;
    }
    let traits = TRAITS[unit]!;
    for (let reading = 0; reading < 3; reading += 1) {
      const sound = traits & NEAR_MASK;
      if (sound !== 0) this.#sounds[sound] = bit === 0 ? 0 : this.#sounds[sound]! | bit;
      traits >>>= 9;
    }
  }

  /** Positions of the query where exactly this unit stands. */
  exact(unit: number): number {
    return this.#units[2 * unit]!;
  }

  /** Positions of the query that sound or look like the unit, and its {@link kindOf}. */
  about(unit: number): number {
    const known = this.#units[2 * unit + 1]!;
    return known < 0 ? known : this.#learn(unit, known);
  }

  /** Most units that a question meets it meets again and again: what is put together of several tables is kept. */
  #learn(unit: number, looks: number): number {
    const traits = TRAITS[unit]!;
    const sounds = this.#sounds;
    const alike =
      looks | sounds[traits & NEAR_MASK]! | sounds[(traits >>> 9) & NEAR_MASK]! | sounds[(traits >>> 18) & NEAR_MASK]!;
    const other = alike === 0 ? LIKENESS.nothingStands : LIKENESS.alikeStands;
    const likeness = this.exact(unit) === 0 ? other : LIKENESS.sameStands;
    const about = alike | (((levelOfTraits(traits) << LIKENESS_BITS) | likeness) << KIND_SHIFT) | ASKED;
    this.#units[2 * unit + 1] = about;
    this.#asked[this.#askedCount] = unit;
    this.#askedCount += 1;
    return about;
  }
}
