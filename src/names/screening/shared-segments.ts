import type { LiveSegment } from './search.ts';
import { Segment, type SegmentArrays } from './segment.ts';

/** What a thread needs to read segments: shared memory is handed over, not copied. */
export type SharedSegment = { readonly arrays: SegmentArrays; readonly dead: Uint8Array | undefined };

export function sharedSegments(segments: readonly LiveSegment[]): SharedSegment[] {
  return segments.map(({ segment, dead }) => ({ arrays: segment.arrays, dead }));
}

export function liveSegments(shared: readonly SharedSegment[]): LiveSegment[] {
  return shared.map(({ arrays, dead }) => ({ segment: new Segment(arrays), dead }));
}
