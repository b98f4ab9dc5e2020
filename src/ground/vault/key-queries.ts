import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import { findMasterChange } from './master-key-store.ts';
import type { Suite } from './suite.ts';

export type KeyLine = {
  readonly id: number;
  readonly purpose: 'seal' | 'lookup';
  readonly suite: Suite;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
  readonly askedBy: string | null;
  /** Something still lies under it: it is in use, or on its way out. */
  readonly holds: boolean;
};

/** The keys of the vault, the newest first; what they are stays wrapped. Read as the system: sealed values of every organ count. */
export async function listKeyLines(tx: Tx): Promise<KeyLine[]> {
  const { rows } = await sql<KeyLine>`
    select k.id, k.purpose, k.suite, k.created_at as "createdAt", k.retired_at as "retiredAt", a.display_name as "askedBy",
      exists (select from sealed_values as v where v.key_id = k.id) or exists (select from sealed_files as f where f.key_id = k.id) as holds
    from vault_keys as k left join vault_rotations_done as d on d.key_id = k.id
    left join vault_rotations as r on r.id = d.rotation_id left join accounts as a on a.id = r.asked_by
    order by k.id desc limit 200`.execute(tx);
  return rows;
}

/** A new key was asked for, and the worker has not made it yet. */
export async function isKeyAsked(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from vault_rotations as r
    where not exists (select from vault_rotations_done as d where d.rotation_id = r.id) limit 1`.execute(tx);
  return rows.length > 0;
}

/** The newest change of the master key that was proposed, by names. */
export async function findMasterChangeLine(tx: Tx): Promise<
  | {
      readonly id: string;
      readonly fromMark: string;
      readonly toMark: string;
      readonly organPath: string;
      readonly proposerId: string;
      readonly proposedBy: string;
      readonly proposedAt: Date;
      readonly outcome: 'change' | 'keep' | null;
      readonly doneAt: Date | null;
    }
  | undefined
> {
  const change = await findMasterChange(tx);
  if (!change) return undefined;
  const { proposedBy: proposerId, ...rest } = change;
  const { display_name: proposedBy } = await tx
    .selectFrom('accounts as a')
    .select('a.display_name')
    .where('a.id', '=', proposerId)
    .executeTakeFirstOrThrow();
  return { ...rest, proposerId, proposedBy };
}
