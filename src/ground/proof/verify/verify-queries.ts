import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { orElse } from '../../platform/or-else.ts';
import { fixForms } from '../log/log-store.ts';
import type { RowSource } from '../log/row-tie-queries.ts';
import { rowKey, tieOf } from '../log/row-tie-queries.ts';
import type { Finding } from './finding.ts';

/** One unchanging view of the whole database, for as long as the walk takes. */
export function inSnapshot<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('zhengming.purpose', 'system', true)`.execute(tx);
      await fixForms(tx);
      return work(tx);
    });
}

/** Entries and their places: gaps, places of nothing, entries that the sequencer passed over because they were not there. */
export async function checkPositions(tx: Tx): Promise<Finding[]> {
  const { rows: gaps } = await sql<Finding>`
    select 'removed' as finding, 'journal_positions' as "table", n::text as key, n as position
    from generate_series(1, (select max(s.last_position) from journal_sequencings as s)) as n
    where not exists (select from journal_positions as p where p.position = n)`.execute(tx);
  const { rows: empty } = await sql<Finding>`
    select 'removed' as finding, 'journal' as "table", p.entry_id::text as key, p.position
    from journal_positions as p where not exists (select from journal as j where j.id = p.entry_id)
    order by p.position`.execute(tx);
  const { rows: beyond } = await sql<Finding>`
    select 'inserted' as finding, 'journal_positions' as "table", p.position::text as key, p.position
    from journal_positions as p where p.position > (select max(s.last_position) from journal_sequencings as s)
    order by p.position`.execute(tx);
  const { rows: slipped } = await sql<Finding>`
    select 'inserted' as finding, 'journal' as "table", j.id::text as key
    from journal as j, (select s.seen from journal_sequencings as s order by s.last_position desc limit 1) as last
    where pg_visible_in_snapshot(j.tx, last.seen)
      and not exists (select from journal_positions as p where p.entry_id = j.id)`.execute(tx);
  return [...gaps, ...empty, ...beyond, ...slipped];
}

/** How many entries wait to be taken into the log. */
export async function countPending(tx: Tx, size: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from journal as j
    where not exists (select from journal_positions as p where p.entry_id = j.id and p.position <= ${size})`.execute(
    tx,
  );
  return rows[0]!.n;
}

/**
 * The salt that digests of the entry `j` were made with. Where the scope was erased since, it is gone, and the digest says
 * nothing any more; the leaf that holds it does.
 */
const SALT_OF_THEN = sql`s.id = ${orElse('j.subject_id', 'j.organ_id')} and (s.erased_tx is null or j.tx > s.erased_tx)`;

/**
 * Keys of rows that an act took away and said so: of such as outlived their term, those that the log had taken down before it. What was
 * written into the table of removals by hand is named itself, and excuses nothing.
 */
const letGo = ({ name }: RowSource, size: number) => sql`
  select distinct on (k.key) k.key, x.taken_before from log_removals as x cross join lateral unnest(x.keys) as k (key)
  where x.source = ${name} and (
    exists (select from log_rows as l where l.source = 'log_removals' and l.key = x.id::text)
    or exists (select from journal as j left join journal_positions as p on p.entry_id = j.id
      where (p.position is null or p.position > ${size}) and j.tx::xid = x.xmin))
  order by k.key, x.taken_before nulls first`;

/**
 * Every row that a source has, against what the log took down of it. A row without a digest is one that came in behind the
 * program's back, unless its entry is still on its way into the log.
 */
