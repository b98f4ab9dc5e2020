import type { PoolClient, QueryResult } from 'pg';
import type { Pools, Purpose } from './db.ts';
import { sealed } from './seal-store.ts';

/**
 * One transaction for a purpose, with the seal by which the log's keeper knows its rows for the program's: its number is asked for as it
 * begins, so that `work` can write rows and seal in one statement.
 */
export async function sealedTrip<T>(
  pools: Pools,
  purpose: Purpose,
  work: (client: PoolClient, seal: Buffer) => Promise<T>,
): Promise<T> {
  const client = await pools.appPool.connect();
  try {
    const begun = (await client.query(
      `begin; select pg_current_xact_id()::text as number, set_config('zhengming.purpose', '${purpose}', true)`,
    )) as unknown as readonly QueryResult<{ number: string }>[];
    const written = await work(client, pools.origin.seal(sealed(begun[1]!.rows[0]!.number)));
    await client.query('commit');
    client.release();
    return written;
  } catch (error) {
    // Whatever was under way ends with its connection.
    client.release(true);
    throw error;
  }
}
