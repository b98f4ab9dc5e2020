import type { Pools } from '../platform/db.ts';
import { type Asker, type Found, type LookUp, readAll } from './check-queries.ts';

/** Trips to the database under way at a time, in this process. */
const TRIPS_AT_ONCE = 2;
/** Look-ups in one trip, unless one request alone has more. */
const MOST_TOGETHER = 64;

type Waiting = {
  readonly asker: Asker;
  readonly lookUps: readonly LookUp[];
  readonly resolve: (found: Found[]) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Reads what is known now. While trips are under way, what comes in waits and goes together, asker by asker: a trip costs as
 * much as some ten look-ups. Nothing is remembered: every look-up is read after it was asked for.
 */
export class ReadingRoom {
  readonly #pools: Pools;
  #waiting: Waiting[] = [];
  #trips = 0;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  read(asker: Asker, lookUps: readonly LookUp[]): Promise<Found[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asker, lookUps, resolve, reject });
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

  /** Who has waited longest, and whoever asks in the same name. */
  #next(): Waiting[] {
    const { asker: first } = this.#waiting[0]!;
    const group: Waiting[] = [];
    let taken = 0;
    this.#waiting = this.#waiting.filter((one) => {
      const isSame = one.asker.accountId === first.accountId && one.asker.organPath === first.organPath;
      if (!isSame || (taken > 0 && taken + one.lookUps.length > MOST_TOGETHER)) return true;
      group.push(one);
      taken += one.lookUps.length;
      return false;
    });
    return group;
  }

  async #trip(group: readonly Waiting[]): Promise<void> {
    const { asker } = group[0]!;
    try {
      const lookUps = group.flatMap((one) => one.lookUps);
      const found = await readAll(this.#pools, asker, lookUps, undefined);
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
