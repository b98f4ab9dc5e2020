import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Pools } from '../platform/db.ts';
import {
  type ExactKey,
  findByKeys,
  type JudgementInUse,
  judgementsInUse,
  type KnownParty,
  listParties,
} from './party-queries.ts';
import { insertScreeningUses, type ScreeningUse } from './screening-use-store.ts';

/** What one request needs to be known, and what it makes of it: its answers, and the use that must be durable before them. */
export type ScreeningRequest<T> = {
  readonly asker: { readonly accountId: string; readonly organPath: string };
  readonly today: PlainDate;
  readonly keys: readonly ExactKey[];
  readonly spellings: readonly string[];
  readonly subjectIds: readonly string[];
  /** Of the use that will be written. */
  readonly useId: string;
  readonly conclude: (known: ScreeningKnown) => { readonly answer: T; readonly use: ScreeningUse };
};
export type ScreeningKnown = {
  /** In the order of the request's keys. */
  readonly named: readonly (KnownParty | undefined)[];
  readonly judgements: readonly JudgementInUse[];
  readonly parties: ReadonlyMap<string, KnownParty>;
};

/** Transactions under way at a time, in this process. */
const TRIPS_AT_ONCE = 2;
/** Requests in one transaction. */
const MOST_TOGETHER = 64;
/** Names, keys and spellings in one transaction, unless one request alone has more. */
const MOST_LOOKED_UP = 2_000;

type Waiting = {
  readonly request: ScreeningRequest<unknown>;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
};

const sizeOf = ({ keys, spellings, subjectIds }: ScreeningRequest<unknown>) =>
  keys.length + spellings.length + subjectIds.length;

/**
 * Where screening meets the database: while transactions are under way, what comes in waits and goes together, asker by
 * asker. A request reads after it was asked, and its answer leaves after its use is durable; nothing is remembered.
 */
export class ScreeningDesk {
  readonly #pools: Pools;
  #waiting: Waiting[] = [];
  #trips = 0;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  /** @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else */
  ask<T>(request: ScreeningRequest<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#trips >= TRIPS_AT_ONCE) return;
      this.#trips += 1;
      // Whoever asks in the same turn goes along.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#next();
      try {
        await this.#trip(group);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#trips -= 1;
  }

  /** Who has waited longest, and whoever asks in the same name; the same request sent twice at once goes one after the other. */
  #next(): Waiting[] {
    const { asker, today } = this.#waiting[0]!.request;
    const group = new Map<string, Waiting>();
    let taken = 0;
    this.#waiting = this.#waiting.filter((one) => {
      const { request } = one;
      const isSame = request.asker.accountId === asker.accountId && request.asker.organPath === asker.organPath;
      const hasRoom = group.size === 0 || (group.size < MOST_TOGETHER && taken + sizeOf(request) <= MOST_LOOKED_UP);
      if (!isSame || request.today !== today || !hasRoom || group.has(request.useId)) return true;
      group.set(request.useId, one);
      taken += sizeOf(request);
      return false;
    });
    return [...group.values()];
  }

  async #trip(group: readonly Waiting[]): Promise<void> {
    const requests = group.map(({ request }) => request);
    const { asker, today } = requests[0]!;
    const [concluded, reused] = await inContext(this.#pools.app, { purpose: 'work', ...asker }, async (tx) => {
      const keys = requests.flatMap((request) => request.keys);
      const named = await findByKeys(tx, keys);
      const spellings = new Set(requests.flatMap((request) => request.spellings));
      const judgements = await judgementsInUse(tx, [...spellings], today);
      const ids = [
        ...requests.flatMap(({ subjectIds }) => subjectIds),
        ...judgements.map(({ subjectId }) => subjectId),
      ];
      const parties = await listParties(tx, [...new Set(ids)]);
      let at = 0;
      const all = requests.map((request) => {
        at += request.keys.length;
        return request.conclude({ named: named.slice(at - request.keys.length, at), judgements, parties });
      });
      return [
        all,
        await insertScreeningUses(
          tx,
          this.#pools.origin,
          all.map(({ use }) => use),
        ),
      ] as const;
    });
    group.forEach(({ request, resolve, reject }, n) => {
      if (reused.has(request.useId)) reject(new Refusal('conflict', 'request.key_reused'));
      else resolve(concluded[n]!.answer as never);
    });
  }
}
