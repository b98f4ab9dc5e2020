/**
 * How alike a query and a kept core can be at most, from the bags of their characters alone: never less than what the edit
 * distance would say. Most candidates end here, so it reads nothing but the core's fixed record.
 */
import { BRAND_PLACES, weightOfLevel } from './characters.ts';
import { COST } from './core-comparison.ts';
import { CORE_TEXT, CORE_UNITS, shownOf } from './core-record.ts';
import { KINDS, kindOf, LIKENESS, levelOf, likenessOf, MARKED_POSITIONS, type QueryMarks } from './query-marks.ts';
import type { Reading } from './reading.ts';
import { GENERIC_WEIGHT, TRADE_WEIGHT } from './trades.ts';

/** Twice what a character pays at least whatever becomes of it: half a replacement, or being lacked at the end. */
const TWICE = { alike: COST.soundsSame, brand: 2 * COST.brandCutOff, trade: 2 * COST.tradeCutOff } as const;
/** Costs are whole or half numbers: this is less than any difference between two. */
const ROUNDING = 0.01;

/** Weights of a kept core's characters: by their place in the brand, then of a trade and of a generic word. */
const TRADE = BRAND_PLACES;
const GENERIC = BRAND_PLACES + 1;
const WEIGHTS = BRAND_PLACES + 2;

/** Twice what a kept core's character pays, by its kind and by what weighs it. */
const SHARES = Int32Array.from({ length: KINDS * WEIGHTS }, (_, at) => {
  const [kind, weighed] = [Math.floor(at / WEIGHTS), at % WEIGHTS];
  const [likeness, isBrand] = [likenessOf(kind), weighed < BRAND_PLACES];
  if (likeness === LIKENESS.sameStands) return 0;
  const ofTrade = weighed === TRADE ? TRADE_WEIGHT : GENERIC_WEIGHT;
  const own = isBrand ? weightOfLevel(levelOf(kind), weighed) : ofTrade;
  if (likeness === LIKENESS.alikeStands) return own * TWICE.alike;
  return own * (isBrand ? TWICE.brand : TWICE.trade);
});

/** Positions of the query of which every set has its sum in a table. */
const SUMMED = 8;
const SETS = 2 ** SUMMED;

export class CoreBound {
  readonly #marks: QueryMarks;
  #length = 0;
  #weight = 0;
  /** A bit for each position of the query. */
  #all = 0;
  /** Twice what the query's characters pay, by position, where the other side has something alike to it and where it has not. */
  readonly #alike = new Int32Array(MARKED_POSITIONS);
  readonly #lacked = new Int32Array(MARKED_POSITIONS);
  /** Sums of these over each set of the first positions. */
  readonly #alikeSums = new Int32Array(SETS);
  readonly #lackedSums = new Int32Array(SETS);

  constructor(marks: QueryMarks) {
    this.#marks = marks;
  }

  /** The marks are set by the caller. */
  setQuery({ length, weight, weights, brand }: Reading): void {
    this.#length = length;
    this.#weight = weight;
    this.#all = 2 ** Math.min(length, MARKED_POSITIONS) - 1;
    for (let i = 0; i < length && i < MARKED_POSITIONS; i += 1) {
      this.#alike[i] = weights[i]! * TWICE.alike;
      this.#lacked[i] = weights[i]! * (i < brand ? TWICE.brand : TWICE.trade);
    }
    sumSets(this.#alike, Math.min(length, SUMMED), this.#alikeSums);
    sumSets(this.#lacked, Math.min(length, SUMMED), this.#lackedSums);
  }

  /**
   * Each side's unmatched characters must be paid for, and a replacement pays for one of each side.
   * @returns the bound, or -1 when it lies below `least`
   */
  of(cores: Uint16Array, core: number, least: number): number {
    const marks = this.#marks;
    const at = core * CORE_UNITS;
    const length = cores[at]! & 0xff;
    const brand = cores[at]! >>> 8;
    const shown = shownOf(length);
    const hundredth = 100 * Math.max(this.#weight, cores[at + 1]!);
    const most = 2 * ((1 - least) * hundredth + ROUNDING);
    let covered = 0;
    let alike = 0;
    let shares = 0;
    let i = 0;
    for (; i < shown && i < brand; i += 1) {
      const unit = cores[at + CORE_TEXT + i]!;
      const about = marks.about(unit);
      covered |= marks.exact(unit);
      // A unit that stands in the query too may still be paired with another of the query that it is like.
      alike |= about;
      shares += SHARES[kindOf(about) * WEIGHTS + (i < BRAND_PLACES ? i : BRAND_PLACES - 1)]!;
    }
    for (const generic = cores[at + 2]!; i < shown; i += 1) {
      const unit = cores[at + CORE_TEXT + i]!;
      const about = marks.about(unit);
      covered |= marks.exact(unit);
      alike |= about;
      shares += SHARES[kindOf(about) * WEIGHTS + (((generic >>> i) & 1) === 1 ? GENERIC : TRADE)]!;
    }
    // What is spilled may cover anything, so the query's side says nothing then.
    if (shown === length && this.#length <= MARKED_POSITIONS)
      shares += this.#sharesOfQuery(this.#all & ~covered, alike);
    return shares > most ? -1 : 1 - shares / (2 * hundredth);
  }

  #sharesOfQuery(open: number, alike: number): number {
    const lacked = open & ~alike;
    const paired = open & alike;
    let shares = this.#lackedSums[lacked & (SETS - 1)]! + this.#alikeSums[paired & (SETS - 1)]!;
    for (let rest = open & ~(SETS - 1); rest !== 0; ) {
      const i = 31 - Math.clz32(rest);
      rest ^= 1 << i;
      shares += ((alike >>> i) & 1) === 1 ? this.#alike[i]! : this.#lacked[i]!;
    }
    return shares;
  }
}

/** Fills `sums` with what each set of the first `count` values comes to; a set is the number that has its bits. */
function sumSets(values: Int32Array, count: number, sums: Int32Array): void {
  sums[0] = 0;
  for (let i = 0; i < count; i += 1) {
    const bit = 1 << i;
    for (let set = 0; set < bit; set += 1) sums[bit | set] = sums[set]! + values[i]!;
  }
}
