import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { SealedTrips } from '../../ground/platform/sealed-trip-store.ts';
import { SharedTrips } from '../../ground/platform/shared-trips.ts';
import type { AskedBy } from './check.ts';

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
  /** Asked by a code that cannot exist; `candidateIds` are then whom the near ones name. */
  readonly faultyCode: boolean;
};

/** Uses that may wait for their commit. Beyond it a question is refused, since an answer without its row is none. */
export const MOST_WAITING = 20_000;
/** Uses in one transaction, unless one request alone has more. */
const MOST_TOGETHER = 2_000;

/** No id twice: the same request sent twice at once waits, and is told what the first was. */
function room(): (uses: readonly Use[]) => boolean {
  const together = new Set<string>();
  return (uses) => {
    const again = uses.some(({ id }) => together.has(id));
    for (const { id } of uses) together.add(id);
    return !again && together.size <= MOST_TOGETHER;
  };
}

/**
 * The durable use log in group commit: while one transaction is under way, what comes in waits and goes together in the next.
 * The uses of one request commit together or not at all. A group that failed is written again one request at a time: had it been committed
 * all the same, its ids are not new, and the same is said again.
 */
export class UseLog {
  readonly #trips: SharedTrips<readonly Use[], ReadonlySet<string>>;
  readonly #sealed: SealedTrips;
  #waiting = 0;

  constructor(pools: Pools) {
    this.#sealed = new SealedTrips(pools, 'check');
    this.#trips = new SharedTrips(async (asked) => {
      // Whoever is on the trip finds its own ids in the one answer.
      const written = await insertUses(this.#sealed, asked.flat());
      return asked.map(() => written);
    }, room);
  }

  /** Uses will be written soon: what they need is begun while their questions are answered. */
  expect(): void {
    this.#sealed.expect();
  }

  /**
   * Resolves when the uses are durable, with the ids that were new; one that is missing was written by the same request before.
   * @throws {Refusal} busy `check.log_full`
   */
  async write(uses: readonly Use[]): Promise<ReadonlySet<string>> {
    if (this.#waiting + uses.length > MOST_WAITING) throw new Refusal('busy', 'check.log_full', { most: MOST_WAITING });
    this.#waiting += uses.length;
    try {
      return await this.#trips.ask(uses);
    } finally {
      this.#waiting -= uses.length;
    }
  }
}

async function insertUses(trips: SealedTrips, uses: readonly Use[]): Promise<ReadonlySet<string>> {
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
    faulty_code: use.faultyCode || null,
  }));
  const organs = [...new Set(uses.map(({ organPath }) => organPath))];
  const written = await trips.go<{ check_log: string }>((seal) => ({
    name: 'check_log',
    text: `with vouched as (insert into journal_seals (tx, seal) values (pg_current_xact_id(), $3)) select check_log($1, $2)`,
    values: [organs, JSON.stringify(rows), seal],
  }));
  return new Set(written.map(({ check_log }) => check_log));
}
