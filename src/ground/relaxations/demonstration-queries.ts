import { sql } from 'kysely';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Pools } from '../platform/db.ts';

/**
 * What is loosened for a demonstration (a clock that can be set, no second factor, passwords that are printed) never counts for a database
 * that was founded for real: it holds accounts, and none of them is one of a demonstration.
 * @throws {Refusal} conflict `start.not_a_demonstration`
 */
export async function refuseUnlessDemonstration(pools: Pools): Promise<void> {
  const { rows } = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    sql<{ real: boolean }>`select exists (select from accounts where kind = 'person')
      and not exists (select from auth.users where demonstration) as real`.execute(tx),
  );
  if (rows[0]?.real === true) throw new Refusal('conflict', 'start.not_a_demonstration');
}
