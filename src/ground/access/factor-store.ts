import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { KnownPasskey } from './passkey.ts';

declare module '../platform/db.ts' {
  interface Tables {
    'auth.totp_secrets': {
      account_id: string;
      sealed: Buffer;
      mark: Buffer | null;
      created_at: Date;
      confirmed_at: Date | null;
      last_step: number;
    };
    'auth.passkeys': {
      id: string;
      account_id: string;
      label: string;
      credential_id: string;
      public_key: Buffer;
      counter: number;
      transports: string[];
      rp_id: string;
      created_at: Date;
      used_at: Date | null;
    };
    'auth.backup_codes': { code_hash: Buffer; account_id: string; created_at: Date; used_at: Date | null };
    'auth.passkey_challenges': {
      challenge: string;
      account_id: string;
      purpose: 'register' | 'prove';
      origin: string;
      expires_at: Date;
    };
  }
}

/** What an account has enrolled, for the person themselves. */
export async function factorsOf(tx: Tx, accountId: string) {
  const totp = await tx
    .selectFrom('auth.totp_secrets as t')
    .select('t.confirmed_at')
    .where('t.account_id', '=', accountId)
    .where('t.confirmed_at', 'is not', null)
    .executeTakeFirst();
  const passkeys = await tx
    .selectFrom('auth.passkeys as k')
    .select(['k.id', 'k.label', 'k.created_at', 'k.used_at'])
    .where('k.account_id', '=', accountId)
    .orderBy('k.created_at')
    .execute();
  const left = await tx
    .selectFrom('auth.backup_codes as c')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('c.account_id', '=', accountId)
    .where('c.used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { totpSince: totp?.confirmed_at ?? undefined, passkeys, backupCodesLeft: Number(left.left) };
}

/** Locks the secret, confirmed or not. */
export async function lockTotp(tx: Tx, accountId: string) {
  return tx
    .selectFrom('auth.totp_secrets as t')
    .select(['t.sealed', 't.mark', 't.confirmed_at', 't.last_step'])
    .where('t.account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
}

/** A new secret takes the place of one that was never confirmed; a confirmed one must be removed first. */
export async function saveNewTotp(
  tx: Tx,
  accountId: string,
  { sealed, mark }: { readonly sealed: Buffer; readonly mark: Buffer },
  at: Date,
): Promise<void> {
  await tx
    .deleteFrom('auth.totp_secrets')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .execute();
  await tx
    .insertInto('auth.totp_secrets')
    .values({ account_id: accountId, sealed, mark, created_at: at, confirmed_at: null, last_step: 0 })
    .execute();
}

export async function saveTotpStep(tx: Tx, accountId: string, step: number, confirmedAt: Date): Promise<void> {
  await tx
    .updateTable('auth.totp_secrets')
    .set({ last_step: step, confirmed_at: confirmedAt })
    .where('account_id', '=', accountId)
    .execute();
}

/** Factors that are gone, by the keys under which the log knows them. One that was never confirmed it does not know. */
export type GoneFactors = { readonly source: 'passkeys' | 'totp_secrets'; readonly keys: readonly string[] };

const TOTP_KEY = sql`t.account_id || '/' || extract(epoch from t.created_at)`;

/** Undefined where there was none. */
export async function deleteTotp(tx: Tx, accountId: string): Promise<GoneFactors | undefined> {
  const { rows } = await sql<{ key: string; confirmed: boolean }>`
    delete from auth.totp_secrets as t where t.account_id = ${accountId}
    returning ${TOTP_KEY} as key, t.confirmed_at is not null as confirmed`.execute(tx);
  if (rows.length === 0) return undefined;
  return { source: 'totp_secrets', keys: rows.filter(({ confirmed }) => confirmed).map(({ key }) => key) };
}

export async function listPasskeys(tx: Tx, accountId: string, rpId: string): Promise<KnownPasskey[]> {
  const rows = await tx
    .selectFrom('auth.passkeys as k')
    .select(['k.credential_id', 'k.public_key', 'k.counter', 'k.transports'])
    .where('k.account_id', '=', accountId)
    .where('k.rp_id', '=', rpId)
    .execute();
  return rows.map(({ credential_id, public_key, counter, transports }) => ({
    credentialId: credential_id,
    publicKey: public_key,
    counter,
    transports,
  }));
}

/** Locks the passkey of that credential at that host. */
export async function lockPasskey(tx: Tx, accountId: string, credentialId: string, rpId: string) {
  const row = await tx
    .selectFrom('auth.passkeys as k')
    .select(['k.credential_id', 'k.public_key', 'k.counter', 'k.transports'])
    .where('k.account_id', '=', accountId)
    .where('k.credential_id', '=', credentialId)
    .where('k.rp_id', '=', rpId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const { public_key: publicKey, counter, transports } = row;
  return { credentialId, publicKey, counter, transports } satisfies KnownPasskey;
}

export async function insertPasskey(
  tx: Tx,
  passkey: KnownPasskey & { id: string; accountId: string; label: string; rpId: string },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('auth.passkeys')
    .values({
      id: passkey.id,
      account_id: passkey.accountId,
      label: passkey.label,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      rp_id: passkey.rpId,
      created_at: at,
      used_at: null,
    })
    .execute();
}

export async function savePasskeyUse(tx: Tx, credentialId: string, counter: number, at: Date): Promise<void> {
  await tx
    .updateTable('auth.passkeys')
    .set({ counter, used_at: at })
    .where('credential_id', '=', credentialId)
    .execute();
}

/** Undefined where there is no such passkey of the account. */
export async function deletePasskey(tx: Tx, accountId: string, id: string): Promise<GoneFactors | undefined> {
  const done = await tx
    .deleteFrom('auth.passkeys')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n ? { source: 'passkeys', keys: [id] } : undefined;
}

/** Every secret that counts and has a mark. */
export async function listMarkedTotp(tx: Tx) {
  const { rows } = await sql<{ key: string; accountId: string; sealed: Buffer; mark: Buffer }>`
    select ${TOTP_KEY} as key, t.account_id as "accountId", t.sealed, t.mark from auth.totp_secrets as t
    where t.confirmed_at is not null and t.mark is not null order by 1`.execute(tx);
  return rows;
}

/** New codes take the place of all earlier ones, used or not. */
export async function saveBackupCodes(tx: Tx, accountId: string, hashes: readonly Buffer[], at: Date): Promise<void> {
  await tx.deleteFrom('auth.backup_codes').where('account_id', '=', accountId).execute();
  const rows = hashes.map((code_hash) => ({ code_hash, account_id: accountId, created_at: at, used_at: null }));
  await tx.insertInto('auth.backup_codes').values(rows).execute();
}

/** Uses a code up. Answers whether it was there to be used. */
export async function saveBackupCodeUsed(tx: Tx, accountId: string, hash: Buffer, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('auth.backup_codes')
    .set({ used_at: at })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Also clears away what nobody answered in time. */
export async function saveChallenge(
  tx: Tx,
  challenge: { challenge: string; accountId: string; purpose: 'register' | 'prove'; origin: string; expiresAt: Date },
  at: Date,
): Promise<void> {
  const { challenge: text, accountId, purpose, origin, expiresAt } = challenge;
  await tx
    .deleteFrom('auth.passkey_challenges')
    .where('account_id', '=', accountId)
    .where('expires_at', '<', at)
    .execute();
  await tx
    .insertInto('auth.passkey_challenges')
    .values({ challenge: text, account_id: accountId, purpose, origin, expires_at: expiresAt })
    .execute();
}

/** Takes a challenge away: it is answered once. Undefined when there is none such, or it is too old. */
export async function takeChallenge(
  tx: Tx,
  asked: { challenge: string; accountId: string; purpose: 'register' | 'prove' },
  at: Date,
): Promise<{ origin: string } | undefined> {
  const row = await tx
    .deleteFrom('auth.passkey_challenges')
    .where('challenge', '=', asked.challenge)
    .where('account_id', '=', asked.accountId)
    .where('purpose', '=', asked.purpose)
    .returning(['origin', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > at ? { origin: row.origin } : undefined;
}

/** Nothing is left: when a person comes anew with a code on paper. */
export async function deleteFactors(tx: Tx, accountId: string): Promise<readonly GoneFactors[]> {
  const totp = await deleteTotp(tx, accountId);
  const passkeys = await tx.deleteFrom('auth.passkeys').where('account_id', '=', accountId).returning('id').execute();
  await tx.deleteFrom('auth.backup_codes').where('account_id', '=', accountId).execute();
  return [...(totp ? [totp] : []), { source: 'passkeys', keys: passkeys.map(({ id }) => id) }];
}
