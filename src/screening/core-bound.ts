/**
 * How alike a query and a kept core can be at most, from the bags of their characters alone: never less than what the edit
 * distance would say. Most candidates end here, so it reads nothing but the core's fixed record.
 */
import { TRAITS, weightOfTraits } from './characters.ts';
import { COST, lackCost } from './core-comparison.ts';
import { CORE_TEXT, CORE_UNITS, shownOf } from './core-record.ts';
import { MARKED_POSITIONS, type QueryMarks, soundsAlike } from './query-marks.ts';
import { LONGEST_CORE, type Reading } from './reading.ts';
import { GENERIC_WEIGHT, TRADE_WEIGHT } from './trades.ts';

/** Twice what a character pays at least whatever becomes of it: half a replacement, or being lacked at the end. */
const TWICE = { alike: COST.soundsSame, brand: 2 * COST.brandCutOff, trade: 2 * COST.tradeCutOff } as const;
const LESS_GENERIC = TRADE_WEIGHT - GENERIC_WEIGHT;
/** Costs are whole or half numbers: this is less than any difference between two. */
const ROUNDING = 0.01;

/** The cheaper of two costs, both far below 2 ** 31. What is cheaper cannot be guessed, so nothing here asks for it by a branch. */
function cheaper(a: number, b: number): number {
  const less = (a - b) | 0;
  return (b + (less & (less >> 31))) | 0;
}

/** -1 for no positions, 0 for any; `then & noneOf(bits)` is `bits === 0 ? then : 0`. Positions have 31 bits. */
function noneOf(bits: number): number {
  return (bits - 1) >> 31;
}

export class CoreBound {
  readonly #marks: QueryMarks;
  #length = 0;
  #weight = 0;
  /** A bit for each position of the query. */
  #all = 0;
  /** What the query costs from each character on when all of that is cut off. */
  readonly #cutOffFrom = new Int32Array(LONGEST_CORE + 1);
  /** By position, for what the other side lacks and, beside it, for what it has something alike to: its cost, and twice its share. */
  readonly #costs = new Int32Array(2 * LONGEST_CORE);
  readonly #shares = new Int32Array(2 * LONGEST_CORE);

  constructor(marks: QueryMarks) {
    this.#marks = marks;
  }

  /** The marks are set by the caller. */
  setQuery(query: Reading): void {
    this.#length = query.length;
    this.#weight = query.weight;
    this.#all = 2 ** Math.min(query.length, MARKED_POSITIONS) - 1;
    this.#cutOffFrom[query.length] = 0;
    for (let i = query.length - 1; i >= 0; i -= 1) {
      const own = query.weights[i]!;
      this.#cutOffFrom[i] = this.#cutOffFrom[i + 1]! + lackCost(query, i, true);
      this.#costs[2 * i] = lackCost(query, i, false);
      this.#costs[2 * i + 1] = own * COST.soundsSame;
      this.#shares[2 * i] = own * (i < query.brand ? TWICE.brand : TWICE.trade);
      this.#shares[2 * i + 1] = own * TWICE.alike;
    }
  }

  /**
   * Each side's unmatched characters must be paid for, and a replacement pays for one of each side.
   * @returns the bound, or -1 when it lies below `least`
   */
  of(cores: Uint16Array, core: number, least: number): number {
    const { looks, sounds } = this.#marks;
    const at = core * CORE_UNITS;
    const length = cores[at]! & 0xff;
    const brand = cores[at]! >>> 8;
    const generic = cores[at + 2]!;
    const shown = shownOf(length);
    let covered = 0;
    let alike = 0;
    let cost = 0;
    let cutOff = 0;
    let shares = 0;
    let i = shown - 1;
    // From the end: either the other side has ended here and all the rest is cut off, or this character is paid for itself.
    for (; i >= brand; i -= 1) {
      const unit = cores[at + CORE_TEXT + i]!;
      const own = TRADE_WEIGHT - LESS_GENERIC * ((generic >>> i) & 1);
      const exact = looks[2 * unit]!;
      const near = looks[2 * unit + 1]! | soundsAlike(sounds, TRAITS[unit]!);
      covered |= exact;
      // A unit that stands in the query too may still be paired with another of the query that it is like.
      alike |= near;
      cutOff += own * COST.tradeCutOff;
      const [absent, far] = [noneOf(exact), noneOf(near)];
      cost += own * (absent & (COST.soundsSame + (far & (COST.tradeLacks - COST.soundsSame))));
      shares += own * (absent & (TWICE.alike + (far & (TWICE.trade - TWICE.alike))));
      cost = cheaper(cutOff, cost);
    }
    for (i = Math.min(shown, brand) - 1; i >= 0; i -= 1) {
      const unit = cores[at + CORE_TEXT + i]!;
      const traits = TRAITS[unit]!;
      const own = weightOfTraits(traits, i);
      const exact = looks[2 * unit]!;
      const near = looks[2 * unit + 1]! | soundsAlike(sounds, traits);
      covered |= exact;
      alike |= near;
      cutOff += own * COST.brandCutOff;
      const [absent, far] = [noneOf(exact), noneOf(near)];
      cost += own * (absent & (COST.soundsSame + (far & (COST.brandLacks - COST.soundsSame))));
      shares += own * (absent & (TWICE.alike + (far & (TWICE.brand - TWICE.alike))));
      cost = cheaper(cutOff, cost);
    }
    const hundredth = 100 * Math.max(this.#weight, cores[at + 1]!);
    const most = (1 - least) * hundredth + ROUNDING;
    if (cost > most) return -1;
    // What is spilled may cover anything, so the query's side says nothing then.
    if (shown === length && this.#length <= this.#marks.count)
      cost = Math.max(cost, this.#costOfQuery(covered, alike, shares));
    return cost > most ? -1 : 1 - cost / hundredth;
  }

  /** The same from the query's side, and from both together: what uncovered positions cost at least. */
  #costOfQuery(covered: number, alike: number, sharesOfCore: number): number {
    let cost = 0;
    let shares = sharesOfCore;
    for (let open = this.#all & ~covered; open !== 0; ) {
      const i = 31 - Math.clz32(open);
      open ^= 1 << i;
      const as = 2 * i + ((alike >>> i) & 1);
      cost = cheaper(this.#cutOffFrom[i]!, cost + this.#costs[as]!);
      shares += this.#shares[as]!;
    }
    return Math.max(cost, shares / 2);
  }
}
