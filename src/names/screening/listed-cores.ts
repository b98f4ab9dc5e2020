import { firstRecord } from './core-record.ts';
import { growing32 } from './growing.ts';
import { hasTag, listedTags, TAG_COUNT, tagSetOf } from './province-tags.ts';
import type { Segment } from './segment.ts';

export type ListedCores = { readonly tag: number; readonly cores: Uint32Array };

/** The cores that are listed under each tag, ascending: once for each province of their bearers. */
export function listedCores(segment: Segment): ListedCores[] {
  const byTag = Array.from({ length: TAG_COUNT }, growing32);
  const { cores, recordPrefixes } = segment.arrays;
  const ofPrefix = Array.from(segment.prefixPlaces, tagSetOf);
  for (let core = 0; core < segment.coreCount; core += 1) {
    let tags = 0;
    const end = segment.endOf(core);
    for (let record = firstRecord(cores, core); record < end; record += 1) {
      tags |= ofPrefix[recordPrefixes[record]!]!;
    }
    const under = listedTags(tags);
    for (let tag = 0; tag < TAG_COUNT; tag += 1) if (hasTag(under, tag)) byTag[tag]!.push(core);
  }
  return byTag.map(({ array, length }, tag) => ({ tag, cores: array.subarray(0, length) }));
}
