import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { Origin } from '../../ground/platform/origin.ts';
import { sealTransaction } from '../../ground/platform/seal-store.ts';
import type { SealedTrips } from '../../ground/platform/sealed-trip-store.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    screening_uses: {
      id: string;
      way: 'queries' | 'file' | 'prefixes';
      at: Date;
      organ_id: string;
      organ_path: string;
      account_id: string;
      post_id: string;
      asked_hash: Buffer;
      asked: number;
      matter: string;
      purpose: string;
      edition: string;
      candidate_ids: string[];
    };
  }
}

/** One request: who looked for how many, for what, and whom the answers named. What was asked stands here only as a keyed hash. */
export type ScreeningUse = {
  readonly id: string;
  readonly way: 'queries' | 'file' | 'prefixes';
  readonly at: Date;
  readonly organId: string;
  readonly organPath: string;
  readonly accountId: string;
  readonly postId: string;
  readonly askedHash: Buffer;
  readonly asked: number;
  readonly matter: string;
  readonly purpose: string;
  readonly edition: string;
  readonly candidateIds: readonly string[];
};

const columnsOf = (use: ScreeningUse) => ({
  id: use.id,
  way: use.way,
  at: use.at,
  organ_id: use.organId,
  organ_path: use.organPath,
  account_id: use.accountId,
  post_id: use.postId,
  asked_hash: use.askedHash,
  asked: use.asked,
  matter: use.matter,
  purpose: use.purpose,
  edition: use.edition,
  candidate_ids: [...use.candidateIds],
});

/**
 * Writes the use down; the same request sent again finds its own row.
 * @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else
 */
export async function insertScreeningUse(tx: Tx, origin: Origin, use: ScreeningUse): Promise<void> {
  const written = await tx
    .insertInto('screening_uses')
    .values(columnsOf(use))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  if (written.length > 0) await sealTransaction(tx, origin);
  else if (!(await isItsOwn(tx, use))) throw new Refusal('conflict', 'request.key_reused');
}

/** Whether the row that has the id says that the same was asked. */
async function isItsOwn(tx: Tx, { id, askedHash }: ScreeningUse): Promise<boolean> {
  const before = await tx.selectFrom('screening_uses as u').select('u.asked_hash').where('u.id', '=', id).execute();
  return before.some(({ asked_hash: known }) => known.equals(askedHash));
}

/** The same for uses of many requests in one transaction. @returns of each whether the row is its own */
export async function logScreeningUses(
  pools: Pools,
  trips: SealedTrips,
  uses: readonly ScreeningUse[],
): Promise<boolean[]> {
  const askers = new Map(
    uses.map(({ organPath, accountId }) => [`${organPath} ${accountId}`, { organPath, accountId }]),
  );
  const organs = [...askers.values()].map(({ organPath }) => organPath);
  const accounts = [...askers.values()].map(({ accountId }) => accountId);
  const rows = uses.map((use) => ({ ...columnsOf(use), asked_hash: use.askedHash.toString('hex') }));
  const ids = await trips.go<{ screening_log: string }>((seal) => ({
    name: 'screening_log',
    text: `with vouched as (insert into journal_seals (tx, seal) values (pg_current_xact_id(), $4)) select screening_log($1, $2, $3)`,
    values: [organs, accounts, JSON.stringify(rows), seal],
  }));
  const written = new Set(ids.map(({ screening_log: id }) => id));
  return Promise.all(uses.map((use) => written.has(use.id) || wasItsOwn(pools, use)));
}

function wasItsOwn(pools: Pools, use: ScreeningUse): Promise<boolean> {
  const { accountId, organPath } = use;
  return inContext(pools.app, { purpose: 'work', accountId, organPath }, (tx) => isItsOwn(tx, use));
}
