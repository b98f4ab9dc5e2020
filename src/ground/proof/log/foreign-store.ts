import { sql } from 'kysely';
import { newId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Origin } from '../../platform/origin.ts';
import { longAgo, sealed } from '../../platform/seal-store.ts';

/** The form of the list of sources since which every act is sealed. */
export const SEALED_FORM = 4;

/**
 * Of the entries at the positions from `after` (not counted) to `upTo` (counted): those that the program did not write. Whoever put them in had a
 * transaction without a seal, or named one of the program's in which the row was not written. What came before the entry by which this
 * installation began to seal is taken as it was found.
 */
export async function findForeignEntries(tx: Tx, origin: Origin, after: number, upTo: number): Promise<string[]> {
  const { rows } = await sql<{ tx: string; seals: Buffer[]; strays: string[] }>`
    select j.tx::text as tx, array(select s.seal from journal_seals as s where s.tx = j.tx) as seals,
      coalesce(array_agg(j.id) filter (where j.xmin <> j.tx::xid or ${longAgo(sql`j.tx`)}), '{}') as strays
    from journal_positions as p join journal as j on j.id = p.entry_id
    where p.position > ${after} and p.position <= ${upTo}
      and j.tx > (select min(e.tx) from journal as e where e.deed = 'log.adopt' and e.version >= ${SEALED_FORM})
    group by j.tx`.execute(tx);
  const foreign = new Set<string>();
  for (const { tx: number, seals, strays } of rows) {
    const own = seals.some((seal) => origin.holds(sealed(number), seal));
    for (const id of own ? strays : await entriesOf(tx, number)) foreign.add(id);
  }
  return [...foreign];
}

async function entriesOf(tx: Tx, number: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select j.id from journal as j where j.tx = ${number}::xid8`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Writes down what was met, each once. */
export async function noteForeignEntries(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await sql`insert into log_foreign_rows (id, source, key, position, account_id, organ_path, found_at)
    select x.id, 'journal', j.id::text, p.position, j.account_id, j.organ_path, ${at}
    from unnest(${[...ids]}::uuid[], ${ids.map(() => newId(at.getTime()))}::uuid[]) as x (entry, id)
    join journal as j on j.id = x.entry join journal_positions as p on p.entry_id = j.id
    on conflict (source, key) do nothing`.execute(tx);
}
