/**
 * Each posting carries in its upper six bits in which province the firms of a core sit, so that a core of another province is
 * passed over without being fetched; one in several provinces is listed under each. That loses nothing: cores that differ in conflicting places are never reported
 * (see {@link nameSimilarity}), and equal cores are found by a key that is not filtered.
 */
import { bitCount } from './hash.ts';
import { codesOf, NO_PLACE } from './place-sets.ts';
import { TAG_SHIFT } from './posting.ts';

const SILENT = 0;
const SEVERAL = 63;
/** Tags are numbers below this. */
export const TAG_COUNT = 64;

/** Tags as two words of 32 bits. */
export type TagSet = { readonly low: number; readonly high: number };
const ONLY_SILENT: TagSet = { low: 1 << SILENT, high: 0 };
const ONLY_SEVERAL: TagSet = { low: 0, high: 1 << (SEVERAL - 32) };

export function hasTag({ low, high }: TagSet, tag: number): boolean {
  return ((tag < 32 ? low >>> tag : high >>> (tag - 32)) & 1) !== 0;
}

/** Provinces 11 to 65 as 1 to 55; those above, which have codes of their own beyond 70, as 56 and up. */
function provinceTag(code: number): number {
  const province = Math.floor(code / 10_000);
  if (province <= 65) return province - 10;
  return province < 80 ? 56 : Math.min(62, province - 24);
}

/** The tags of one place: silent, or its provinces. */
function tagsOfPlace(place: number): readonly number[] {
  if (place === NO_PLACE) return [SILENT];
  return [...new Set(codesOf(place).map(provinceTag))];
}

export function tagSetOf(place: number): TagSet {
  let [low, high] = [0, 0];
  for (const tag of tagsOfPlace(place)) {
    if (tag < 32) low |= 1 << tag;
    else high |= 1 << (tag - 32);
  }
  return { low, high };
}

/** The tag by which a core is laid out beside others: that of all its places, if it is one. */
export function tagOfPlace(place: number): number {
  const [tag, other] = tagsOfPlace(place);
  return other === undefined ? tag! : SEVERAL;
}

/** The tag of a core that is borne in two places. */
export function commonTag(a: number, b: number): number {
  return a === b ? a : SEVERAL;
}

/** A core that may be in more provinces than this is listed once, as one that may be anywhere. */
const MOST_TAGS = 8;

/** Under which tags a core is listed, as two words of 32 bits: what its bearers have, or one tag that every query may meet. */
export function listedTags({ low, high }: TagSet): TagSet {
  if ((low & (1 << SILENT)) !== 0) return ONLY_SILENT;
  return bitCount(low) + bitCount(high) > MOST_TAGS ? ONLY_SEVERAL : { low, high };
}

/** By place, as they were first asked for: there are no more than places. */
const allowed: TagSet[] = [];
allowed[NO_PLACE] = { low: ~0, high: ~0 };

/** Which tags a query may meet. */
export function allowedTags(place: number): TagSet {
  allowed[place] ??= withThoseOfAll(tagSetOf(place));
  return allowed[place];
}

function withThoseOfAll({ low, high }: TagSet): TagSet {
  return { low: low | ONLY_SILENT.low, high: high | ONLY_SEVERAL.high };
}

export function isAllowed(tags: TagSet, entry: number): boolean {
  return hasTag(tags, entry >>> TAG_SHIFT);
}

/** The least posting with an allowed tag that comes behind all with the tag of `entry`. {@link SEVERAL} is always allowed. */
export function nextAllowed(tags: TagSet, entry: number): number {
  let tag = (entry >>> TAG_SHIFT) + 1;
  while (tag < SEVERAL && !isAllowed(tags, (tag << TAG_SHIFT) >>> 0)) tag += 1;
  return (tag << TAG_SHIFT) >>> 0;
}
