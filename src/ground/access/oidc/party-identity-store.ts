import type pg from 'pg';
import { newId } from '../../kernel/id.ts';
import type { PlainDate } from '../../kernel/plain-date.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';
import type { Capacity } from '../party-session-store.ts';
import type { Identity } from './identity-store.ts';

// Rows of migration 0611; a link only ever ends.
declare module '../../platform/db.ts' {
  interface Tables {
    'auth.party_identities': {
      id: string;
      account_id: string;
      issuer: string;
      subject: string;
      linked_at: Date;
      ended_at: Date | null;
    };
  }
}

/** @throws {Refusal} conflict `access.identity_linked`: the account is linked already */
export async function insertPartyIdentity(tx: Tx, accountId: string, identity: Identity, at: Date): Promise<void> {
  const { issuer, subject } = identity;
  const id = newId(at.getTime());
  const done = await tx
    .insertInto('auth.party_identities')
    .values({ id, account_id: accountId, issuer, subject, linked_at: at, ended_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'access.identity_linked');
}

/** Ends the link of an account; answers whether there was one. */
export async function endPartyIdentity(tx: Tx, accountId: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('auth.party_identities')
    .set({ ended_at: at })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Since when an account is linked; undefined: it is not. */
export async function findOwnIdentity(tx: Tx, accountId: string): Promise<{ linkedAt: Date } | undefined> {
  return tx
    .selectFrom('auth.party_identities as i')
    .select('i.linked_at as linkedAt')
    .where('i.account_id', '=', accountId)
    .where('i.ended_at', 'is', null)
    .executeTakeFirst();
}

/** A party for whom somebody acts, as it is chosen after the provider's word. */
export type PartyOfIdentity = {
  readonly accountId: string;
  readonly party: string;
  readonly partyKind: 'organisation' | 'individual_business' | 'person';
  readonly capacity: Capacity;
};

/** The accounts of parties that may sign in by that identity, the one that was linked first first. */
export async function listPartiesOfIdentity(
  pool: pg.Pool,
  { issuer, subject }: Identity,
  { demonstration, today }: { readonly demonstration: boolean; readonly today: PlainDate },
): Promise<PartyOfIdentity[]> {
  const { rows } = await pool.query<PartyOfIdentity>(
    `select account_id as "accountId", party, party_kind as "partyKind", capacity
    from auth.parties_of_identity($1, $2, $3, $4)`,
    [issuer, subject, demonstration, today],
  );
  return rows;
}
