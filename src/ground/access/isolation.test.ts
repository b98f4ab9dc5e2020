import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, type TestOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { act } from '../audit/index.ts';
import type { Actor } from '../kernel/actor.ts';

const database = testDatabase();
type As = 'owner' | 'app' | 'intake';
const clients = {} as Record<As, pg.Client>;
let city: TestOrgan;
let county: TestOrgan;
let neighbour: TestOrgan;
let clerk: Actor;
let stranger: Actor;

beforeAll(async () => {
  for (const role of ['owner', 'app', 'intake'] as const) {
    clients[role] = new pg.Client({ connectionString: database.urls[role] });
    await clients[role].connect();
  }
  city = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  county = await makeOrgan(database.urls.owner, '1.3.');
  neighbour = await makeOrgan(database.urls.owner, '1.30.');
  clerk = await makeActor(database.urls.owner, county, 'clerk');
  stranger = await makeActor(database.urls.owner, neighbour, 'clerk');
  for (const actor of [clerk, stranger]) {
    await act(contextFor(actor, database.pools), async () => ({
      result: null,
      deed: 'record.read',
      object: { kind: 'record', id: randomUUID() },
    }));
  }
});
afterAll(() => Promise.all(Object.values(clients).map((client) => client.end())));

type Seen = { purpose: string; account?: string; path?: string };
/** One statement in a transaction with a context, rolled back. Answers its rows, or the SQLSTATE it was refused with. */
async function attempt(
  role: As,
  context: Seen | undefined,
  text: string,
  values: unknown[] = [],
): Promise<unknown[] | string> {
  const client = clients[role];
  await client.query('begin');
  try {
    if (context) {
      const { purpose, account = '', path = '' } = context;
      await client.query(
        `select set_config('zhengming.purpose', $1, true), set_config('zhengming.account', $2, true),
           set_config('zhengming.organ_path', $3, true)`,
        [purpose, account, path],
      );
    }
    return (await client.query(text, values)).rows;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
  }
}
const DENIED = '42501';
const working = (actor: Actor): Seen => ({ purpose: 'work', account: actor.accountId, path: actor.organPath });
const SYSTEM: Seen = { purpose: 'system' };

test.each([
  'update journal set deed = deed',
  'delete from journal',
  'truncate journal',
  'update journal_positions set position = position',
  'delete from journal_positions',
  'update sealed_looks set account_id = account_id',
  'delete from sealed_looks',
  'alter table journal disable trigger all',
  'alter table journal no force row level security',
  'drop table journal',
])('neither serving role may: %s', async (text) => {
  for (const role of ['app', 'intake'] as const) {
    expect([role, await attempt(role, SYSTEM, text)]).toEqual([role, DENIED]);
  }
});

test.each(['update journal set deed = deed', 'delete from journal', 'truncate journal'])(
  'not even the owner gets past the trigger by mistake: %s',
  async (text) => {
    expect(await attempt('owner', undefined, text)).toBe(DENIED);
  },
);

test('without a context the application sees nothing and writes nothing', async () => {
  expect(await attempt('app', undefined, 'select * from accounts')).toEqual([]);
  expect(await attempt('app', undefined, 'select * from journal')).toEqual([]);
  const insert = `insert into accounts (id, kind, display_name, state, created_at) values ($1, 'person', '某员', 'active', now())`;
  expect(await attempt('app', undefined, insert, [randomUUID()])).toBe(DENIED);
  expect(await attempt('app', undefined, `update posts set role = 'administrator' returning id`)).toEqual([]);
});

test("an officer sees the journal of the own organ and below, never a neighbour's with a like number", async () => {
  const own = await attempt('app', working(clerk), 'select distinct organ_path from journal');
  expect(own).toEqual([{ organ_path: '1.3.' }]);
  const all = await attempt(
    'app',
    { ...working(clerk), path: city.path },
    'select distinct organ_path from journal order by 1',
  );
  expect(all).toEqual([{ organ_path: '1.3.' }, { organ_path: '1.30.' }]);
});

test('an entry in the name of somebody else, or of another organ, is refused', async () => {
  const text = `insert into journal (id, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, basis, edition)
    values ($1, now(), $2, $3, $4, $5, 'record.read', 'record', $1, '{}', 'none')`;
  const entry = (accountId: string, path: string) => [randomUUID(), accountId, clerk.postId, clerk.organId, path];
  expect(await attempt('app', working(clerk), text, entry(clerk.accountId, '1.3.'))).toEqual([]);
  expect(await attempt('app', working(clerk), text, entry(stranger.accountId, '1.3.'))).toBe(DENIED);
  expect(await attempt('app', working(clerk), text, entry(clerk.accountId, '1.30.'))).toBe(DENIED);
});

