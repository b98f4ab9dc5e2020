/**
 * The order in which cores and records lie: cores by the tag of their province, so that those which one question meets lie near
 * one another, and records by core. Within both, the order in which they came.
 */
import { commonTag, TAG_COUNT } from './province-tags.ts';

export type CoreOrder = {
  /** Core as it came → its place. */
  readonly cores: Uint32Array;
  /** Record as it came → its place. */
  readonly records: Uint32Array;
  /** Core by its place → its first record; one more at the end. */
  readonly firsts: Uint32Array;
  /** By tag the place of its first core; one more at the end. */
  readonly tagStarts: Uint32Array;
};

/** @param recordCores core of each record as it came; @param tagOf the tag of a record as it came */
export function orderCores(coreCount: number, recordCores: Uint32Array, tagOf: (record: number) => number): CoreOrder {
  const own = new Uint8Array(coreCount).fill(TAG_COUNT);
  recordCores.forEach((core, record) => {
    own[core] = own[core] === TAG_COUNT ? tagOf(record) : commonTag(own[core]!, tagOf(record));
  });
  const cores = placesBy(own, TAG_COUNT);
  const records = placesBy(
    recordCores.map((core) => cores.places[core]!),
    coreCount,
  );
  return { cores: cores.places, records: records.places, firsts: records.starts, tagStarts: cores.starts };
}

/** Sorts by counting. @returns where each goes, and where each group begins */
function placesBy(groups: Uint8Array | Uint32Array, count: number): { places: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(count + 1);
  for (const group of groups) starts[group + 1]! += 1;
  for (let group = 0; group < count; group += 1) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const places = new Uint32Array(groups.length);
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i]!;
    places[i] = next[group]!;
    next[group]! += 1;
  }
  return { places, starts };
}
