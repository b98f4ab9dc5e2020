import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { TAKEN, type TakenSource } from './taken-source-queries.ts';

/** The newest form of the list of sources that was ever adopted, in the log already or on its way; 1 where none was. */
export async function newestForm(tx: Tx): Promise<number> {
  const { rows } = await sql<{ form: number }>`
    select coalesce(max(j.version), 1) as form from journal as j where j.deed = 'log.adopt'`.execute(tx);
  return rows[0]!.form;
}

/** Rows since the last taking that the log has not got, the minute before it looked at again. */
async function hasUntakenOf(tx: Tx, { table, key, at }: TakenSource): Promise<boolean> {
  const recent = sql`t.${sql.ref(at ?? 'id')} >= (select coalesce(max(e.at), '-infinity') from journal as e
    where e.deed in ('log.adopt', 'log.take')) - interval '1 minute'`;
  const { rows } = await sql<{ found: boolean }>`select exists (select from ${sql.table(table)} as t
    where ${at ? recent : sql`true`}
      and not exists (select from log_rows as l where l.source = ${table} and l.key = t.${sql.ref(key)}::text)) as found`.execute(
    tx,
  );
  return rows[0]!.found;
}

/** Whether any row without an entry of its own waits to be taken down. */
export async function hasUntaken(tx: Tx): Promise<boolean> {
  for (const source of TAKEN) if (await hasUntakenOf(tx, source)) return true;
  return false;
}
