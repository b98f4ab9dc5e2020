import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';

declare module '../../platform/db.ts' {
  interface Tables {
    'auth.identities': {
      change_id: string;
      account_id: string;
      issuer: string;
      subject: string;
      linked_at: Date;
      ended_at: Date | null;
    };
  }
}

export type Identity = { readonly issuer: string; readonly subject: string };

/** @throws {Refusal} conflict `access.identity_linked`: the identity, or the account at that provider, is linked already */
export async function insertIdentity(
  tx: Tx,
  identity: Identity & { readonly accountId: string; readonly changeId: string },
  at: Date,
): Promise<void> {
  const { changeId: change_id, accountId: account_id, issuer, subject } = identity;
  const done = await tx
    .insertInto('auth.identities')
    .values({ change_id, account_id, issuer, subject, linked_at: at, ended_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'access.identity_linked');
}

/** Ends the links of an account; answers how many. */
export async function endIdentities(tx: Tx, accountId: string, at: Date): Promise<number> {
  const done = await tx
    .updateTable('auth.identities')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
