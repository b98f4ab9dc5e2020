/**
 * Each posting carries in its upper six bits in which province the firms of a core sit, so that a core of another province is
 * passed over without being fetched. That loses nothing: cores that differ in conflicting places are never reported
 * (see {@link nameSimilarity}), and equal cores are found by a key that is not filtered.
 */
import { codesOf, NO_PLACE } from './place-sets.ts';
import { TAG_SHIFT } from './posting.ts';

const SILENT = 0;
const SEVERAL = 63;
/** Tags are numbers below this. */
export const TAG_COUNT = 64;

/** Provinces 11 to 65 as 1 to 55; those above, which have codes of their own beyond 70, as 56 and up. */
function provinceTag(code: number): number {
  const province = Math.floor(code / 10_000);
  if (province <= 65) return province - 10;
  return province < 80 ? 56 : Math.min(62, province - 24);
}

/** The tag of one place: silent, a province, or several. */
export function tagOfPlace(place: number): number {
  let tag = SILENT;
  for (const code of codesOf(place)) {
    const own = provinceTag(code);
    if (tag !== SILENT && tag !== own) return SEVERAL;
    tag = own;
  }
  return tag;
}

/** The tag of a core that is borne in two places. */
export function commonTag(a: number, b: number): number {
  return a === b ? a : SEVERAL;
}

/** Which tags a query may meet, as two words of 32 bits. */
export type AllowedTags = { low: number; high: number };

export function allowedTags(place: number): AllowedTags {
  if (place === NO_PLACE) return { low: ~0, high: ~0 };
  const allowed = { low: 1 << SILENT, high: 1 << (SEVERAL - 32) };
  for (const code of codesOf(place)) {
    const tag = provinceTag(code);
    if (tag < 32) allowed.low |= 1 << tag;
    else allowed.high |= 1 << (tag - 32);
  }
  return allowed;
}

export function isAllowed(allowed: AllowedTags, entry: number): boolean {
  const tag = entry >>> TAG_SHIFT;
  return ((tag < 32 ? allowed.low >>> tag : allowed.high >>> (tag - 32)) & 1) !== 0;
}

/** The least posting with an allowed tag that comes behind all with the tag of `entry`. {@link SEVERAL} is always allowed. */
export function nextAllowed(allowed: AllowedTags, entry: number): number {
  let tag = (entry >>> TAG_SHIFT) + 1;
  while (tag < SEVERAL && !isAllowed(allowed, (tag << TAG_SHIFT) >>> 0)) tag += 1;
  return (tag << TAG_SHIFT) >>> 0;
}
