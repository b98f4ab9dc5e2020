import type pg from 'pg';
import type { Identity } from './identity-store.ts';

/** The account of an identity that may sign in; undefined: linked to nobody, ended, or locked. */
export async function findLinkedAccount(
  pool: pg.Pool,
  { issuer, subject }: Identity,
  demonstration: boolean,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string | null }>('select auth.account_of_identity($1, $2, $3) as id', [
    issuer,
    subject,
    demonstration,
  ]);
  return rows[0]?.id ?? undefined;
}
