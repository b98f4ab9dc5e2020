import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { openDatabase } from './database.ts';
import { asRole } from './database-urls.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

// A cluster of its own: opening a database of one's own sets the passwords of roles that all databases share.
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-own-'));
let server: EmbeddedPostgres;

async function run(statement: string, database = 'postgres'): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlOf(database) });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  server = await startEmbeddedPostgres(home, { fsync: 'off' });
  await run(`CREATE ROLE bureau LOGIN CREATEROLE PASSWORD 'of the bureau'`);
  await run(`CREATE ROLE guest LOGIN PASSWORD 'of the guest'`);
  await run('CREATE DATABASE bureau OWNER bureau');
  await run('CREATE DATABASE guest OWNER guest');
  await run(`CREATE DATABASE builtin LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C' TEMPLATE template0`);
  await run(`CREATE DATABASE ascii ENCODING SQL_ASCII LOCALE 'C' TEMPLATE template0`);
});
afterAll(async () => {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function refusalCode(owner: string): Promise<string> {
  try {
    await (await openDatabase(home, { owner, app: undefined, intake: undefined })).stop();
    return 'opened';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('a database whose owner is no superuser but may create roles is migrated and served', async () => {
  const owner = asRole(server.urlOf('bureau'), 'bureau', 'of the bureau');
  const opened = await openDatabase(home, { owner, app: undefined, intake: undefined });
  expect(opened.migrated.length).toBeGreaterThan(4);
  for (const [role, url] of [
    ['zhengming_app', opened.urls.app],
    ['zhengming_intake', opened.urls.intake],
  ] as const) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    expect((await client.query('SELECT current_user AS name')).rows[0].name).toBe(role);
    await client.end();
  }
  const second = await openDatabase(home, { owner, app: undefined, intake: undefined });
  expect(second.migrated).toEqual([]);
  expect(second.urls).toEqual(opened.urls);
});

test.each(['app', 'intake'] as const)(
  'a program that would serve as the owner, whom no rule for rows binds, does not start: %s',
  async (role) => {
    const owner = asRole(server.urlOf('bureau'), 'bureau', 'of the bureau');
    const { urls } = await openDatabase(home, { owner, app: undefined, intake: undefined });
    const given = { owner, app: urls.app, intake: urls.intake, [role]: owner };
    await expect(openDatabase(home, given)).rejects.toMatchObject({
      code: 'start.database_other_role',
      facts: { found: 'bureau', wanted: `zhengming_${role}` },
    });
  },
);

test('a serving role that was made to pass row security by does not serve', async () => {
  const owner = asRole(server.urlOf('bureau'), 'bureau', 'of the bureau');
  await run('ALTER ROLE zhengming_app BYPASSRLS');
  expect(await refusalCode(owner)).toBe('start.database_other_role');
  await run('ALTER ROLE zhengming_app NOBYPASSRLS');
  expect(await refusalCode(owner)).toBe('opened');
});

test('an owner without the right to create roles is refused with the reason', async () => {
  expect(await refusalCode(asRole(server.urlOf('guest'), 'guest', 'of the guest'))).toBe('start.database_lacks_rights');
});

test.each(['builtin', 'ascii'])('a database that cannot see Chinese is refused: %s', async (database) => {
  expect(await refusalCode(server.urlOf(database))).toBe('start.database_wrong_locale');
});

test('a refused database is left untouched', async () => {
  const client = new pg.Client({ connectionString: server.urlOf('builtin') });
  await client.connect();
  const { rows } = await client.query(`SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'`);
  await client.end();
  expect(rows).toEqual([]);
});

test.each([
  ['a wrong password', () => asRole(server.urlOf('bureau'), 'bureau', 'wrong'), 'start.database_sign_in'],
  ['a database that is not there', () => server.urlOf('nowhere'), 'start.database_absent'],
  ['nobody listening', () => 'postgresql://u:p@127.0.0.1:1/x', 'start.database_unreachable'],
  ['a host that is not there', () => 'postgresql://u:p@no-such-host.invalid/x', 'start.database_unreachable'],
])('%s is refused with its own sentence', async (_what, url, code) => {
  expect(await refusalCode(url())).toBe(code);
});

test('a database that was restored without its owners is refused with the way to mend it', async () => {
  const owner = asRole(server.urlOf('bureau'), 'bureau', 'of the bureau');
  await run('ALTER TABLE staged_rows OWNER TO bureau', 'bureau');
  expect(await refusalCode(owner)).toBe('start.restored_without_owners');
  await run('ALTER TABLE staged_rows OWNER TO zhengming_intake', 'bureau');
  expect(await refusalCode(owner)).toBe('opened');
});
