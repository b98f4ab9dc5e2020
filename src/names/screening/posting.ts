/**
 * A posting is one word: the province of a core's bearers in the upper five bits, then how the pair that it is listed under
 * stands in the core, then its number. A core that cannot be meant is passed over without being fetched. Cores lie by province
 * (`core-order.ts`), so that the number need only tell which of its range it is: that of the province, or that of the cores
 * that may be anywhere, which one bit says.
 */
import { ANYWHERE } from './province-tags.ts';

export const TAG_SHIFT = 27;
const PLACE_SHIFT = 23;
const PLACE_MASK = 15;
const ANYWHERE_SHIFT = 22;
const OFFSET_MASK = 2 ** ANYWHERE_SHIFT - 1;
/** Cores of one province that one segment can number, and cores that may be anywhere. */
export const MOST_OF_RANGE = OFFSET_MASK + 1;

/**
 * @param tagStarts by tag the first core of its range, and one more at the end
 * @param pairPlace see `pair-places.ts`
 */
export function posting(core: number, tag: number, tagStarts: Uint32Array, pairPlace: number): number {
  const isAnywhere = core >= tagStarts[ANYWHERE]! ? 1 : 0;
  const offset = core - tagStarts[isAnywhere === 1 ? ANYWHERE : tag]!;
  return (offset | (isAnywhere << ANYWHERE_SHIFT) | (pairPlace << PLACE_SHIFT) | (tag << TAG_SHIFT)) >>> 0;
}

/** Posting → core. */
export function coreOfPosting(entry: number, tagStarts: Uint32Array): number {
  // Without a branch: every tag's bits and the mark of those that may be anywhere make the last tag.
  const range = ((entry >>> TAG_SHIFT) | -((entry >>> ANYWHERE_SHIFT) & 1)) & ANYWHERE;
  return tagStarts[range]! + (entry & OFFSET_MASK);
}

/** A bit at the place of the pair, as sets of places have them. */
export function pairPlaceBit(entry: number): number {
  return 1 << ((entry >>> PLACE_SHIFT) & PLACE_MASK);
}
