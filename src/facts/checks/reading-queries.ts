import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { SharedTrips } from '../../ground/platform/shared-trips.ts';
import { type Found, type LookUp, readAll } from './check-queries.ts';

/** Look-ups in one trip, unless one request alone has more. */
const MOST_TOGETHER = 64;

type Asked = { readonly lookUps: readonly LookUp[]; readonly today: PlainDate };

/** As many as fit, all on one day. */
function room(): (asked: Asked) => boolean {
  let looked = 0;
  let day: PlainDate | undefined;
  return ({ lookUps, today }) => {
    day ??= today;
    looked += lookUps.length;
    return looked <= MOST_TOGETHER && today === day;
  };
}

/** Reads what is known now, in trips that those who ask at the same time share. */
export class ReadingRoom {
  readonly #trips: SharedTrips<Asked, Found[]>;

  constructor(pools: Pools) {
    this.#trips = new SharedTrips((asked) => readEach(pools, asked), room);
  }

  /** What of these is known now, as far as it may be told on `today`. */
  read(lookUps: readonly LookUp[], today: PlainDate): Promise<Found[]> {
    return this.#trips.ask({ lookUps, today });
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
