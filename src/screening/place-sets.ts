/**
 * A place as the set of the division codes that a name may mean: 朝阳 is a district of Beijing and a city of Liaoning.
 * Sets are interned: the same codes have the same number within a process. Number 0 is the empty set: nothing is said.
 */
export const NO_PLACE = 0;

/** How what two names say of their place fits together. */
export const RELATION = { same: 0, within: 1, silent: 2, sameProvince: 3, conflicting: 4 } as const;
export type Relation = (typeof RELATION)[keyof typeof RELATION];

const sets: number[][] = [[]];
/** The code of a set that has only one, as nearly all have; 0 otherwise. A set is a 16-bit number (see `Segment`). */
const only = new Int32Array(0x10000);
const numbers = new Map<string, number>([['', NO_PLACE]]);
const narrowed = new Map<number, number>();
const united = new Map<number, number>();

export function placeSet(codes: readonly number[]): number {
  const sorted = [...new Set(codes)].sort((a, b) => a - b);
  const key = sorted.join();
  let number = numbers.get(key);
  if (number === undefined) {
    number = sets.length;
    // Questions make sets too, and nobody may fill the memory with them: beyond this a place says nothing.
    if (number === only.length) return NO_PLACE;
    if (sorted.length === 1) only[number] = sorted[0]!;
    sets.push(sorted);
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
  const key = outer * 0x10000 + inner;
  let result = narrowed.get(key);
  if (result === undefined) {
    result = placeSet(codesOf(inner).filter((code) => codesOf(outer).some((o) => holds(o, code))));
    narrowed.set(key, result);
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

/** Integer arithmetic, since this is asked of every candidate. */
function relationOfCodes(x: number, y: number): Relation {
  if (x === y) return RELATION.same;
  if (((x / 10_000) | 0) !== ((y / 10_000) | 0)) return RELATION.conflicting;
  return holds(x, y) || holds(y, x) ? RELATION.within : RELATION.sameProvince;
}

/** `same`: a division in common. `within`: one holds the other. `silent`: one side says nothing. */
export function relationOf(a: number, b: number): Relation {
  if (a === b) return RELATION.same; // both silent: then the names agree in that too
  if (a === NO_PLACE || b === NO_PLACE) return RELATION.silent;
  const [onlyOfA, onlyOfB] = [only[a]!, only[b]!];
  if (onlyOfA !== 0 && onlyOfB !== 0) return relationOfCodes(onlyOfA, onlyOfB);
  let best: Relation = RELATION.conflicting;
  for (const x of sets[a]!) {
    for (const y of sets[b]!) {
      const own = relationOfCodes(x, y);
      if (own === RELATION.same) return own;
      if (own < best) best = own;
    }
  }
  return best;
}
