import type { PoolClient, QueryResult } from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import type { Pools } from '../platform/db.ts';
import { sealed } from '../platform/seal-store.ts';
import type { AskedBy } from './check.ts';
import { type OnATrip, shareTrip } from './shared-trip.ts';

/** One use: who asked about whom, for what, and what the answer rested on. */
export type Use = {
  readonly id: string;
  readonly subjectId: string | null;
  readonly at: Date;
  readonly organId: string;
  readonly organPath: string;
  readonly accountId: string;
  readonly postId: string;
  /** Keyed hash of the question, hexadecimal. */
  readonly askedHash: string;
  readonly askedBy: AskedBy;
  readonly matter: string;
  readonly purpose: string;
  readonly edition: string;
  readonly recordIds: readonly string[];
  readonly candidateIds: readonly string[];
  readonly coverageAt: Date;
};

/** Uses that may wait for their commit. Beyond it a question is refused, since an answer without its row is none. */
export const MOST_WAITING = 20_000;
/** Uses in one transaction, unless one request alone has more. */
const MOST_TOGETHER = 2_000;

type Waiting = OnATrip<readonly Use[], ReadonlySet<string>>;

/**
 * The durable use log in group commit: while one transaction is under way, what comes in waits and goes together in the next.
 * The uses of one request commit together or not at all. A group that failed is written again one request at a time: had it been committed
 * all the same, its ids are not new, and the same is said again.
 */
export class UseLog {
  readonly #pools: Pools;
  #waiting: Waiting[] = [];
  #count = 0;
  #underWay = false;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  /**
   * Resolves when the uses are durable, with the ids that were new; one that is missing was written by the same request before.
   * @throws {Refusal} busy `check.log_full`
   */
  write(uses: readonly Use[]): Promise<ReadonlySet<string>> {
    if (this.#count + uses.length > MOST_WAITING) {
      return Promise.reject(new Refusal('busy', 'check.log_full', { most: MOST_WAITING }));
    }
    this.#count += uses.length;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked: uses, resolve, reject });
      // Whoever asks in the same turn goes along.
      if (this.#waiting.length === 1) setImmediate(() => this.#leave());
    });
  }

  #leave(): void {
    if (this.#underWay || this.#waiting.length === 0) return;
    this.#underWay = true;
    const group = this.#next();
    const uses = group.reduce((sum, { asked }) => sum + asked.length, 0);
    void shareTrip(
      group,
      (asked) => this.#commit(asked),
      () => this.#back(uses),
    );
  }

  /** Written in one transaction; whoever is on it finds its own ids in the one answer. */
  async #commit(asked: readonly (readonly Use[])[]): Promise<ReadonlySet<string>[]> {
    const written = await insertUses(this.#pools, asked.flat());
    return asked.map(() => written);
  }

  /** The next group is written while these are answered. */
  #back(uses: number): void {
    this.#count -= uses;
    this.#underWay = false;
    this.#leave();
  }

  #next(): Waiting[] {
    const together = new Set<string>();
    let taken = 0;
    for (const { asked: uses } of this.#waiting) {
      // The same request sent twice at once: the second waits, and is told what the first was.
      const again = uses.some(({ id }) => together.has(id));
      if (taken > 0 && (again || together.size + uses.length > MOST_TOGETHER)) break;
      for (const { id } of uses) together.add(id);
      taken += 1;
    }
    return this.#waiting.splice(0, taken);
  }
}

async function insertUses(pools: Pools, uses: readonly Use[]): Promise<ReadonlySet<string>> {
  const rows = uses.map((use) => ({
    id: use.id,
    subject_id: use.subjectId,
    at: use.at,
    organ_id: use.organId,
    organ_path: use.organPath,
    account_id: use.accountId,
    post_id: use.postId,
    asked_hash: use.askedHash,
    asked_by: use.askedBy,
    matter: use.matter,
    purpose: use.purpose,
    edition: use.edition,
    record_ids: use.recordIds,
    candidate_ids: use.candidateIds,
    coverage_at: use.coverageAt,
  }));
  return sealedTrip(pools, async (client, seal) => {
    const { rows: written } = await client.query<{ check_log: string }>({
      name: 'check_log',
      text: `with vouched as (insert into journal_seals (tx, seal) values (pg_current_xact_id(), $3)) select check_log($1, $2)`,
      values: [[...new Set(uses.map(({ organPath }) => organPath))], JSON.stringify(rows), seal],
    });
    return new Set(written.map(({ check_log }) => check_log));
  });
}

/** One transaction with the seal by which the log's keeper knows its rows for the program's: its number is asked for as it begins. */
async function sealedTrip<T>(pools: Pools, work: (client: PoolClient, seal: Buffer) => Promise<T>): Promise<T> {
  const client = await pools.appPool.connect();
  try {
    const begun = (await client.query(
      `begin; select pg_current_xact_id()::text as number, set_config('zhengming.purpose', 'check', true)`,
    )) as unknown as readonly QueryResult<{ number: string }>[];
    const written = await work(client, pools.origin.seal(sealed(begun[1]!.rows[0]!.number)));
    await client.query('commit');
    client.release();
    return written;
  } catch (error) {
    // Whatever was under way ends with its connection.
    client.release(true);
    throw error;
  }
}
