import type pg from 'pg';
import { openFactor, sealFactor } from './factor-seal.ts';

/** What becomes of what rests on the master key and is not the vault's. */
export type Rekeyed = {
  readonly factors: number;
  /** Of another key already, or of none that is known: their owners enrol anew. */
  readonly lostFactors: number;
  readonly codes: number;
  readonly sessions: number;
};

/**
 * Seals the secrets of second factors anew. Codes on paper are kept as hashes under the key alone and cannot be: those that were not used
 * end, and so do the sessions, whose cookies are signed under it. As the owner of the database, in the transaction of the change.
 */
export async function rekeyFactors(owner: pg.ClientBase, from: Buffer, to: Buffer): Promise<Rekeyed> {
  const { rows } = await owner.query<{ account: string; sealed: Buffer }>(
    'select account_id as account, sealed from auth.totp_secrets for update',
  );
  let factors = 0;
  let lostFactors = 0;
  for (const { account, sealed } of rows) {
    const secret = openFactor(from, account, sealed);
    if (!secret) {
      if (!openFactor(to, account, sealed)) lostFactors += 1;
      continue;
    }
    await owner.query('update auth.totp_secrets set sealed = $2 where account_id = $1', [
      account,
      sealFactor(to, account, secret),
    ]);
    factors += 1;
  }
  const codes = await owner.query('delete from auth.backup_codes where used_at is null');
  const sessions = await owner.query('delete from auth.sessions');
  return { factors, lostFactors, codes: codes.rowCount ?? 0, sessions: sessions.rowCount ?? 0 };
}
