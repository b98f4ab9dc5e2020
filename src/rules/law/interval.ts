import type { Interval } from './pack.ts';

/** Both ends are included (本数在内, 民法典 art. 1259); no end means it still lasts. */
export function covers({ from, to }: Interval, day: string): boolean {
  return from <= day && (to === undefined || day <= to);
}

export function overlap(a: Interval, b: Interval): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}
