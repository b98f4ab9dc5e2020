import { sql } from 'kysely';
import { newId } from '../kernel/id.ts';
import type { Tx } from '../platform/db.ts';
import type { Context } from './context.ts';

/**
 * Writes down, in the act that takes them away, which rows of `source` are gone: the log answers for them and would name them as removed. No
 * key, no row.
 */
export async function noteRemoved(
  tx: Tx,
  { now, edition }: Context,
  removed: { readonly source: string; readonly keys: readonly string[]; readonly basis?: readonly string[] },
): Promise<void> {
  const { source, keys, basis = [] } = removed;
  if (keys.length === 0) return;
  await sql`insert into log_removals (id, source, keys, removed_at, basis, edition)
    values (${newId(now().getTime())}, ${source}, ${[...keys]}, ${now()}, ${[...basis]}, ${edition})`.execute(tx);
}
