import type { Tx } from '../platform/db.ts';
import type { Suite } from './suite.ts';

declare module '../platform/db.ts' {
  interface Tables {
    vault_keys: VaultKeyRow;
  }
}

/** A data key as the database has it: wrapped under the master key, which never stands there. */
export type VaultKeyRow = {
  id: number;
  purpose: 'seal' | 'lookup';
  suite: Suite;
  wrapped: Buffer;
  created_at: Date;
  retired_at: Date | null;
  /** Scope keys made from it need the erasable key of the scope as well. */
  erasable: boolean;
  /** Mark of the master key that wraps it; unknown of keys that were made before it was kept. */
  master: string | null;
};

/** All keys, the oldest first. */
export function listVaultKeys(tx: Tx): Promise<VaultKeyRow[]> {
  return tx
    .selectFrom('vault_keys as k')
    .select(['k.id', 'k.purpose', 'k.suite', 'k.wrapped', 'k.created_at', 'k.retired_at', 'k.erasable', 'k.master'])
    .orderBy('k.id')
    .execute();
}

/** Another process may make the same key in the same moment: the first one counts. */
export async function insertVaultKey(tx: Tx, row: VaultKeyRow): Promise<void> {
  await tx
    .insertInto('vault_keys')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
