/**
 * Gathers the cores that share a key with a query. What lies far apart in memory is asked for together: a look that does not
 * wait for the one before it costs a tenth of one that does, and looks are most of what a search costs.
 */
import { CORE_UNITS } from './core-record.ts';
import { type KeyList, MOST_KEYS } from './keys.ts';
import { coreOfPosting, pairPlaceBit, TAG_SHIFT } from './posting.ts';
import { hasTag, nextTag, type TagSet } from './province-tags.ts';
import type { SegmentArrays } from './segment.ts';

/** Postings behind which it pays to look for the next province instead of passing over those before it. */
const FAR = 32;
/** A power of two; small enough to stay in the nearest cache. */
const MET = 2048;
/** Behind the number of any core of a segment. */
const ROUND_SHIFT = 25;
const ROUNDS = 2 ** (32 - ROUND_SHIFT);
/** Cores that are gathered before they are looked at: their records still lie in the nearer caches then. */
export const AT_ONCE = 512;

export class Candidates {
  readonly cores = new Int32Array(AT_ONCE);
  count = 0;
  /** Cores met lately in this reading, each in the place its number falls on. One that was pushed out is merely weighed twice. */
  readonly #met = new Uint32Array(MET);
  /** In the bits above the core's number, so that what an earlier reading met counts for nothing. */
  #round = 0;
  readonly #starts = new Uint32Array(MOST_KEYS);
  readonly #ends = new Uint32Array(MOST_KEYS);
  #key = 0;
  /** Where the look ahead leaves what it saw: it must seem to be of use, or the compiler would leave it out. */
  #seen = 0;

  /** Begins with the buckets of `keys`. */
  begin({ bucketStarts, postings }: SegmentArrays, { keys, count }: KeyList): void {
    const mask = bucketStarts.length - 2;
    let seen = 0;
    for (let k = 0; k < count; k += 1) {
      const bucket = keys[k]! & mask;
      this.#starts[k] = bucketStarts[bucket]!;
      this.#ends[k] = bucketStarts[bucket + 1]!;
    }
    for (let k = 0; k < count; k += 1) {
      const start = this.#starts[k]!;
      if (start < this.#ends[k]!) seen ^= postings[start]!;
    }
    this.#seen = seen;
    this.#key = 0;
    this.#nextRound();
  }

  #nextRound(): void {
    this.#round += 1;
    if (this.#round < ROUNDS) return;
    this.#round = 1;
    this.#met.fill(0);
  }

  /** Gathers the next cores, each once. @returns false when none is left */
  next({ cores, postings, tagStarts }: SegmentArrays, keys: KeyList, allowed: TagSet): boolean {
    const met = this.#met;
    const round = this.#round << ROUND_SHIFT;
    let count = 0;
    let key = this.#key;
    for (; key < keys.count; key += 1) {
      const end = this.#ends[key]!;
      const places = keys.places[key]!;
      let at = this.#starts[key]!;
      for (; at < end && count < AT_ONCE; at += 1) {
        const entry = postings[at]!;
        // The first key is the whole core: only equal cores are of interest wherever they are.
        const tag = entry >>> TAG_SHIFT;
        if (key > 0 && !hasTag(allowed, tag)) {
          if (end - at > FAR) at = firstFrom(postings, at, end, (nextTag(allowed, tag) << TAG_SHIFT) >>> 0) - 1;
          continue;
        }
        if ((places & pairPlaceBit(entry)) === 0) continue;
        const core = coreOfPosting(entry, tagStarts);
        const mark = (core | round) >>> 0;
        if (met[core & (MET - 1)] === mark) continue;
        met[core & (MET - 1)] = mark;
        this.cores[count] = core;
        count += 1;
      }
      if (at < end) {
        this.#starts[key] = at;
        break;
      }
    }
    this.#key = key;
    this.count = count;
    let seen = this.#seen;
    for (let i = 0; i < count; i += 1) seen ^= cores[this.cores[i]! * CORE_UNITS]!;
    this.#seen = seen;
    return count > 0;
  }
}

/** The first posting from `at` on that is not less than `least`; postings ascend. */
function firstFrom(postings: Uint32Array, at: number, end: number, least: number): number {
  let low = at;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (postings[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
