import type pg from 'pg';

/** Keeps a nonce until it is worth nothing; false: it was there already. What has run out goes on the way. */
export async function keepNonce(
  pool: pg.Pool,
  { keyId, nonce, until }: { readonly keyId: string; readonly nonce: string; readonly until: Date },
  at: Date,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'program_nonce',
    text: `with over as (delete from auth.program_nonces where key_id = $1 and until < $4)
      insert into auth.program_nonces (key_id, nonce, until) values ($1, $2, $3) on conflict do nothing`,
    values: [keyId, nonce, until, at],
  });
  return rowCount === 1;
}
