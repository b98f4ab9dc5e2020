/** Lays the keys of all cores of a segment out in buckets. */

import { firstRecord } from './core-record.ts';
import { growing8, growing32, shared32 } from './growing.ts';
import { powerOfTwo } from './hash.ts';
import { addShortCoreKeys, type CoreText, coreKeys, KeyList, SHORT_CORE } from './keys.ts';
import { listedCores } from './listed-cores.ts';
import { PAIR_PLACES } from './pair-places.ts';
import { MOST_OF_RANGE, posting } from './posting.ts';
import { emptyCore, type Segment } from './segment.ts';

/** Cores in one bucket on average: fewer buckets save memory, more save looks at cores of other keys. */
const CORES_A_BUCKET = 2;

/**
 * The two key arrays of a segment whose other arrays are ready. A core is listed once for each province of its bearers; the postings
 * of a bucket ascend by province.
 */
export function layOutKeys(segment: Segment): { bucketStarts: Uint32Array; postings: Uint32Array } {
  const { tagStarts } = segment.arrays;
  for (let tag = 0; tag + 1 < tagStarts.length; tag += 1) {
    if (tagStarts[tag + 1]! - tagStarts[tag]! > MOST_OF_RANGE)
      throw new RangeError(`a segment holds at most ${MOST_OF_RANGE} cores of a province`);
  }
  const { keys, places, starts } = keysOfCores(segment);
  const listed = listedCores(segment);
  const buckets = powerOfTwo(Math.max(1, keys.length / CORES_A_BUCKET / 1.5));
  const bucketStarts = shared32(buckets + 1);
  for (const { cores } of listed) {
    for (const core of cores) {
      for (let i = starts[core]!; i < starts[core + 1]!; i += 1)
        bucketStarts[(keys.array[i]! & (buckets - 1)) + 1]! += 1;
    }
  }
  for (let bucket = 0; bucket < buckets; bucket += 1) bucketStarts[bucket + 1]! += bucketStarts[bucket]!;
  const next = bucketStarts.slice();
  const postings = shared32(bucketStarts[buckets]!);
  for (const { tag, cores } of listed) {
    for (const core of cores) {
      for (let i = starts[core]!; i < starts[core + 1]!; i += 1) {
        const bucket = keys.array[i]! & (buckets - 1);
        postings[next[bucket]!] = posting(core, tag, tagStarts, places.array[i]!);
        next[bucket]! += 1;
      }
    }
  }
  return { bucketStarts, postings };
}

/** Each key of each core with each place where its pair stands there; those of a core begin at its `starts`. */
function keysOfCores(segment: Segment) {
  const keys = growing32();
  const places = growing8();
  const starts = new Uint32Array(segment.coreCount + 1);
  const text = emptyCore();
  const own = new KeyList();
  for (let core = 0; core < segment.coreCount; core += 1) {
    segment.readCore(core, text);
    coreKeys(text, own);
    addPlaceKeys(segment, core, text, own);
    for (let i = 0; i < own.count; i += 1) {
      for (let place = 0; place < PAIR_PLACES; place += 1) {
        if ((own.places[i]! & (1 << place)) === 0) continue;
        keys.push(own.keys[i]!);
        places.push(place);
      }
    }
    starts[core + 1] = keys.length;
  }
  return { keys, places, starts };
}

/** Keys of a short core in the provinces of all its bearers. */
function addPlaceKeys(segment: Segment, core: number, text: CoreText, into: KeyList): void {
  if (text.length > SHORT_CORE) return;
  for (const place of placesOf(segment, core)) addShortCoreKeys(text, place, into);
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
