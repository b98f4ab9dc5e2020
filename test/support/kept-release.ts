import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';

export type KeptRelease = {
  readonly migrations: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: readonly object[];
  }[];
};

const MIGRATIONS = path.resolve(import.meta.dirname, '../../migrations');

/** What a release left behind (scripts/keep-release.ts). */
export function readRelease(file: string): KeptRelease {
  return JSON.parse(zstdDecompressSync(readFileSync(file)).toString()) as KeptRelease;
}

/** Brings an empty database to where that release had it: its migrations and no others, then its rows. */
export async function asLeftBehind(ownerUrl: string, release: KeptRelease): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const text = (name: string) => readFileSync(path.join(MIGRATIONS, `${name}.sql`), 'utf8');
  const getMigrations = async () =>
    Object.fromEntries(
      release.migrations.map((name) => [
        name,
        {
          up: async (at: Kysely<unknown>) => {
            await sql.raw(text(name)).execute(at);
          },
        },
      ]),
    );
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error) throw error;
  const client = await pool.connect();
  await client.query('set session_replication_role = replica'); // rows come back as they were: nothing is checked or made anew
  for (const { name, columns, rows } of release.tables) {
    await client.query(`delete from ${name}`); // what a migration had put there is among the rows
    const list = columns.map((column) => `"${column}"`).join(', ');
    await client.query(
      `insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, $1)`,
      [JSON.stringify(rows)],
    );
  }
  client.release();
  await db.destroy();
}

/** A data folder with the keys of that release. */
export function homeOf({ keys }: KeptRelease): string {
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-kept-'));
  mkdirSync(path.join(home, 'vault'), { mode: 0o700 });
  for (const [name, content] of Object.entries(keys)) {
    writeFileSync(path.join(home, name), content);
    chmodSync(path.join(home, name), 0o600);
  }
  return home;
}
