/**
 * A posting is one word: the province of a core's bearers in the upper six bits, then how the pair that it is listed
 * under stands in the core, then its number. A core that cannot be meant is passed over without being fetched.
 */
export const TAG_SHIFT = 26;
const PLACE_SHIFT = 22;
const PLACE_MASK = 15;
/** Posting → core. */
export const CORE_MASK = 2 ** PLACE_SHIFT - 1;
/** Cores that one segment can number. */
export const MOST_CORES = CORE_MASK + 1;

/** @param pairPlace see `pair-places.ts` */
export function posting(core: number, tag: number, pairPlace: number): number {
  return (core | (pairPlace << PLACE_SHIFT) | (tag << TAG_SHIFT)) >>> 0;
}

/** A bit at the place of the pair, as sets of places have them. */
export function pairPlaceBit(entry: number): number {
  return 1 << ((entry >>> PLACE_SHIFT) & PLACE_MASK);
}
