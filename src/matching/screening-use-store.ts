import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import type { Origin } from '../platform/origin.ts';
import { sealTransaction } from '../platform/seal-store.ts';

declare module '../platform/db.ts' {
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

/**
 * Writes the use down; the same request sent again finds its own row.
 * @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else
 */
export async function insertScreeningUse(tx: Tx, origin: Origin, use: ScreeningUse): Promise<void> {
  if ((await insertScreeningUses(tx, origin, [use])).size > 0) throw new Refusal('conflict', 'request.key_reused');
}

/** The same for many, each of its own request. @returns the ids of those whose key belongs to a request that asked something else */
export async function insertScreeningUses(
  tx: Tx,
  origin: Origin,
  uses: readonly ScreeningUse[],
): Promise<ReadonlySet<string>> {
  const rows = uses.map((use) => ({
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
  }));
  const written = await tx
    .insertInto('screening_uses')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  if (written.length > 0) await sealTransaction(tx, origin);
  const isNew = new Set(written.map(({ id }) => id));
  const known = uses.filter(({ id }) => !isNew.has(id));
  if (known.length === 0) return new Set();
  const before = await tx
    .selectFrom('screening_uses as u')
    .select(['u.id', 'u.asked_hash'])
    .where(
      'u.id',
      'in',
      known.map(({ id }) => id),
    )
    .execute();
  const askedBefore = new Map(before.map(({ id, asked_hash }) => [id, asked_hash]));
  return new Set(known.filter(({ id, askedHash }) => !askedBefore.get(id)?.equals(askedHash)).map(({ id }) => id));
}
