import { codesIn } from './code-table.ts';
import type { LiveSegment } from './search.ts';
import type { NameRecord } from './segment-builder.ts';

/** A list as it stands at one revision. Nothing of it ever changes; readers keep the one they began with. */
export type Snapshot = {
  readonly segments: readonly LiveSegment[];
  /** Counts the changes of the list; answers carry it. */
  readonly revision: number;
};

export function isDead({ dead }: LiveSegment, record: number): boolean {
  return dead !== undefined && (dead[record >>> 3]! & (1 << (record & 7))) !== 0;
}

/** All living records, segment by segment. */
export function* recordsOf(segments: readonly LiveSegment[]): Generator<NameRecord> {
  for (const live of segments) {
    const { segment } = live;
    const codes = new Map<number, string>();
    for (const { code, record } of codesIn(segment.arrays.codes)) codes.set(record, code);
    for (let record = 0; record < segment.recordCount; record += 1) {
      if (isDead(live, record) || segment.isOtherReading(record)) continue;
      const code = codes.get(record);
      const base = { id: segment.idOf(record), name: segment.nameOf(record), kind: segment.kindOf(record) };
      yield code === undefined ? base : { ...base, code };
    }
  }
}
