import type pg from 'pg';

/** Which work, and of what: the two halves of the key of a PostgreSQL advisory lock. */
export type Task = { readonly kind: number; readonly id: string };

/** Runs the work unless somebody is at the same task, in whatever process; answers whether it ran. */
export async function ifAlone(pool: pg.Pool, { kind, id }: Task, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as mine', [
      kind,
      id,
    ]);
    if (!rows[0]?.mine) return false;
    await work();
    return true;
  } finally {
    await releaseLocks(client);
  }
}

/**
 * Ends a connection that may hold locks. They are given back by word first: the server sees the end of a connection only a
 * moment later, and whoever comes in that moment would be told that somebody is at it.
 */
export async function releaseLocks(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_all()');
  } finally {
    client.release(true);
  }
}
