/**
 * How alike two cores are: a weighted edit distance. Costs are in hundredths of a weight unit; slips of the ear and of the
 * eye cost a third, a trade word that is missing half. Nothing here depends on a list.
 */
import { looksLike, soundsNear, soundsSame } from './characters.ts';
import { MARKED_POSITIONS, type QueryMarks } from './query-marks.ts';
import { LONGEST_CORE, type Reading } from './reading.ts';

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

/** Compares one query with many cores. */
export class CoreComparison {
  readonly #marks: QueryMarks;
  #query: Reading | undefined;
  readonly #table = new Int32Array(WIDTH * WIDTH);
  /** What each character of the query costs where the other side lacks it, within and at the end. */
  readonly #lacks = new Int32Array(LONGEST_CORE);
  readonly #cutOff = new Int32Array(LONGEST_CORE);

  /** @param marks of the query, set by the caller before each {@link setQuery} */
  constructor(marks: QueryMarks) {
    this.#marks = marks;
  }

  setQuery(query: Reading): void {
    this.#query = query;
    for (let i = 0; i < query.length; i += 1) {
      this.#lacks[i] = lackCost(query, i, false);
      this.#cutOff[i] = lackCost(query, i, true);
    }
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
    const { core, weights, length } = a;
    const [table, lacks, cutOff, marks] = [this.#table, this.#lacks, this.#cutOff, this.#marks];
    let rowLeast = 0;
    table[0] = 0;
    const first = b.length === 0 ? cutOff : lacks;
    for (let i = 0; i < length; i += 1) table[i + 1] = table[i]! + first[i]!;
    for (let j = 1; j <= b.length; j += 1) {
      const row = j * WIDTH;
      const above = row - WIDTH;
      const queryLacks = lackCost(b, j - 1, false);
      const queryEnds = lackCost(b, j - 1, true);
      const listLacks = j === b.length ? cutOff : lacks;
      const weight = b.weights[j - 1]!;
      const unit = b.core[j - 1]!;
      const exact = marks.exact(unit);
      const alike = marks.about(unit);
      let left = table[above]! + (length === 0 ? queryEnds : queryLacks);
      let cheapest = left;
      table[row] = left;
      for (let i = 0; i < length; i += 1) {
        const bit = i < MARKED_POSITIONS ? 1 << i : 0;
        let best = table[above + i]!;
        if (bit === 0 ? core[i] !== unit : (exact & bit) === 0) {
          const far = bit !== 0 && (alike & bit) === 0;
          best += Math.max(weights[i]!, weight) * (far ? COST.other : COST[slipBetween(core[i]!, unit)]);
        }
        left += listLacks[i]!;
        if (left < best) best = left;
        const missing = table[above + i + 1]! + (i + 1 === length ? queryEnds : queryLacks);
        if (missing < best) best = missing;
        // Only where this character stands one earlier in the query can two have changed places.
        if ((bit === 0 || (exact & (bit >>> 1)) !== 0) && isSwap(a, i + 1, b, j))
          best = Math.min(best, table[above - WIDTH + i - 1]! + swapCost(a, i + 1));
        table[row + i + 1] = best;
        if (best < cheapest) cheapest = best;
        left = best;
      }
      // A swap reaches back two rows, so one row above the limit is not enough to stop.
      if (cheapest > most && rowLeast > most) return cheapest;
      rowLeast = cheapest;
    }
    return table[b.length * WIDTH + length]!;
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

/** What the character at `i` costs where the other side lacks it. */
export function lackCost(text: WeighedCore, i: number, isCutOff: boolean): number {
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
