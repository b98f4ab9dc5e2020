/** The demonstration many times over: each row of what grows, with its relations, under ids of its own. As the superuser, since finished rows need no checks. */
import pg from 'pg';

/** One for the whole house, or kept as files and proofs that no copy has: their ids stay as they are in whatever is copied. */
const ONCE =
  /^(organs|accounts|posts?|post_holdings|departures|kysely_.*|law_.*|log_.*|vault_keys|vault_rotation.*|master_.*|setting_.*|access_.*|program_(keys|secrets|terms)|duty_.*|interest_.*|calendar_.*|reminder_.*|recall_(officers|end_runs)|journal_(cursors|seals|sequencings)|procedure_(states|moves)|list_domain.*|retention_runs|publication_term_runs|visibility_.*|staged_rows|requests|sealed_file.*|subject_keys|inspectors|inspector_ends|feed_readings)$/;
/** Nothing else refers to their rows, so that there may be more of them than copies of the rest. */
const ALONE = /^(check_uses|screening_uses|sealed_looks|program_uses|quarantine|batches)$/;
const LEAST_ROWS = 20_000;
/** Told by their hour: each copy is from another one. */
const BY_HOUR = /^(journal|check_uses|screening_uses|sealed_looks|program_uses|batches)$/;
/** Names something of the house, whatever it is called there. */
const OF_THE_HOUSE = /organ|account|post|_by$|key_id|^(appointed|receiver|recipient)/;

type Column = { readonly name: string; readonly type: string; readonly keys: readonly boolean[] };

/** What stands in a column of the nth copy. `alone`: a unique index in which no id of the copy's own stands holds this column. */
function copied({ name, type }: Column, table: string, alone: boolean): string {
  if (type === 'uuid') return `pg_temp.copied(r.${name}, n)`;
  if (type === 'uuid[]') return `array(select pg_temp.copied(u, n) from unnest(r.${name}) as u)`;
  if (type === 'timestamp with time zone' && BY_HOUR.test(table)) return `r.${name} - n * interval '73 minutes'`;
  if (!alone) return `r.${name}`;
  if (/^(bigint|integer)$/.test(type)) return `r.${name} + n * (select max(x.${name}) from ${table} as x)::bigint`;
  if (type === 'bytea') return `sha256(r.${name} || n::text::bytea)`;
  return type === 'text' ? `r.${name} || n` : `r.${name}`;
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select quote_ident(a.attname) as name, format_type(a.atttypid, null) as type,
       array(select true from pg_index as i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any (i.indkey)
         and not exists (select from pg_attribute as k where k.attrelid = a.attrelid and k.attnum = any (i.indkey)
           and format_type(k.atttypid, null) = 'uuid' and k.attname !~ $2)) as keys
     from pg_attribute as a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [table, OF_THE_HOUSE.source],
  );
  return rows;
}

/** What a text must look like (a code of verification, a mark) no copy keeps to. */
async function dropChecks(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(conname) as name from pg_constraint where contype = 'c' and conrelid = $1::regclass",
    [table],
  );
  for (const { name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
}

async function copyTable(client: pg.Client, table: string, copies: number): Promise<number> {
  const columns = await columnsOf(client, table);
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  const { n: there } = rows[0]!;
  const times = ALONE.test(table) ? Math.max(copies, Math.ceil(LEAST_ROWS / Math.max(there, 1))) : copies;
  const { rowCount } = await client.query(
    `insert into ${table} (${columns.map(({ name }) => name)}) overriding system value
     select ${columns.map((column) => copied(column, table, column.keys.length > 0))} from ${table} as r, generate_series(1, ${times}) as n
     on conflict do nothing`,
  );
  return rowCount ?? 0;
}

const COPIED = `create function pg_temp.copied(id uuid, n int) returns uuid language sql stable as
  $$ select case when exists (select from kept as k where k.id = $1) then $1
    else overlay(overlay(md5($1::text || n) placing '8' from 13) placing '8' from 17)::uuid end $$`;

/** Every table that grows, so often. */
export async function copyWorld(url: string, copies: number, said: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`);
    const { rows } = await client.query<{ name: string; ided: boolean }>(
      `select c.relname as name, exists (select from pg_attribute as a where a.attrelid = c.oid and a.attname = 'id'
         and a.atttypid = 'uuid'::regtype) as ided
       from pg_class as c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`,
    );
    const once = rows.filter(({ name }) => ONCE.test(name));
    const ids = once.filter(({ ided }) => ided).map(({ name }) => `select id from ${name}`);
    await client.query(`create temp table kept as ${ids.join(' union ')}`);
    await client.query('create index on kept (id)');
    await client.query(COPIED);
    for (const { name } of rows.filter((table) => !ONCE.test(table.name))) {
      const began = performance.now();
      await dropChecks(client, name);
      const added = await copyTable(client, name, copies);
      if (added > 0) said(`${name}: ${added} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await client.end();
  }
}

/** What goes with such rows in life: where the journal stands, a secret for each party, review and release of each publication. */
const BESIDE = `
  update journal_sequencings set last_position = (select max(p.position) from journal_positions as p)
    where last_position = (select max(q.last_position) from journal_sequencings as q);
  insert into vault_scopes (id, salt) select s.id, sha256(s.id::text::bytea) from subjects as s on conflict do nothing;
  insert into publication_reviews (id, subject_id, record_id, version, submitted_by, reviewed_by, reviewed_kind, reviewed_at,
      confidentiality_checked, organ_path)
    select p.id, p.subject_id, p.record_id, 1, p.submitted_by, '00000000-0000-8000-8000-0000000000aa', 'person', p.decided_at, true, p.organ_path from publications as p
    where not exists (select from publication_releases as l where l.publication_id = p.id);
  insert into publication_releases (publication_id, subject_id, record_id, version, review_id, submitted_by, reviewed_by, released_by,
      released_kind, released_at, organ_path)
    select p.id, p.subject_id, p.record_id, 1, p.id, p.submitted_by, '00000000-0000-8000-8000-0000000000aa', p.decided_by, 'person', p.decided_at, p.organ_path
    from publications as p where not exists (select from publication_releases as l where l.publication_id = p.id)`;

/** Brings those in, and from now on the server tells the plan of whatever takes long. */
export async function tellPlans(url: string, slowMs: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = off');
    await client.query(BESIDE);
    await client.query('vacuum analyze');
    for (const [key, value] of Object.entries({
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': slowMs,
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_format': 'json',
      'auto_explain.log_nested_statements': 'on',
    }))
      await client.query(`alter database zhengming set ${key} = '${value}'`);
  } finally {
    await client.end();
  }
}
