import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { orElse } from '../../platform/or-else.ts';
import type { PlacedDigest } from './log-queries.ts';
import { ROW_SOURCES } from './row-source-queries.ts';
import { rowKey } from './row-tie-queries.ts';

/** Which form of the list of sources the entries up to `size` adopted; 1 where none did. */
export async function adoptedForm(tx: Tx, size: number): Promise<number> {
  const { rows } = await sql<{ form: number }>`
    select coalesce(max(j.version), 1) as form from journal as j join journal_positions as p on p.entry_id = j.id
    where j.deed = 'log.adopt' and p.position <= ${size}`.execute(tx);
  return rows[0]!.form;
}

/**
 * Takes down, once for each form of the list of sources, every row that was there before the log answered for its table, as it is found:
 * the entry at `position` vouches for them from now on. Rows whose own entry is still on its way are left to it.
 */
export async function adoptRows(tx: Tx, position: number, upTo: number): Promise<PlacedDigest[]> {
  const known = await adoptedForm(tx, position - 1);
  const form = await adoptedForm(tx, position);
  const taken: PlacedDigest[] = [];
  for (const { name, rows: query, since = 1, changing } of ROW_SOURCES) {
    if (since <= known || since > form) continue;
    const { rows } = await sql<PlacedDigest>`
      insert into log_rows (position, source, key, digest)
      select ${position}, ${name}, ${changing ? sql`r.key || '@' || ${position}::text` : sql`r.key`},
        sha256(sha256(s.salt || uuid_send(j.id)) || convert_to(r.content::text, 'UTF8'))
      from journal as j join journal_positions as p on p.entry_id = j.id and p.position = ${position}
        join vault_scopes as s on s.id = ${orElse('j.subject_id', 'j.organ_id')}, (${query}) as r
      where not exists (select from log_rows as l where l.source = ${name} and ${rowKey(sql`l.key`)} = r.key)
        and not exists (select from journal as e left join journal_positions as q on q.entry_id = e.id
          where e.tx::xid = r.tx and (q.position is null or q.position > ${upTo}))
      on conflict (source, key) do nothing
      returning position, source, key, digest`.execute(tx);
    taken.push(...rows);
  }
  return taken;
}
