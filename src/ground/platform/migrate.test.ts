import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { migrate } from './migrate.ts';

const database = testDatabase();

test('a migrated database has nothing left to migrate', async () => {
  expect(await migrate(database.urls.owner)).toEqual([]);
});

test.each(['app', 'intake'] as const)('the %s role without a context sees no row of any table', async (role) => {
  const client = new pg.Client({ connectionString: database.urls[role] });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
     and has_table_privilege(oid, 'select')`,
  );
  for (const { name } of rows) {
    const found = await client.query(`select count(*)::int as n from ${name}`);
    expect([name, found.rows[0].n]).toEqual([name, 0]);
  }
  expect(rows.length).toBeGreaterThan(0);
  await client.end();
});

test('row-level security is on for every table that the application or intake may touch', async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query(
    `select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity
     and (has_table_privilege('zhengming_app', oid, 'select, insert, update, delete')
       or has_table_privilege('zhengming_intake', oid, 'select, insert, update, delete'))`,
  );
  await client.end();
  expect(rows).toEqual([]);
});

test('every policy asks its context once a statement and not once a row', async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query<{ name: string; told: string }>(
    `select p.polrelid::regclass || '.' || p.polname as name,
       concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid)) as told from pg_policy as p`,
  );
  await client.end();
  const asked = /\( SELECT (context_\w+|in_purpose|in_context)\([^()]*\) AS \w+\)/g;
  expect(rows.length).toBeGreaterThan(0);
  expect(
    rows.filter(({ told }) => /context|in_purpose/.test(told.replaceAll(asked, ''))).map(({ name }) => name),
  ).toEqual([]);
});

test('a file that comes between those that an installation has run is run', async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  await client.query(`DROP TABLE service_outcomes, service_events, service_documents, services, service_consent_ends, service_consents
    CASCADE`);
  await client.query(`DROP FUNCTION service_is_whole, procedure_step_follows_service, is_sent_to_party, file_sent_to_party,
    service_sent_to_party, text_sent_to_party CASCADE`);
  await client.query("DELETE FROM public.kysely_migration WHERE name = '0301_service'");
  await client.end();
  expect(await migrate(database.urls.owner)).toEqual(['0301_service']);
});
