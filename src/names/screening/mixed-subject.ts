/**
 * Both halves of a subject mixed into forty other bits, one to one. Subjects are issued in rows and lie close together; mixed ones are
 * spread evenly over all numbers, so that the place of one among others follows from its size. Part of the file format of a segment.
 */
import { mix, SEED } from './hash.ts';

/** Twenty bits of which each depends on every bit of `half`. */
const spread = (half: number): number => mix(SEED, half) >>> 12;

export type MixedSubject = {
  /** The upper 32 bits, never negative. */
  first: number;
  /** The lower eight. */
  last: number;
};

export function mixSubject(front: number, back: number, into: MixedSubject): void {
  const lower = front ^ spread(back);
  const upper = back ^ spread(lower);
  into.first = ((upper << 12) | (lower >>> 8)) >>> 0;
  into.last = lower & 0xff;
}

export function unmixSubject({ first, last }: MixedSubject): { front: number; back: number } {
  const lower = ((first & 0xfff) << 8) | last;
  const back = (first >>> 12) ^ spread(lower);
  return { front: lower ^ spread(back), back };
}
