import { randomUUID } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import './account-store.ts';

/** Takes the place of an earlier invitation that nobody used. @throws {Refusal} conflict `access.username_taken` */
export async function saveInvitation(
  tx: Tx,
  invitation: { codeHash: Buffer; accountId: string; username: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  const {
    codeHash: code_hash,
    accountId: account_id,
    username,
    createdAt: created_at,
    expiresAt: expires_at,
  } = invitation;
  const taken = await tx
    .selectFrom('auth.users as u')
    .select('u.id')
    .where('u.username', '=', username)
    .where('u.id', '<>', account_id)
    .executeTakeFirst();
  const promised = await tx
    .selectFrom('auth.invitations as i')
    .select('i.account_id')
    .where('i.username', '=', username)
    .where('i.account_id', '<>', account_id)
    .where('i.redeemed_at', 'is', null)
    .executeTakeFirst();
  if (taken || promised) throw new Refusal('conflict', 'access.username_taken');
  await tx
    .deleteFrom('auth.invitations')
    .where('account_id', '=', account_id)
    .where('redeemed_at', 'is', null)
    .execute();
  await tx
    .insertInto('auth.invitations')
    .values({ code_hash, account_id, username, created_at, expires_at, redeemed_at: null })
    .execute();
}

/** Locks the invitation of a code. @throws {Refusal} unauthenticated `access.invitation_refused`: unknown, used, or too old */
export async function lockInvitation(
  tx: Tx,
  codeHash: Buffer,
  at: Date,
): Promise<{ accountId: string; username: string }> {
  const row = await tx
    .selectFrom('auth.invitations as i')
    .select(['i.account_id', 'i.username'])
    .where('i.code_hash', '=', codeHash)
    .where('i.redeemed_at', 'is', null)
    .where('i.expires_at', '>', at)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('unauthenticated', 'access.invitation_refused');
  return { accountId: row.account_id, username: row.username };
}

export async function saveRedeemed(tx: Tx, codeHash: Buffer, at: Date): Promise<void> {
  await tx.updateTable('auth.invitations').set({ redeemed_at: at }).where('code_hash', '=', codeHash).execute();
}

/** Gives an account its name and password, new or in place of the old ones, and ends every session of it. */
export async function saveCredential(
  tx: Tx,
  user: { accountId: string; username: string; passwordHash: string; demonstration: boolean },
  at: Date,
): Promise<void> {
  const { accountId: id, username, passwordHash: password, demonstration } = user;
  const email = `${id}@sign-in.invalid`;
  await tx
    .insertInto('auth.users')
    .values({ id, username, email, demonstration, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ username, demonstration, updated_at: at }))
    .execute();
  await tx
    .insertInto('auth.credentials')
    .values({
      id: randomUUID(),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'provider_id']).doUpdateSet({ password, updated_at: at }))
    .execute();
  await endSessions(tx, id);
}

export async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('auth.sessions').where('user_id', '=', accountId).execute();
}

export async function findCredential(tx: Tx, accountId: string) {
  return tx
    .selectFrom('auth.credentials as c')
    .innerJoin('auth.users as u', 'u.id', 'c.user_id')
    .select(['u.username', 'u.demonstration', 'c.password'])
    .where('c.user_id', '=', accountId)
    .where('c.provider_id', '=', 'credential')
    .executeTakeFirst();
}
