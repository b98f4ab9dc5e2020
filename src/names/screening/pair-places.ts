/**
 * How a pair of characters stands in a core, as one of sixteen numbers: each posting has four bits to spare for it. A pair
 * that two names share says something only when it stands in both alike: in one order, and near the same distance from
 * the beginning, or last in both brands, when one side says something before it (a village, say). What meets by chance (安思桥梁
 * and 思川安特烟草) is passed over unread: nearly half of all that shares a pair.
 */
const TURNED = 8;
const LAST = 1;
/** Pairs that begin here or further back count as one. */
const FURTHEST = 3;

/** Numbers are below this. */
export const PAIR_PLACES = 16;
/** The set of the one number under which keys stand that are no pairs. */
export const NO_PAIR = 1;
const ALL = 2 ** PAIR_PLACES - 1;

/** Sets of numbers, a bit for each. */
type Places = number;

const SAME_START: readonly Places[] = startsWithin(0);
const NEAR_START: readonly Places[] = startsWithin(1);
const ALL_TURNED: Places = ALL & ~(2 ** TURNED - 1);
const ALL_LAST: Places = [...Array(PAIR_PLACES).keys()].reduce(
  (set, place) => ((place & LAST) === 0 ? set : set | (1 << place)),
  0,
);

function startsWithin(shift: number): Places[] {
  return Array.from({ length: FURTHEST + 1 }, (_, start) => {
    let set = 0;
    for (let place = 0; place < PAIR_PLACES; place += 1) {
      const other = (place & (TURNED - 1)) >>> 1;
      if (Math.abs(other - start) <= shift) set |= 1 << place;
    }
    return set;
  });
}

/** The set of the one place where a pair stands in a kept core. @param isTurned whether the greater unit stands first */
export function placeOfPair(start: number, isLast: boolean, isTurned: boolean): Places {
  return 1 << ((isTurned ? TURNED : 0) | (Math.min(start, FURTHEST) << 1) | (isLast ? LAST : 0));
}

/**
 * Where the pair of a query may stand in a kept core.
 * @param isAdjacent then the two may have changed places
 */
export function placesForPair(start: number, isLast: boolean, isTurned: boolean, isAdjacent: boolean): Places {
  const at = Math.min(start, FURTHEST);
  const near = NEAR_START[at]! | (isLast ? ALL_LAST : 0);
  const [inOrder, turnedRound] = isTurned ? [ALL_TURNED, ALL & ~ALL_TURNED] : [ALL & ~ALL_TURNED, ALL_TURNED];
  return (near & inOrder) | (isAdjacent ? SAME_START[at]! & turnedRound : 0);
}
