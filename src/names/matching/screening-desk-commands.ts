import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { SealedTrips } from '../../ground/platform/sealed-trip-store.ts';
import { SharedTrips } from '../../ground/platform/shared-trips.ts';
import { type Known, type LookedUp, readKnown } from './party-queries.ts';
import { logScreeningUses, type ScreeningUse } from './screening-use-store.ts';

type Asked = Required<LookedUp> & { readonly today: PlainDate };
/** What one request needs to be known, and what it makes of it: its answers, and the use that must be durable before them. */
export type ScreeningRequest<T> = Asked & {
  readonly conclude: (known: Known) => { readonly answer: T; readonly use: ScreeningUse };
};

/** Names, keys and spellings in one trip, unless one request alone has more. */
const MOST_LOOKED_UP = 2_000;
/** Uses in one transaction. */
const MOST_USES = 1_000;

/** As many as fit, all on one day. */
function readingRoom(): (asked: Asked) => boolean {
  let looked = 0;
  let day: PlainDate | undefined;
  return ({ keys, spellings, subjectIds, today }) => {
    day ??= today;
    looked += keys.length + spellings.length + subjectIds.length;
    return looked <= MOST_LOOKED_UP && today === day;
  };
}

/** No id twice: the same request sent twice at once waits, and finds its own row. */
function logRoom(): (use: ScreeningUse) => boolean {
  const together = new Set<string>();
  return ({ id }) => {
    const again = together.has(id);
    together.add(id);
    return !again && together.size <= MOST_USES;
  };
}

/**
 * Where screening meets the database, in trips that those who ask at the same time share: a request reads after it was asked, and its
 * answer leaves after its use is durable; nothing is remembered.
 */
export class ScreeningDesk {
  readonly #reading: SharedTrips<Asked, Known>;
  /** Answers whether the row is that of the request: a key may belong to one that asked something else. */
  readonly #log: SharedTrips<ScreeningUse, boolean>;
  readonly #sealed: SealedTrips;

  constructor(pools: Pools) {
    this.#reading = new SharedTrips((asked) => readEach(pools, asked), readingRoom);
    this.#sealed = new SealedTrips(pools, 'work');
    this.#log = new SharedTrips((uses) => logScreeningUses(pools, this.#sealed, uses), logRoom);
  }

  /** @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else */
  async ask<T>({ conclude, ...asked }: ScreeningRequest<T>): Promise<T> {
    this.#sealed.expect();
    const { answer, use } = conclude(await this.#reading.ask(asked));
    if (!(await this.#log.ask(use))) throw new Refusal('conflict', 'request.key_reused');
    return answer;
  }
}

/** Judgements and parties of all on the trip; of the keys each gets its own. */
async function readEach(pools: Pools, asked: readonly Asked[]): Promise<Known[]> {
  const keys = asked.flatMap((one) => one.keys);
  const spellings = [...new Set(asked.flatMap((one) => one.spellings))];
  const subjectIds = [...new Set(asked.flatMap((one) => one.subjectIds))];
  const known = await readKnown(pools, { keys, spellings, subjectIds }, asked[0]!.today);
  let at = 0;
  return asked.map((one) => {
    at += one.keys.length;
    return { ...known, named: known.named.slice(at - one.keys.length, at) };
  });
}
