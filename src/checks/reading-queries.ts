import type { PlainDate } from '../kernel/plain-date.ts';
import type { Pools } from '../platform/db.ts';
import { type Found, type LookUp, readAll } from './check-queries.ts';

/** Look-ups in one trip, unless one request alone has more. */
const MOST_TOGETHER = 64;

type Waiting = {
  readonly lookUps: readonly LookUp[];
  readonly today: PlainDate;
  readonly resolve: (found: Found[]) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Reads what is known now. While a trip to the database is under way, what comes in waits and goes together in the next one, like the
 * uses of a group commit: a trip costs as much as several look-ups. Nothing is remembered: every look-up is read after it was asked for.
 */
export class ReadingRoom {
  readonly #pools: Pools;
  #waiting: Waiting[] = [];
  #underWay = false;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  /** What of these is known now, as far as it may be told on `today`. */
  read(lookUps: readonly LookUp[], today: PlainDate): Promise<Found[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ lookUps, today, resolve, reject });
      // Whoever asks in the same turn goes along.
      if (this.#waiting.length === 1) setImmediate(() => this.#leave());
    });
  }

  #leave(): void {
    if (this.#underWay || this.#waiting.length === 0) return;
    this.#underWay = true;
    void this.#trip(this.#next());
  }

  /** Those who have waited longest, as many as fit and ask on one day. */
  #next(): Waiting[] {
    let taken = 0;
    let looked = 0;
    for (const { lookUps, today } of this.#waiting) {
      if (taken > 0 && (looked + lookUps.length > MOST_TOGETHER || today !== this.#waiting[0]!.today)) break;
      taken += 1;
      looked += lookUps.length;
    }
    return this.#waiting.splice(0, taken);
  }

  async #trip(group: readonly Waiting[]): Promise<void> {
    try {
      const lookUps = group.flatMap((one) => one.lookUps);
      const found = await readAll(this.#pools, lookUps, group[0]!.today).finally(() => this.#back());
      let at = 0;
      for (const { lookUps: own, resolve } of group) {
        resolve(found.slice(at, at + own.length));
        at += own.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** The next trip leaves before these are told, so that the database reads on while they are answered. */
  #back(): void {
    this.#underWay = false;
    this.#leave();
  }
}
