/**
 * A place as the set of the division codes that a name may mean: 朝阳 is a district of Beijing and a city of Liaoning.
 * Sets are interned: the same codes have the same number within a process. Number 0 is the empty set: nothing is said.
 */
export const NO_PLACE = 0;

/** How what two names say of their place fits together. */
export const RELATION = { same: 0, within: 1, silent: 2, sameProvince: 3, conflicting: 4 } as const;
export type Relation = (typeof RELATION)[keyof typeof RELATION];

/** The two places cannot be one, nor one in the other. */
export const isElsewhere = (place: Relation): boolean => place >= RELATION.sameProvince;

const MOST_SETS = 0x10000;
const sets: number[][] = [[]];
/** The same flat, for {@link relationOf}: the levels of a set's codes begin at its start. A set is a 16-bit number (see `Segment`). */
const starts = new Uint32Array(MOST_SETS + 1);
let levels = new Int32Array(1024);
const numbers = new Map<string, number>([['', NO_PLACE]]);
/** By the outer set, then the inner one. */
const narrowed: Map<number, number>[] = [];
const united = new Map<number, number>();

export function placeSet(codes: readonly number[]): number {
  const sorted = [...new Set(codes)].sort((a, b) => a - b);
  const key = sorted.join();
  let number = numbers.get(key);
  if (number === undefined) {
    number = sets.length;
    // Questions make sets too, and nobody may fill the memory with them: beyond this a place says nothing.
    if (number === MOST_SETS) return NO_PLACE;
    sets.push(sorted);
    keepLevels(number, sorted);
    numbers.set(key, number);
  }
  return number;
}

export function codesOf(set: number): readonly number[] {
  return sets[set]!;
}

/** True when division `outer` is `inner` or holds it, read from the digits of the codes. */
function holds(outer: number, inner: number): boolean {
  if (outer === inner) return true;
  if (outer % 10_000 === 0) return ((outer / 10_000) | 0) === ((inner / 10_000) | 0);
  return outer % 100 === 0 && ((outer / 100) | 0) === ((inner / 100) | 0);
}

/** What is left of `inner` when it is said right after `outer`: 辽宁 + 朝阳 leaves the city. {@link NO_PLACE} when nothing fits. */
export function narrow(outer: number, inner: number): number {
  if (outer === NO_PLACE) return inner;
  narrowed[outer] ??= new Map();
  let result = narrowed[outer].get(inner);
  if (result === undefined) {
    result = placeSet(codesOf(inner).filter((code) => codesOf(outer).some((o) => holds(o, code))));
    narrowed[outer].set(inner, result);
  }
  return result;
}

/** Either place may be meant. */
export function unite(a: number, b: number): number {
  if (a === NO_PLACE || a === b) return b;
  if (b === NO_PLACE) return a;
  const key = a * 0x10000 + b;
  let result = united.get(key);
  if (result === undefined) {
    result = placeSet([...codesOf(a), ...codesOf(b)]);
    united.set(key, result);
  }
  return result;
}

const LEVEL_BITS = 7;
const COUNTY = 2 ** LEVEL_BITS - 1;
const BELOW_PROVINCE = 2 ** (2 * LEVEL_BITS) - 1;

/** Province, city and county of a code side by side in one word: two are compared without a division. */
function levelsOf(code: number): number {
  const [province, city] = [Math.floor(code / 10_000), Math.floor(code / 100) % 100];
  return (province << (2 * LEVEL_BITS)) | (city << LEVEL_BITS) | (code % 100);
}

function keepLevels(set: number, codes: readonly number[]): void {
  const start = starts[set]!;
  const end = start + codes.length;
  if (end > levels.length) {
    const larger = new Int32Array(Math.max(end, 2 * levels.length));
    larger.set(levels);
    levels = larger;
  }
  levels.set(codes.map(levelsOf), start);
  starts[set + 1] = end;
}

/** Of {@link levelsOf} two codes. */
function relationOfLevels(x: number, y: number): Relation {
  const apart = x ^ y;
  if (apart === 0) return RELATION.same;
  if (apart > BELOW_PROVINCE) return RELATION.conflicting;
  if ((x & BELOW_PROVINCE) === 0 || (y & BELOW_PROVINCE) === 0) return RELATION.within;
  return apart <= COUNTY && ((x & COUNTY) === 0 || (y & COUNTY) === 0) ? RELATION.within : RELATION.sameProvince;
}

/**
 * `same`: a division in common. `within`: one holds the other. `silent`: one side says nothing. Asked of every candidate, and
 * two places in three are sets of several codes.
 */
export function relationOf(a: number, b: number): Relation {
  if (a === b) return RELATION.same; // both silent: then the names agree in that too
  if (a === NO_PLACE || b === NO_PLACE) return RELATION.silent;
  const [end, otherEnd] = [starts[a + 1]!, starts[b + 1]!];
  let best: Relation = RELATION.conflicting;
  for (let i = starts[a]!; i < end; i += 1) {
    const x = levels[i]!;
    for (let j = starts[b]!; j < otherEnd; j += 1) {
      const own = relationOfLevels(x, levels[j]!);
      if (own < best) best = own;
    }
  }
  return best;
}
