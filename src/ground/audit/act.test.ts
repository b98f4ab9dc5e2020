import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../access/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import { act, actOnMany } from './act.ts';

const database = testDatabase();
let clerk: Actor;
let stranger: Actor;
beforeAll(async () => {
  clerk = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  stranger = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.2.'), 'clerk');
});

const entryFor = (id: string) => ({ result: id, deed: 'test.touch', object: { kind: 'test', id } });

async function asOwner<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query<Row>(statement, values);
  await client.end();
  return rows;
}

test('a change and its journal entry commit together', async () => {
  const id = randomUUID();
  const { entryId } = await act(contextFor(clerk, database.pools), async () => ({
    ...entryFor(id),
    basis: ['xzcf:48'],
    after: { a: 1 },
  }));
  const [entry] = await asOwner('select * from journal where id = $1', [entryId]);
  expect(entry).toMatchObject({ deed: 'test.touch', object_id: id, account_id: clerk.accountId, basis: ['xzcf:48'] });
});

test('a digest is sha256 of salt, entry id and the content as PostgreSQL writes it', async () => {
  const id = randomUUID();
  const ctx = contextFor(clerk, database.pools);
  const { entryId } = await act(ctx, async () => ({ ...entryFor(id), subjectId: id, after: { b: 2, a: '漯河' } }));
  const [salt] = await asOwner<{ salt: Buffer }>('select salt from vault_scopes where id = $1', [id]);
  const [entry] = await asOwner<{ after_digest: Buffer }>('select after_digest from journal where id = $1', [entryId]);
  const hash = createHash('sha256')
    .update(salt!.salt)
    .update(Buffer.from(entryId.replaceAll('-', ''), 'hex'));
  expect(entry!.after_digest).toEqual(hash.update('{"a": "漯河", "b": 2}').digest());
});

test('a refused step leaves no trace', async () => {
  const id = randomUUID();
  const refused = act(contextFor(clerk, database.pools), async (tx) => {
    await sql`insert into vault_scopes (id, salt) values (${id}, ${Buffer.alloc(16)})`.execute(tx);
    throw new Refusal('rule', 'test.no', {});
  });
  await expect(refused).rejects.toThrow('test.no');
  expect(await asOwner('select 1 from vault_scopes where id = $1', [id])).toEqual([]);
  expect(await asOwner('select 1 from journal where object_id = $1', [id])).toEqual([]);
});

test('the same key twice gives the first answer again and changes nothing', async () => {
  const ctx = { ...contextFor(clerk, database.pools), request: { key: randomUUID(), digest: Buffer.alloc(32, 1) } };
  const ids = [randomUUID(), randomUUID()];
  const both = await Promise.all(ids.map((id) => act(ctx, async () => entryFor(id))));
  expect(both[0]).toEqual(both[1]);
  expect(await asOwner('select 1 from journal where object_id = any ($1)', [ids])).toHaveLength(1);
});

test('a key that was used for something else is refused', async () => {
  const key = randomUUID();
  const ctx = (byte: number) => ({
    ...contextFor(clerk, database.pools),
    request: { key, digest: Buffer.alloc(32, byte) },
  });
  await act(ctx(1), async () => entryFor(randomUUID()));
  await expect(act(ctx(2), async () => entryFor(randomUUID()))).rejects.toThrow('request.key_reused');
});

test('a set is accounted for object by object', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const whole = randomUUID();
  const changes = sql`select o.n::integer as nth, o.id as object_id, 1 as version, null::uuid as subject_id, jsonb_build_object('n', o.n) as after
    from unnest(${ids}::uuid[]) with ordinality as o (id, n)`;
  await actOnMany(contextFor(clerk, database.pools), async () => ({
    ...entryFor(whole),
    each: [{ deed: 'test.made', objectKind: 'thing', changes }],
  }));
  const entries = await asOwner('select deed, after_digest from journal where object_id = any ($1)', [ids]);
  expect(entries).toHaveLength(3);
  expect(entries.every((entry) => entry.after_digest !== null)).toBe(true);
});

test('the entries of a set share one drawn number and lie in the order of their changes', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const whole = randomUUID();
  const changes = sql`select o.n::integer as nth, o.id as object_id, null::integer as version, null::uuid as subject_id, null::jsonb as after
    from unnest(${ids}::uuid[]) with ordinality as o (id, n)`;
  const two = (deed: string) => ({ deed, objectKind: 'thing', changes });
  await actOnMany(contextFor(clerk, database.pools), async () => ({
    ...entryFor(whole),
    each: [two('test.first'), two('test.second')],
  }));
  const entries = await asOwner<{ id: string; deed: string; object_id: string }>(
    'select id, deed, object_id from journal where object_id = any ($1) order by id',
    [ids],
  );
  for (const deed of ['test.first', 'test.second']) {
    const ofOne = entries.filter((entry) => entry.deed === deed);
    expect(ofOne.map((entry) => entry.object_id)).toEqual(ids);
    expect(ofOne.map(({ id }) => id.slice(28))).toEqual(['00000001', '00000002', '00000003']);
    expect(new Set(ofOne.map(({ id }) => id.slice(0, 28))).size).toBe(1);
    expect(ofOne.every(({ id }) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/.test(id))).toBe(true);
  }
  expect(new Set(entries.map(({ id }) => id)).size).toBe(6); // the second set was drawn anew
});

test('the journal of another organ is invisible', async () => {
  const id = randomUUID();
  await act(contextFor(clerk, database.pools), async () => entryFor(id));
  const context = { purpose: 'work', accountId: stranger.accountId, organPath: stranger.organPath } as const;
  const seen = await inContext(database.pools.app, context, (tx) =>
    tx.selectFrom('journal as j').select('j.id').where('j.object_id', '=', id).execute(),
  );
  expect(seen).toEqual([]);
});

test.each([
  ['app', 'update journal set deed = $$x.y$$'],
  ['app', 'delete from journal'],
  ['app', 'truncate journal'],
  ['intake', 'update journal set deed = $$x.y$$'],
  ['intake', 'delete from journal'],
  ['owner', 'update journal set deed = $$x.y$$'],
  ['owner', 'delete from journal_positions'],
] as const)('the %s role may not %s', async (role, statement) => {
  const client = new pg.Client({ connectionString: database.urls[role] });
  await client.connect();
  await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
  await client.end();
});
