import type { Pools } from '../platform/db.ts';
import { type Found, type LookUp, readAll } from './check-queries.ts';

/** Trips to the database under way at a time, in this process. */
const TRIPS_AT_ONCE = 2;
/** Look-ups in one trip, unless one request alone has more. */
const MOST_TOGETHER = 64;

type Waiting = {
  readonly lookUps: readonly LookUp[];
  readonly resolve: (found: Found[]) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Reads what is known now. While trips are under way, what comes in waits and goes together: a trip costs as much as some
 * look-ups. Nothing is remembered: every look-up is read after it was asked for.
 */
export class ReadingRoom {
  readonly #pools: Pools;
  #waiting: Waiting[] = [];
  #trips = 0;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  read(lookUps: readonly LookUp[]): Promise<Found[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ lookUps, resolve, reject });
      if (this.#trips >= TRIPS_AT_ONCE) return;
      this.#trips += 1;
      // Whoever asks in the same turn goes along.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#trip(this.#next());
    this.#trips -= 1;
  }

  /** Those who have waited longest. */
  #next(): Waiting[] {
    let taken = 0;
    let looked = 0;
    for (const { lookUps } of this.#waiting) {
      if (taken > 0 && looked + lookUps.length > MOST_TOGETHER) break;
      taken += 1;
      looked += lookUps.length;
    }
    return this.#waiting.splice(0, taken);
  }

  async #trip(group: readonly Waiting[]): Promise<void> {
    try {
      const lookUps = group.flatMap((one) => one.lookUps);
      const found = await readAll(this.#pools, lookUps, undefined);
      let at = 0;
      for (const { lookUps: own, resolve } of group) {
        resolve(found.slice(at, at + own.length));
        at += own.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
