import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';

/** Keeps the segments that no backup has yet, however long that takes (max_slot_wal_keep_size sets the bound). */
const SLOT = 'zhengming_backup';

export type ServerPlace = { readonly cluster: string; readonly system: string; readonly segmentBytes: number };

/** A session of the superuser: a backup begins and ends in one. */
export async function inSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the statement that runs into it tells
  try {
    await client.connect();
  } catch {
    throw new Refusal('busy', 'backup.not_running');
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function one<T>(client: pg.Client, statement: string, values: unknown[] = []): Promise<T> {
  const { rows } = await client.query(statement, values);
  return rows[0] as T;
}

export function placeOf(client: pg.Client): Promise<ServerPlace> {
  return one(
    client,
    `select current_setting('data_directory') as cluster, s.system_identifier::text as system,
       pg_size_bytes(current_setting('wal_segment_size'))::int as "segmentBytes" from pg_control_system() as s`,
  );
}

export type Kept = {
  /** The first segment that the server still keeps for us. */
  readonly segment: string;
  /** It keeps them only since now: nobody has asked it before, or it gave up for want of space. */
  readonly fresh: boolean;
};

/** Has the server keep its log ahead until it is in the backup. */
export async function firstKept(client: pg.Client): Promise<Kept> {
  const { rows } = await client.query<{ status: string }>(
    'select wal_status as status from pg_replication_slots where slot_name = $1',
    [SLOT],
  );
  const status = rows[0]?.status;
  const fresh = status === undefined || status === 'lost';
  if (status === 'lost') await client.query('select pg_drop_replication_slot($1)', [SLOT]);
  if (fresh) await client.query('select pg_create_physical_replication_slot($1, true)', [SLOT]);
  // Of a position at the very end of a segment pg_walfile_name names the one before.
  const kept = await one<{ segment: string }>(
    client,
    'select pg_walfile_name(restart_lsn + 1) as segment from pg_replication_slots where slot_name = $1',
    [SLOT],
  );
  return { ...kept, fresh };
}

/** What lies before is in the backup and may go. */
export async function letGo(client: pg.Client, upTo: string): Promise<void> {
  await client.query('select pg_replication_slot_advance($1, $2::pg_lsn)', [SLOT, upTo]);
}

export async function begin(client: pg.Client, label: string): Promise<{ lsn: string; segment: string }> {
  return one(
    client,
    'select lsn::text, pg_walfile_name(lsn) as segment from pg_backup_start($1, fast => true) as lsn',
    [label],
  );
}

/** The end; the segment that holds it is complete afterwards. */
export async function end(client: pg.Client): Promise<{ lsn: string; label: string; segment: string }> {
  return one(
    client,
    `select s.lsn::text, s.labelfile as label, pg_walfile_name(s.lsn) as segment
     from pg_backup_stop(wait_for_archive => false) as s`,
  );
}

/** Completes the segment that is being written. Answers where the log stands and the first segment that is not complete. */
export async function completeSegment(client: pg.Client): Promise<{ lsn: string; open: string }> {
  await client.query('select pg_switch_wal()');
  return one(client, 'select l::text as lsn, pg_walfile_name(l + 1) as open from pg_current_wal_insert_lsn() as l');
}

/** Has recovery ended, so that the cluster takes writes again? */
export async function isRecovered(client: pg.Client): Promise<boolean> {
  return (await one<{ done: boolean }>(client, 'select not pg_is_in_recovery() as done')).done;
}

/** Until when the recovered cluster knows what was committed; undefined where it replayed no commit. */
export async function recoveredUpTo(client: pg.Client): Promise<Date | undefined> {
  const { at } = await one<{ at: Date | null }>(client, 'select pg_last_xact_replay_timestamp() as at');
  return at ?? undefined;
}

export async function setSuperuserPassword(client: pg.Client, password: string): Promise<void> {
  await client.query(`alter role current_user password ${client.escapeLiteral(password)}`);
}

/** Reads every row of every table whole. Answers how many tables and rows that were. */
export async function readEverything(client: pg.Client): Promise<{ tables: number; rows: number }> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_toast' order by 1`,
  );
  let rows = 0;
  for (const { name } of tables) {
    const { n } = await one<{ n: string }>(client, `select count(hashtextextended(t::text, 0)) as n from ${name} as t`);
    rows += Number(n);
  }
  return { tables: tables.length, rows };
}

/** Every head of the verifiable log that the database has. */
export async function headsOf(client: pg.Client): Promise<{ size: number; root: Buffer; note: string }[]> {
  const { rows } = await client.query<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from log_checkpoints order by size',
  );
  return rows.map(({ size, ...head }) => ({ ...head, size: Number(size) }));
}

/** How the archive of an external server stands (pg_stat_archiver). */
export type Archive = {
  readonly mode: string;
  readonly archived: number;
  readonly lastAt: Date | null;
  readonly failed: number;
  readonly lastFailedAt: Date | null;
};

export async function archiveOf(client: pg.Client): Promise<Archive> {
  return one(
    client,
    `select current_setting('archive_mode') as mode, a.archived_count::int as archived, a.last_archived_time as "lastAt",
       a.failed_count::int as failed, a.last_failed_time as "lastFailedAt" from pg_stat_archiver as a`,
  );
}
