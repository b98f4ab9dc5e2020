import { chinaDate, chinaDayNumber, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { findPublicIdsByCode, listPublicParties, type PublicParty } from './public-party-queries.ts';

/** Reads under way at a time, in this process. */
const TRIPS_AT_ONCE = 2;
/** Ids in one read, unless one question alone has more. */
const MOST_TOGETHER = 500;
const MOST_REMEMBERED = 100_000;
/** How long a party is remembered at most, should the journal stand still. */
const REMEMBERED_MS = 60_000;

type Waiting = {
  readonly ids: readonly string[];
  readonly resolve: (parties: ReadonlyMap<string, PublicParty>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Where questions of the public meet the database: while reads are under way, what comes in waits and is read together. Each
 * question is read after it was asked, so what has left the public is in no answer of {@link parties}.
 */
export class PublicPartyDesk {
  readonly #pools: Pools;
  readonly #now: () => Date;
  #waiting: Waiting[] = [];
  #trips = 0;
  readonly #remembered = new Map<string, { readonly party: PublicParty | undefined; readonly until: number }>();
  /** The day for which they are remembered, as a count of days: what is public ends with a day. */
  #day = 0;
  /** Counts what was forgotten, so that nothing read before is remembered after. */
  #forgotten = 0;

  constructor(pools: Pools, now: () => Date) {
    this.#pools = pools;
    this.#now = now;
  }

  get #today(): PlainDate {
    return chinaDate(this.#now());
  }

  /** Those about whom something is public today, by id; the answer may hold what others asked for as well. */
  parties(ids: readonly string[]): Promise<ReadonlyMap<string, PublicParty>> {
    if (ids.length === 0) return Promise.resolve(new Map());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ids, resolve, reject });
      if (this.#trips >= TRIPS_AT_ONCE) return;
      this.#trips += 1;
      // Whoever asks in the same turn goes along.
      setImmediate(() => void this.#run());
    });
  }

  /**
   * As {@link parties}, of parties that an index of names has named: remembered through the day until {@link forget}, and so as
   * far behind the journal as that index, a second at most while it is written.
   */
  async remembered(ids: readonly string[]): Promise<ReadonlyMap<string, PublicParty>> {
    const at = this.#now().getTime();
    this.#beginDay(at);
    const found = new Map<string, PublicParty>();
    const unknown = ids.filter((id) => {
      const known = this.#remembered.get(id);
      if (known === undefined || known.until <= at) return true;
      if (known.party) found.set(id, known.party);
      return false;
    });
    if (unknown.length === 0) return found;
    const forgotten = this.#forgotten;
    const read = await this.parties(unknown);
    this.#beginDay(this.#now().getTime());
    for (const id of unknown) {
      const party = read.get(id);
      if (party) found.set(id, party);
      if (forgotten === this.#forgotten) this.#remembered.set(id, { party, until: at + REMEMBERED_MS });
    }
    return found;
  }

  /** @param ids of parties that the journal names; without them all are forgotten */
  forget(ids?: readonly string[]): void {
    this.#forgotten += 1;
    if (ids === undefined) this.#remembered.clear();
    else for (const id of ids) this.#remembered.delete(id);
  }

  #beginDay(at: number): void {
    const day = chinaDayNumber(at);
    if (this.#day !== day || this.#remembered.size > MOST_REMEMBERED) this.forget();
    this.#day = day;
  }

  /** See {@link findPublicIdsByCode}. */
  idsByCode(codes: readonly string[]): Promise<Map<string, string>> {
    return findPublicIdsByCode(this.#pools, codes, this.#today);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const { group, ids } = this.#next();
      try {
        const parties = await listPublicParties(this.#pools, [...ids], this.#today);
        for (const { resolve } of group) resolve(parties);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#trips -= 1;
  }

  #next(): { group: Waiting[]; ids: Set<string> } {
    const ids = new Set<string>();
    let taken = 0;
    for (const waiting of this.#waiting) {
      if (taken > 0 && ids.size + waiting.ids.length > MOST_TOGETHER) break;
      for (const id of waiting.ids) ids.add(id);
      taken += 1;
    }
    return { group: this.#waiting.splice(0, taken), ids };
  }
}