export async function checkSource(tx: Tx, source: RowSource, size: number): Promise<Finding[]> {
  const { changing, onItsWay = sql`false` } = source;
  // Of a row that the program changes the newest account counts; while the next is on its way, none does.
  const pending = sql`exists (
    select from journal as j left join journal_positions as p on p.entry_id = j.id
    where (p.position is null or p.position > ${size}) and j.deed ~ ${source.deeds.source} and ${tieOf(source)})`;
  const { rows } = await sql<Finding>`
    with told as (
      select ${changing ? rowKey(sql`l.key`) : sql`l.key`} as key, l.digest, l.position from log_rows as l
      where l.source = ${source.name}),
    newest as (select ${changing ? sql`distinct on (t.key)` : sql``} t.* from told as t
      ${changing ? sql`order by t.key, t.position desc` : sql``}),
    stored as (
      select l.key, l.digest, l.position, j.id, j.at, s.salt
      from newest as l left join journal_positions as p on p.position = l.position
      left join journal as j on j.id = p.entry_id
      left join vault_scopes as s on ${SALT_OF_THEN}),
    let_go as (${letGo(source, size)})
    select case when t.key is null or g.key is not null then 'inserted' when r.key is null then 'removed' else 'changed' end as finding,
      ${source.name}::text as "table", coalesce(t.key, r.key) as key, t.position
    from stored as t full join (${source.rows}) as r on r.key = t.key left join let_go as g on g.key = t.key
    where (r.key is null and (g.key is null or t.at >= g.taken_before))
      or (r.key is not null and g.key is not null)
      or (t.key is null and not ${pending} and not ${onItsWay})
      or (t.digest <> sha256(sha256(t.salt || uuid_send(t.id)) || convert_to(r.content::text, 'UTF8'))
        ${changing ? sql`and not ${pending}` : sql``})
    order by t.position, 3`.execute(tx);
  return rows.map(({ position, ...found }) => ({ ...found, ...(position === null ? {} : { position }) }) as Finding);
}

/** A record without its first version, or without its key: the program writes the three together. */
export async function checkRecords(tx: Tx): Promise<Finding[]> {
  const { rows } =
    await sql<Finding>`select 'inserted' as finding, 'records' as "table", r.id::text as key from records as r
    where not exists (select from record_versions as v where v.subject_id = r.subject_id and v.record_id = r.id)
      and not exists (select from log_rows as l where l.source = 'record_versions' and l.key = r.id || '/1')`.execute(
      tx,
    );
  const { rows: keys } = await sql<Finding>`select case when r.id is null then 'inserted' else 'changed' end as finding,
      'record_keys' as "table", k.record_id::text as key
    from record_keys as k left join records as r on r.id = k.record_id where r.subject_id is distinct from k.subject_id
    union all
    select 'removed', 'record_keys', r.id::text from records as r
    where not exists (select from record_keys as k where k.record_id = r.id)`.execute(tx);
  return [...rows, ...keys];
}

/** Entries whose deed always writes a row, and which brought none into the log: somebody wrote the entry and nothing else. */
export async function checkEntries(tx: Tx, { name, always }: RowSource, size: number): Promise<Finding[]> {
  if (!always) return [];
  const { rows } = await sql<Finding>`
    select 'inserted' as finding, 'journal' as "table", p.position::text as key, p.position
    from journal as j join journal_positions as p on p.entry_id = j.id
    where p.position <= ${size} and j.deed ~ ${always.source}
      and not exists (select from log_rows as l where l.position = p.position and l.source = ${name})
    order by p.position`.execute(tx);
  return rows;
}

/** Entries that the log's keeper met and did not know as the program's own. */
export async function listForeignEntries(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    select 'inserted' as finding, 'journal' as "table", f.position::text as key, f.position
    from log_foreign_rows as f where f.source = 'journal' and exists (select from journal as j where j.id::text = f.key)
    order by f.position`.execute(tx);
  return rows;
}

/** Rows that the log answers for, and those of them whose salt was destroyed. */
export async function countRows(tx: Tx): Promise<{ rows: number; erased: number }> {
  const { rows } = await sql<{ rows: number; erased: number }>`
    select count(*) as rows, count(*) filter (where s.id is null) as erased
    from log_rows as l join journal_positions as p on p.position = l.position join journal as j on j.id = p.entry_id
    left join vault_scopes as s on ${SALT_OF_THEN}`.execute(tx);
  return rows[0]!;
}