test('an officer cannot give posts, keys or accounts at a foreign organ', async () => {
  const me = working(clerk);
  const post = `insert into posts (id, organ_id, role, title, title_en) values ($1, $2, 'clerk', '岗位', 'Post')`;
  expect(await attempt('app', me, post, [randomUUID(), county.id])).toEqual([]);
  expect(await attempt('app', me, post, [randomUUID(), neighbour.id])).toBe(DENIED);
  // Giving takes two people whatever the organ (changes.test.ts); taking away does not, and stays at the own organ.
  const hold = `insert into post_holdings (account_id, post_id, since) values ($1, $2, '2027-01-01')`;
  expect(await attempt('app', me, hold, [clerk.accountId, stranger.postId])).toBe('23514');
  const end = `update post_holdings set until = '2027-01-01' where post_id = $1 returning post_id`;
  expect(await attempt('app', me, end, [clerk.postId])).toEqual([{ post_id: clerk.postId }]);
  expect(await attempt('app', me, end, [stranger.postId])).toEqual([]);
  const key = `insert into program_keys (hash, account_id, post_id, label, created_at, expires_on)
    values (sha256('x'), $1, $2, 'x', now(), '2027-01-01')`;
  expect(await attempt('app', me, key, [clerk.accountId, stranger.postId])).toBe('23514');
  const account = `insert into accounts (id, kind, display_name, state, created_at, keeper_id) values ($1, 'person', '某员', 'active', now(), $2)`;
  expect(await attempt('app', me, account, [randomUUID(), county.id])).toEqual([]);
  expect(await attempt('app', me, account, [randomUUID(), neighbour.id])).toBe(DENIED);
});

test('a check for another organ reads no journal and writes no account', async () => {
  const asking = { ...working(clerk), purpose: 'check' };
  expect(await attempt('app', asking, 'select id from journal')).toEqual([]);
  expect(await attempt('app', asking, `update accounts set state = 'locked' returning id`)).toEqual([]);
});

test('the portal sees neither accounts nor posts nor the journal', async () => {
  for (const table of ['accounts', 'posts', 'post_holdings', 'program_keys', 'journal', 'requests']) {
    expect([table, await attempt('app', { purpose: 'portal' }, `select * from ${table}`)]).toEqual([table, []]);
  }
});

test('the intake role has no way into sign-in', async () => {
  const tables = await attempt(
    'owner',
    undefined,
    `select table_name as name from information_schema.tables where table_schema = 'auth'`,
  );
  expect(tables.length).toBeGreaterThan(0);
  for (const { name } of tables as { name: string }[]) {
    expect([name, await attempt('intake', SYSTEM, `select * from auth.${name}`)]).toEqual([name, DENIED]);
  }
  expect(await attempt('intake', SYSTEM, `select auth.actor_of_session('x', '2026-03-09', now())`)).toBe(DENIED);
  expect(await attempt('intake', SYSTEM, `select auth.program_of('x', null, '2026-03-09', now())`)).toBe(DENIED);
  expect(await attempt('intake', SYSTEM, 'select * from program_keys')).toBe(DENIED);
});

test('the intake role cannot write down a decision of any kind', async () => {
  const tables = (await attempt(
    'owner',
    undefined,
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('decided_by', 'adopted_by') and table_name in
       (select relname from pg_class where relkind in ('r', 'p'))`,
  )) as { name: string }[];
  expect(tables.map(({ name }) => name)).toContain('law_adoptions');
  const may = `select has_table_privilege('zhengming_intake', $1, 'insert, update, delete')
    or has_any_column_privilege('zhengming_intake', $1, 'insert, update') as may`;
  for (const { name } of tables) {
    expect([name, await attempt('owner', undefined, may, [`public.${name}`])]).toEqual([name, [{ may: false }]]);
  }
});

test('only the owner changes the shape of the database', async () => {
  for (const role of ['app', 'intake'] as const) {
    for (const text of [
      'create table mine (id integer)',
      'create table auth.mine (id integer)',
      'create schema mine',
      'alter table accounts add column mine integer',
      'drop policy journal_read on journal',
      'alter table journal disable row level security',
      'create role mine',
      'set role postgres',
    ]) {
      expect([role, text, await attempt(role, SYSTEM, text)]).toEqual([role, text, DENIED]);
    }
  }
});

test('the serving roles are no superusers, do not bypass row-level security, and own only what moves rows', async () => {
  const rows = await attempt(
    'owner',
    undefined,
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname like 'zhengming%' order by 1`,
  );
  const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
  expect(rows).toEqual([
    { rolname: 'zhengming_app', ...plain },
    { rolname: 'zhengming_intake', ...plain },
  ]);
  const owned = await attempt(
    'owner',
    undefined,
    `select relname as name, pg_get_userbyid(relowner) as owner from pg_class
     where relkind in ('r', 'p') and pg_get_userbyid(relowner) like 'zhengming%'`,
  );
  expect((owned as { name: string; owner: string }[]).filter(({ owner }) => owner === 'zhengming_app')).toEqual([]);
  for (const { name } of owned as { name: string }[]) expect(name).toMatch(/^staged/);
});

test('a fresh installation holds no account, no password and no invitation', async () => {
  for (const table of ['auth.users', 'auth.credentials', 'auth.sessions', 'auth.invitations', 'program_keys']) {
    expect([table, await attempt('owner', undefined, `select count(*)::int as n from ${table}`)]).toEqual([
      table,
      [{ n: 0 }],
    ]);
  }
});

test('a post of administration and one of business never meet in one account, whoever writes them', async () => {
  const administrator = await makeActor(database.urls.owner, county, 'administrator');
  const hold = `insert into post_holdings (account_id, post_id, since) values ($1, $2, '2020-01-01')`;
  expect(await attempt('owner', undefined, hold, [administrator.accountId, clerk.postId])).toBe('23514');
  expect(await attempt('owner', undefined, hold, [clerk.accountId, stranger.postId])).toEqual([]);
});
