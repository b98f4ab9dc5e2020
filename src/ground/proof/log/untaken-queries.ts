import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { JournalRow } from './leaf.ts';
import { type Seen, unseenIn } from './seen-queries.ts';
import { SLACK, SLACK_MS, TAKE, TAKEN, type TakenSource } from './taken-source-queries.ts';

/** The newest form of the list of sources that was ever adopted, in the log already or on its way; 1 where none was. */
export async function newestForm(tx: Tx): Promise<number> {
  const { rows } = await sql<{ form: number }>`
    select coalesce(max(j.version), 1) as form from journal as j where j.deed = 'log.adopt'`.execute(tx);
  return rows[0]!.form;
}

/** How far the rows are seen once the takings among `entries` have been dealt with; undefined where there is none among them. */
export async function findSeen(tx: Tx, entries: readonly Pick<JournalRow, 'deed' | 'at'>[]): Promise<Seen | undefined> {
  const times = entries.filter(({ deed }) => deed === TAKE).map(({ at }) => Date.parse(at));
  if (times.length === 0) return undefined;
  const { rows } = await sql<{ below: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as below`.execute(
    tx,
  );
  return { below: rows[0]!.below, upTo: new Date(Math.max(...times) + SLACK_MS) };
}

/** Since when rows wait: the last taking, the minute before it looked at again. */
async function waitingSince(tx: Tx): Promise<string> {
  const { rows } = await sql<{ since: string }>`
    select (coalesce(max(e.at), '-infinity') - ${SLACK})::text as since from journal as e
    where e.deed in ('log.adopt', 'log.take')`.execute(tx);
  return rows[0]!.since;
}

/** OFFSET keeps it a look-up a row by the whole key: before its first statistics the planner would read all that was ever taken. */
async function hasUntakenOf(tx: Tx, source: TakenSource, since: string, seen: Seen | undefined): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from (${source.rows}) as r
    where ${source.at ? sql`r.at >= ${since}::timestamptz` : sql`true`} and ${unseenIn(source, seen)}
      and not exists (select from log_rows as l where l.source = ${source.name} and l.key = r.key offset 0)
      and not exists (select from log_foreign_rows as f where f.source = ${source.name} and f.key = r.key offset 0)) as found`.execute(
    tx,
  );
  return rows[0]!.found;
}

/** Whether any row without an entry of its own waits to be taken down; what is `seen` does not. */
export async function hasUntaken(tx: Tx, seen?: Seen): Promise<boolean> {
  const since = await waitingSince(tx);
  for (const source of TAKEN) if (await hasUntakenOf(tx, source, since, seen)) return true;
  return false;
}
