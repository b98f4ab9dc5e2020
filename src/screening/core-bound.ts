/**
 * How alike a query and a kept core can be at most, from the bags of their characters alone: never less than what the edit
 * distance would say. Most candidates end here, so it reads nothing but the core's fixed record.
 */
import { TRAITS, weightOfTraits } from './characters.ts';
import { COST, lackCost } from './core-comparison.ts';
import { CORE_TEXT, CORE_UNITS, shownOf } from './core-record.ts';
import { MARKED_POSITIONS, type QueryMarks } from './query-marks.ts';
import { LONGEST_CORE, type Reading } from './reading.ts';
import { GENERIC_WEIGHT, TRADE_WEIGHT } from './trades.ts';

/** What a character pays at least whatever becomes of it: half a replacement, or being lacked at the end. */
const SHARE = { alike: COST.soundsSame / 2, brand: COST.brandCutOff, trade: COST.tradeCutOff } as const;
/** Costs are whole or half numbers: this is less than any difference between two. */
const ROUNDING = 0.01;

export class CoreBound {
  readonly #marks: QueryMarks;
  #length = 0;
  #weight = 0;
  /** A bit for each position of the query. */
  #all = 0;
  /** What each character of the query costs where the other side lacks it, within and, with all behind it, at the end. */
  readonly #lacks = new Int32Array(LONGEST_CORE);
  readonly #cutOffFrom = new Int32Array(LONGEST_CORE + 1);
  readonly #near = new Int32Array(LONGEST_CORE);
  readonly #shares = new Int32Array(LONGEST_CORE);

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
      this.#lacks[i] = lackCost(query, i, false);
      this.#cutOffFrom[i] = this.#cutOffFrom[i + 1]! + lackCost(query, i, true);
      this.#near[i] = own * COST.soundsSame;
      this.#shares[i] = own * (i < query.brand ? SHARE.brand : SHARE.trade);
    }
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
    const generic = cores[at + 2]!;
    const shown = shownOf(length);
    const hundredth = 100 * Math.max(this.#weight, cores[at + 1]!);
    const most = (1 - least) * hundredth + ROUNDING;
    let covered = 0;
    let alike = 0;
    let cost = 0;
    let cutOff = 0;
    let shares = 0;
    // From the end: either the other side has ended here and all the rest is cut off, or this character is paid for itself.
    for (let i = shown - 1; i >= 0; i -= 1) {
      const unit = cores[at + CORE_TEXT + i]!;
      const traits = TRAITS[unit]!;
      const isBrand = i < brand;
      const own = isBrand ? weightOfTraits(traits, i) : ((generic >>> i) & 1) !== 0 ? GENERIC_WEIGHT : TRADE_WEIGHT;
      cutOff += own * (isBrand ? COST.brandCutOff : COST.tradeCutOff);
      const exact = marks.exact(unit);
      const near = marks.alike(unit, traits);
      covered |= exact;
      // A unit that stands in the query too may still be paired with another of the query that it is like.
      alike |= near;
      if (exact !== 0) continue;
      cost += own * (near !== 0 ? COST.soundsSame : isBrand ? COST.brandLacks : COST.tradeLacks);
      shares += own * (near !== 0 ? SHARE.alike : isBrand ? SHARE.brand : SHARE.trade);
      if (cutOff < cost) cost = cutOff;
      if (cost > most) return -1;
    }
    // What is spilled may cover anything, so the query's side says nothing then.
    if (shown === length && this.#length <= marks.count)
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
      if (((alike >>> i) & 1) !== 0) {
        cost += this.#near[i]!;
        shares += this.#near[i]! / 2;
      } else {
        cost += this.#lacks[i]!;
        shares += this.#shares[i]!;
      }
      if (this.#cutOffFrom[i]! < cost) cost = this.#cutOffFrom[i]!;
    }
    return Math.max(cost, shares);
  }
}
