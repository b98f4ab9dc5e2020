import pg from 'pg';
import { expect } from 'vitest';
import type { TestDatabase } from './database.ts';

/** What the log answers for, in the journal and out of it. */
export const TAMPERED_TABLES = [
  'journal',
  'journal_positions',
  'journal_sequencings',
  'log_rows',
  'log_checkpoints',
  'records',
  'record_versions',
  'subjects',
  'subject_keys',
  'subject_names',
  'record_classifications',
  'quarantine_decisions',
  'batches',
  'publications',
  'publication_terms',
  'publication_withdrawals',
  'publication_reviews',
  'publication_redactions',
  'publication_releases',
  'publication_refusals',
  'program_keys',
  'program_secrets',
  'program_terms',
] as const;

/**
 * Lets `statement` run as a superuser with every trigger and foreign key out of the way, then `look`s, then puts everything back
 * as it was. Several statements may come in one.
 */
export async function tamper<T>(database: TestDatabase, statement: string, look: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  await client.query('set session_replication_role = replica');
  for (const table of TAMPERED_TABLES) await client.query(`create temporary table keep_${table} as table ${table}`);
  try {
    const results = [await client.query(statement)].flat();
    expect(results.every(({ rowCount }) => (rowCount ?? 0) > 0)).toBe(true);
    return await look();
  } finally {
    for (const table of TAMPERED_TABLES) {
      const { rows } = await client.query<{ columns: string }>(
        `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
         where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      );
      const columns = rows[0]!.columns;
      await client.query(`delete from ${table}`);
      await client.query(
        `insert into ${table} (${columns}) overriding system value select ${columns} from keep_${table}`,
      );
    }
    await client.end();
  }
}
