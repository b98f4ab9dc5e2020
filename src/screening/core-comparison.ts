/**
 * How alike two cores are: a weighted edit distance. Costs are in hundredths of a weight unit; slips of the ear and of the
 * eye cost a third, a trade word that is missing half. Nothing here depends on a list.
 */
import {
  ALIKE,
  ALIKE_STARTS,
  brandWeight,
  looksLike,
  NEAR_SOUND,
  SECOND_SOUND,
  SOUND,
  soundsNear,
  soundsSame,
  THIRD_SOUND,
} from './characters.ts';
import { LONGEST_CORE, type Reading } from './reading.ts';
import { GENERIC_WEIGHT, TRADE_WEIGHT } from './trades.ts';

export const COST = {
  /** Another character, of the heavier of the two. */
  other: 120,
  soundsSame: 33,
  looksLike: 33,
  soundsNear: 45,
  swapped: 40,
  /** A character of the brand that one side lacks. */
  brandLacks: 82,
  /** A character of a trade word that one side lacks. */
  tradeLacks: 60,
  /** The same where one side simply ends: 威海广泰 for 威海广泰空港设备. */
  brandCutOff: 50,
  tradeCutOff: 42,
} as const;

/** What a character pays at least whatever becomes of it: half a replacement, or being lacked at the end. */
const SHARE = { alike: COST.soundsSame / 2, brand: COST.brandCutOff, trade: COST.tradeCutOff } as const;

/** What was done between two characters in the cheapest alignment. */
export type Slip =
  | 'soundsSame'
  | 'looksLike'
  | 'soundsNear'
  | 'swapped'
  | 'other'
  | 'queryLacksBrand'
  | 'listLacksBrand'
  | 'queryLacksTrade'
  | 'listLacksTrade';

export function slipBetween(a: number, b: number): 'soundsSame' | 'looksLike' | 'soundsNear' | 'other' {
  if (soundsSame(a, b)) return 'soundsSame';
  if (looksLike(a, b)) return 'looksLike';
  return soundsNear(a, b) ? 'soundsNear' : 'other';
}

/** A kept core with its weights, laid out like a reading. */
export type WeighedCore = {
  readonly core: Uint16Array;
  readonly length: number;
  readonly brand: number;
  readonly weights: Uint8Array;
  readonly weight: number;
};

const WIDTH = LONGEST_CORE + 1;

/** Compares one query with many cores; keeps what it learned of the query's characters between two calls. */
export class CoreComparison {
  /** Bits of the query's positions where exactly this unit stands, and where one that sounds or looks like it stands. */
  readonly #exact = new Uint32Array(0x10000);
  readonly #alike = new Uint32Array(0x10000);
  readonly #nearSounds = new Uint32Array(0x400);
  #query: Reading | undefined;
  readonly #table = new Int32Array(WIDTH * WIDTH);
  /** The first 31 positions have bits; a longer query is never bounded away by the rest. */
  #bits = 0;
  /** The units that have bits now: the reading itself may be another's by the time they are cleared. */
  readonly #marked = new Uint16Array(31);
  /** What each character of the query costs where the other side lacks it, within and at the end. */
  readonly #lacks = new Int32Array(LONGEST_CORE);
  readonly #cutOff = new Int32Array(LONGEST_CORE);
  readonly #cutOffFrom = new Int32Array(LONGEST_CORE + 1);
  #rowLeast = 0;

  setQuery(query: Reading): void {
    this.#clear();
    this.#query = query;
    this.#bits = Math.min(query.length, 31);
    for (let i = 0; i < query.length; i += 1) {
      this.#lacks[i] = lackCost(query, i, false);
      this.#cutOff[i] = lackCost(query, i, true);
    }
    this.#cutOffFrom[query.length] = 0;
    for (let i = query.length - 1; i >= 0; i -= 1) this.#cutOffFrom[i] = this.#cutOffFrom[i + 1]! + this.#cutOff[i]!;
    for (let i = 0; i < this.#bits; i += 1) {
      const unit = query.core[i]!;
      this.#marked[i] = unit;
      const bit = 1 << i;
      this.#exact[unit]! |= bit;
      for (let j = ALIKE_STARTS[unit]!; j < ALIKE_STARTS[unit + 1]!; j += 1) this.#alike[ALIKE[j]!]! |= bit;
      for (const table of [SOUND, SECOND_SOUND, THIRD_SOUND]) {
        if (table[unit] !== 0) this.#nearSounds[NEAR_SOUND[table[unit]!]!]! |= bit;
      }
    }
  }

