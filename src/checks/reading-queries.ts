import type { PlainDate } from '../kernel/plain-date.ts';
import type { Pools } from '../platform/db.ts';
import { type Found, type LookUp, readAll } from './check-queries.ts';
import { type OnATrip, shareTrip } from './shared-trip.ts';

/** Look-ups in one trip, unless one request alone has more. */
const MOST_TOGETHER = 64;

type Asked = { readonly lookUps: readonly LookUp[]; readonly today: PlainDate };
type Waiting = OnATrip<Asked, Found[]>;

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
      this.#waiting.push({ asked: { lookUps, today }, resolve, reject });
      // Whoever asks in the same turn goes along.
      if (this.#waiting.length === 1) setImmediate(() => this.#leave());
    });
  }

  #leave(): void {
    if (this.#underWay || this.#waiting.length === 0) return;
    this.#underWay = true;
    void shareTrip(
      this.#next(),
      (asked) => readEach(this.#pools, asked),
      () => this.#back(),
    );
  }

  /** Those who have waited longest, as many as fit and ask on one day. */
  #next(): Waiting[] {
    let taken = 0;
    let looked = 0;
    for (const { asked } of this.#waiting) {
      const { lookUps, today } = asked;
      if (taken > 0 && (looked + lookUps.length > MOST_TOGETHER || today !== this.#waiting[0]!.asked.today)) break;
      taken += 1;
      looked += lookUps.length;
    }
    return this.#waiting.splice(0, taken);
  }

  /** The next trip leaves before these are told, so that the database reads on while they are answered. */
  #back(): void {
    this.#underWay = false;
    this.#leave();
  }
}

/** What each asked for on the same day, in one trip. */
async function readEach(pools: Pools, asked: readonly Asked[]): Promise<Found[][]> {
  const all = asked.flatMap(({ lookUps }) => lookUps);
  const found = await readAll(pools, all, asked[0]!.today);
  let at = 0;
  return asked.map(({ lookUps }) => {
    at += lookUps.length;
    return found.slice(at - lookUps.length, at);
  });
}
