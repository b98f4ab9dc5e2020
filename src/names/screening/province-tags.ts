/**
 * Each posting carries in its upper five bits in which province the firms of a core sit, so that a core of another province is
 * passed over without being fetched; one in several provinces is listed under each. That loses nothing: cores that differ in conflicting places are never reported
 * (see {@link nameSimilarity}), and equal cores are found by a key that is not filtered.
 */
import { bitCount } from './hash.ts';
import { codesOf, NO_PLACE } from './place-sets.ts';

/** The 31 provinces of the mainland by their codes' first two digits: 11 to 65, with gaps. */
const PROVINCES = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
  64, 65,
];
/** The last tag, that of every question: of cores that name no place, or several provinces, or one that is none of the 31. */
export const ANYWHERE = PROVINCES.length;
/** Tags are numbers below this. */
export const TAG_COUNT = ANYWHERE + 1;

/** A bit for each tag. */
export type TagSet = number;
const ONLY_ANYWHERE: TagSet = 1 << ANYWHERE;
const ALL_TAGS: TagSet = ~0;

export function hasTag(tags: TagSet, tag: number): boolean {
  return ((tags >>> tag) & 1) !== 0;
}

function provinceTag(code: number): number {
  const at = PROVINCES.indexOf(Math.floor(code / 10_000));
  return at < 0 ? ANYWHERE : at;
}

/** By place, as they were first asked for: there are no more than places. */
const known: TagSet[] = [];
known[NO_PLACE] = ONLY_ANYWHERE;

/** The tags of one place. */
export function tagSetOf(place: number): TagSet {
  known[place] ??= codesOf(place).reduce((tags, code) => tags | (1 << provinceTag(code)), 0);
  return known[place];
}

/** The tag by which a core is laid out beside others: that of all its places, if it is one. */
export function tagOfPlace(place: number): number {
  const tags = tagSetOf(place);
  return bitCount(tags) === 1 ? 31 - Math.clz32(tags) : ANYWHERE;
}

/** The tag of a core that is borne in two places. */
export function commonTag(a: number, b: number): number {
  return a === b ? a : ANYWHERE;
}

/** A core that may be in more provinces than this is listed once, as one that may be anywhere. */
const MOST_TAGS = 8;

/** Under which tags a core is listed: what its bearers have, or the one that every query meets. */
export function listedTags(tags: TagSet): TagSet {
  return hasTag(tags, ANYWHERE) || bitCount(tags) > MOST_TAGS ? ONLY_ANYWHERE : tags;
}

/** Which tags a query may meet. */
export function allowedTags(place: number): TagSet {
  return place === NO_PLACE ? ALL_TAGS : tagSetOf(place) | ONLY_ANYWHERE;
}

/** The least tag of `tags` above `tag`; {@link ANYWHERE} is in all that a query may meet. */
export function nextTag(tags: TagSet, tag: number): number {
  const above = tags & ~(2 ** (tag + 1) - 1);
  return 31 - Math.clz32(above & -above);
}