  #clear(): void {
    for (let i = 0; i < this.#bits; i += 1) {
      const unit = this.#marked[i]!;
      this.#exact[unit] = 0;
      for (let j = ALIKE_STARTS[unit]!; j < ALIKE_STARTS[unit + 1]!; j += 1) this.#alike[ALIKE[j]!] = 0;
      for (const table of [SOUND, SECOND_SOUND, THIRD_SOUND]) this.#nearSounds[NEAR_SOUND[table[unit]!]!] = 0;
    }
  }

  /**
   * At most how alike the query and this core can be, from the bags of their characters alone: never less than
   * {@link similarity}. Each side's unmatched characters must be paid for, and a replacement pays for one of each side.
   * @param marks bits of the generic units of a trade, as in the core's fixed record
   * @param shown how many of its `length` units stand in `units` from `from` on
   */
  bound(
    units: Uint16Array,
    from: number,
    shown: number,
    length: number,
    brand: number,
    weight: number,
    marks: number,
  ): number {
    const query = this.#query!;
    let covered = 0;
    let alike = 0;
    let least = 0;
    let cutOff = 0;
    let shares = 0;
    // From the end: either the other side has ended here and all the rest is cut off, or this character is paid for itself.
    for (let i = shown - 1; i >= 0; i -= 1) {
      const unit = units[from + i]!;
      const isBrand = i < brand;
      const own = isBrand ? brandWeight(unit, i) : (marks & (1 << i)) !== 0 ? GENERIC_WEIGHT : TRADE_WEIGHT;
      cutOff += own * (isBrand ? COST.brandCutOff : COST.tradeCutOff);
      const exact = this.#exact[unit]!;
      if (exact !== 0) covered |= exact;
      else {
        const near = this.#alikeBits(unit);
        alike |= near;
        least += own * (near !== 0 ? COST.soundsSame : isBrand ? COST.brandLacks : COST.tradeLacks);
        shares += own * (near !== 0 ? SHARE.alike : isBrand ? SHARE.brand : SHARE.trade);
      }
      if (cutOff < least) least = cutOff;
    }
    // What is spilled may cover anything, so the query's side says nothing then.
    if (shown === length && query.length <= this.#bits) {
      least = Math.max(least, this.#leastOfQuery(covered, alike, shares));
    }
    return 1 - least / (100 * Math.max(query.weight, weight));
  }

  /** The same from the query's side, and from both together: what uncovered positions cost at least. */
  #leastOfQuery(covered: number, alike: number, sharesOfCore: number): number {
    const query = this.#query!;
    let least = 0;
    let shares = sharesOfCore;
    for (let i = query.length - 1; i >= 0; i -= 1) {
      if (((covered >>> i) & 1) === 0) {
        const own = query.weights[i]!;
        const near = ((alike >>> i) & 1) !== 0;
        least += near ? own * COST.soundsSame : this.#lacks[i]!;
        shares += own * (near ? SHARE.alike : i < query.brand ? SHARE.brand : SHARE.trade);
      }
      if (this.#cutOffFrom[i]! < least) least = this.#cutOffFrom[i]!;
    }
    return Math.max(least, shares);
  }

  #alikeBits(unit: number): number {
    let bits = this.#alike[unit]!;
    const sound = SOUND[unit]!;
    if (sound !== 0) {
      bits |= this.#nearSounds[NEAR_SOUND[sound]!]!;
      const second = SECOND_SOUND[unit]!;
      if (second !== 0)
        bits |= this.#nearSounds[NEAR_SOUND[second]!]! | this.#nearSounds[NEAR_SOUND[THIRD_SOUND[unit]!]!]!;
    }
    return bits;
  }

  /**
   * 1 for equal cores, 0 for cores that have nothing in common.
   * @param least the caller does not care for less: anything below it may come back as 0
   */
  similarity(other: WeighedCore, least = 0): number {
    const heavier = Math.max(this.#query!.weight, other.weight);
    if (heavier === 0) return 0;
    return Math.max(0, 1 - this.#distance(other, (1 - least) * 100 * heavier) / (100 * heavier));
  }

  /** The cost of the cheapest alignment; stops with a number above `most` once nothing cheaper is left. */
  #distance(b: WeighedCore, most: number): number {
    const a = this.#query!;
    const table = this.#table;
    this.#rowLeast = 0;
    table[0] = 0;
    for (let i = 1; i <= a.length; i += 1) table[i] = table[i - 1]! + lackCost(a, i - 1, b.length === 0);
    for (let j = 1; j <= b.length; j += 1) {
      const row = j * WIDTH;
      const above = row - WIDTH;
      const queryLacks = lackCost(b, j - 1, false);
      const weight = b.weights[j - 1]!;
      const unit = b.core[j - 1]!;
      const exact = this.#exact[unit]!;
      const alike = this.#alikeBits(unit);
      let cheapest = table[above]! + (a.length === 0 ? lackCost(b, j - 1, true) : queryLacks);
      table[row] = cheapest;
      for (let i = 1; i <= a.length; i += 1) {
        const bit = i > 31 ? 0 : 1 << (i - 1);
        let best = table[above + i - 1]!;
        if (bit === 0 ? a.core[i - 1] !== unit : (exact & bit) === 0) {
          const own = a.weights[i - 1]!;
          const far = bit !== 0 && (alike & bit) === 0;
          best += Math.max(own, weight) * (far ? COST.other : COST[slipBetween(a.core[i - 1]!, unit)]);
        }
        const listLacks = table[row + i - 1]! + (j === b.length ? this.#cutOff[i - 1]! : this.#lacks[i - 1]!);
        if (listLacks < best) best = listLacks;
        const missing = table[above + i]! + (i === a.length ? lackCost(b, j - 1, true) : queryLacks);
        if (missing < best) best = missing;
        if (isSwap(a, i, b, j)) best = Math.min(best, table[above - WIDTH + i - 2]! + swapCost(a, i));
        table[row + i] = best;
        if (best < cheapest) cheapest = best;
      }
      // A swap reaches back two rows, so one row above the limit is not enough to stop.
      if (cheapest > most && this.#rowLeast > most) return cheapest;
      this.#rowLeast = cheapest;
    }
    return table[b.length * WIDTH + a.length]!;
  }

  /** The slips of the cheapest alignment, from the end of the core to its beginning. */
  slips(other: WeighedCore): Slip[] {
    const query = this.#query!;
    this.#distance(other, Number.POSITIVE_INFINITY);
    const slips: Slip[] = [];
    let i = query.length;
    let j = other.length;
    const at = (x: number, y: number): number => this.#table[y * WIDTH + x]!;
    while (i > 0 || j > 0) {
      const here = at(i, j);
      if (i > 0 && j > 0 && here === at(i - 1, j - 1) + replaceCost(query, i - 1, other, j - 1)) {
        i -= 1;
        j -= 1;
        if (query.core[i] !== other.core[j]) slips.push(slipBetween(query.core[i]!, other.core[j]!));
      } else if (isSwap(query, i, other, j) && here === at(i - 2, j - 2) + swapCost(query, i)) {
        i -= 2;
        j -= 2;
        slips.push('swapped');
      } else if (i > 0 && here === at(i - 1, j) + lackCost(query, i - 1, j === other.length)) {
        i -= 1;
        slips.push(i < query.brand ? 'listLacksBrand' : 'listLacksTrade');
      } else {
        j -= 1;
        slips.push(j < other.brand ? 'queryLacksBrand' : 'queryLacksTrade');
      }
    }
    return slips;
  }
}

function lackCost(text: WeighedCore, i: number, isCutOff: boolean): number {
  if (i < text.brand) return text.weights[i]! * (isCutOff ? COST.brandCutOff : COST.brandLacks);
  return text.weights[i]! * (isCutOff ? COST.tradeCutOff : COST.tradeLacks);
}

function replaceCost(a: WeighedCore, i: number, b: WeighedCore, j: number): number {
  const [x, y] = [a.core[i]!, b.core[j]!];
  return x === y ? 0 : Math.max(a.weights[i]!, b.weights[j]!) * COST[slipBetween(x, y)];
}

function isSwap(a: WeighedCore, i: number, b: WeighedCore, j: number): boolean {
  return i > 1 && j > 1 && a.core[i - 1] === b.core[j - 2] && a.core[i - 2] === b.core[j - 1];
}

function swapCost(a: WeighedCore, i: number): number {
  return Math.max(a.weights[i - 1]!, a.weights[i - 2]!) * COST.swapped;
}
