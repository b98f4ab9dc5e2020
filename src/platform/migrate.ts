import { readdirSync, readFileSync } from 'node:fs';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

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

/**
 * Brings a database to the newest schema: all outstanding files in one transaction, under a lock, forward only.
 * Answers the names of those it ran.
 * @throws {Refusal} busy `start.newer_schema`: the database was made by a later version of this program
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 2 }) }),
  });
  try {
    const known = readMigrations();
    const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
    const done = await migrator.getMigrations().catch((error: unknown) => {
      if (String(error).includes('missing')) throw new Refusal('busy', 'start.newer_schema', { reason: String(error) });
      throw error;
    });
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
