import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/**
 * Before which transaction everything that has an entry is in the log, as far as transactions are over: those that have no place yet, or
 * a place after the newest head, are the first that are not. Undefined before the first entry has its place.
 */
export async function loggedBefore(tx: Tx): Promise<string | undefined> {
  // As a value: under row-level security no index is read by a COALESCE, and the planner takes what it does not know for a third of all.
  const { rows: heads } = await sql<{
    size: number;
  }>`select coalesce(max(c.size), 0) as size from log_checkpoints as c`.execute(tx);
  const { rows } = await sql<{ before: string | null }>`
    select least(pg_snapshot_xmin(pg_current_snapshot()), placed.before, (select min(j.tx) from journal_positions as p
      join journal as j on j.id = p.entry_id
      where p.position > ${heads[0]!.size}))::text as before
    from (select pg_snapshot_xmin(s.seen) as before from journal_sequencings as s order by s.last_position desc limit 1) as placed`.execute(
    tx,
  );
  return rows[0]?.before ?? undefined;
}

/** Lets go of some seals of transactions before that one; answers how many. */
export async function dropSpentSeals(tx: Tx, before: string, most: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select drop_spent_seals(${before}::xid8, ${most}) as gone`.execute(tx);
  return rows[0]!.gone;
}

/** The earlier of two transactions. */
export const earlierOf = (one: string, other: string): string => (BigInt(one) < BigInt(other) ? one : other);
