/** Lays the keys of all cores of a segment out in buckets. */

import { firstRecord } from './core-record.ts';
import { growing32, shared32 } from './growing.ts';
import { powerOfTwo } from './hash.ts';
import { type CoreText, coreKeys, MOST_KEYS, SHORT_CORE, shortCoreKeys } from './keys.ts';
import { posting } from './province-tags.ts';
import { emptyCore, type Segment } from './segment.ts';

/** Cores in one bucket on average: fewer buckets save memory, more save looks at cores of other keys. */
const CORES_A_BUCKET = 2;

/**
 * The two key arrays of a segment whose other arrays are ready. Cores ascend by tag, so the postings of a bucket do.
 * @param tags of the cores
 */
export function layOutKeys(segment: Segment, tags: Uint8Array): { bucketStarts: Uint32Array; postings: Uint32Array } {
  const keys = growing32();
  const starts = new Uint32Array(segment.coreCount + 1);
  const text = emptyCore();
  const own = new Int32Array(MOST_KEYS);
  for (let core = 0; core < segment.coreCount; core += 1) {
    segment.readCore(core, text);
    keys.append(own.subarray(0, coreKeys(text, own)));
    for (const key of placeKeys(segment, core, text, own)) keys.push(key);
    starts[core + 1] = keys.length;
  }
  const buckets = powerOfTwo(Math.max(1, keys.length / CORES_A_BUCKET / 1.5));
  const bucketStarts = shared32(buckets + 1);
  for (let i = 0; i < keys.length; i += 1) bucketStarts[(keys.array[i]! & (buckets - 1)) + 1]! += 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) bucketStarts[bucket + 1]! += bucketStarts[bucket]!;
  const next = bucketStarts.slice();
  const postings = shared32(keys.length);
  for (let core = 0; core < segment.coreCount; core += 1) {
    const entry = posting(core, tags[core]!);
    for (let i = starts[core]!; i < starts[core + 1]!; i += 1) {
      const bucket = keys.array[i]! & (buckets - 1);
      postings[next[bucket]!] = entry;
      next[bucket]! += 1;
    }
  }
  return { bucketStarts, postings };
}

function placesOf(segment: Segment, core: number): Set<number> {
  const { cores, recordPrefixes } = segment.arrays;
  const places = new Set<number>();
  const end = segment.endOf(core);
  for (let record = firstRecord(cores, core); record < end; record += 1) {
    places.add(segment.prefixPlaces[recordPrefixes[record]!]!);
  }
  return places;
}

/** Keys of a short core in the provinces of all its bearers, each once. */
function placeKeys(segment: Segment, core: number, text: CoreText, own: Int32Array): Iterable<number> {
  if (text.length > SHORT_CORE) return [];
  const keys = new Set<number>();
  for (const place of placesOf(segment, core)) {
    const count = shortCoreKeys(text, place, own);
    for (let i = 0; i < count; i += 1) keys.add(own[i]!);
  }
  return keys;
}
