import { readdirSync, readFileSync } from 'node:fs';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);

function readMigrations(): Record<string, Migration> {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return Object.fromEntries(
    files.map((file) => [
      file.replace(/[.]sql$/, ''),
      {
        up: (db) =>
          sql
            .raw(readFileSync(new URL(file, FOLDER), 'utf8'))
            .execute(db)
            .then(() => undefined),
      },
    ]),
  );
}

/** Names that the database says it has run, ours or a later version's. */
async function executedNames(db: Kysely<unknown>): Promise<string[]> {
  const { rows: tables } = await sql`select 1 where to_regclass('public.kysely_migration') is not null`.execute(db);
  if (tables.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from public.kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Brings a database to the newest schema: all outstanding files in one transaction, under a lock, forward only.
 * Answers the names of those it ran.
 * @throws {Refusal} busy `start.newer_schema`: the database was made by a later version of this program
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // One that the server closes while it ends is nobody's failure; one in use fails its statement.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
  });
  try {
    const known = readMigrations();
    // Files are numbered by area, so that one may come between those that an installation has run.
    const provider = { getMigrations: async () => known };
    const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
    const unknown = (await executedNames(db)).filter((name) => !(name in known));
    if (unknown.length > 0) throw new Refusal('busy', 'start.newer_schema', { unknown });
    const done = await migrator.getMigrations();
    if (done.every((migration) => migration.executedAt)) return [];
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

/** Gives the two serving roles their passwords. They are the program's own affair: nobody types them. */
export async function setRolePasswords(ownerUrl: string, passwords: { app: string; intake: string }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`ALTER ROLE zhengming_app PASSWORD ${client.escapeLiteral(passwords.app)}`);
    await client.query(`ALTER ROLE zhengming_intake PASSWORD ${client.escapeLiteral(passwords.intake)}`);
  } finally {
    await client.end();
  }
}
