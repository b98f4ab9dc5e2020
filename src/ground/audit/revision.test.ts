import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../kernel/actor.ts';
import { inContext } from '../platform/db.ts';
import { act, type Context, entityTagOf } from './index.ts';

const database = testDatabase();
let above: Actor;
let below: Actor;
let other: Actor;
beforeAll(async () => {
  const city = await makeOrgan(database.urls.owner, '1.');
  const county = await makeOrgan(database.urls.owner, '1.1.');
  above = await makeActor(database.urls.owner, city, 'clerk');
  below = await makeActor(database.urls.owner, county, 'clerk');
  other = await makeActor(database.urls.owner, county, 'clerk');
});

const tagFor = (actor: Actor, ...ids: string[]) =>
  inContext(database.pools.app, { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath }, (tx) =>
    entityTagOf(tx, ...ids),
  );
/** A change of a thing whose row is locked while it lasts, as every command does. */
function touch(actor: Actor, id: string, more: Partial<Context> & { lookedAt?: string[] } = {}) {
  const { lookedAt, ...context } = more;
  return act({ ...contextFor(actor, database.pools), ...context }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
    return { result: id, deed: 'test.touch', object: { kind: 'test', id }, ...(lookedAt ? { lookedAt } : {}) };
  });
}

test('a tag changes with every change, and a write on the tag of before is refused and leaves no trace', async () => {
  const id = randomUUID();
  await touch(below, id);
  const read = await tagFor(below, id);
  await touch(other, id, { seen: [read] });
  await expect(touch(below, id, { seen: [read] })).rejects.toMatchObject({
    kind: 'stale',
    code: 'request.changed_since',
    facts: { current: '"2"' },
  });
  expect(await tagFor(below, id)).toBe('"2"');
  await touch(below, id, { seen: ['"7"', '"2"'] });
  expect(await tagFor(below, id)).toBe('"3"');
});

test('a change by an organ above changes the tag for those who may not read its entry', async () => {
  const id = randomUUID();
  await touch(below, id);
  const read = await tagFor(below, id);
  await touch(above, id);
  await expect(touch(below, id, { seen: [read] })).rejects.toThrow('request.changed_since');
});

test('of two writers at once with the same tag one comes through', async () => {
  const id = randomUUID();
  await touch(below, id);
  const seen = [await tagFor(below, id)];
  const both = await Promise.allSettled([touch(below, id, { seen }), touch(other, id, { seen })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await tagFor(below, id)).toBe('"2"');
});

test('the same request again gives its first answer, though its own write has changed the tag', async () => {
  const id = randomUUID();
  await touch(below, id);
  const again = { seen: [await tagFor(below, id)], request: { key: randomUUID(), digest: Buffer.alloc(32, 1) } };
  const first = await touch(below, id, again);
  expect(await touch(below, id, again)).toEqual(first);
});

test('a page that shows two things has a tag of both, in order; what has never been written has none', async () => {
  const [record, publication, nothing] = [randomUUID(), randomUUID(), randomUUID()];
  await touch(below, record);
  await touch(below, record);
  await touch(below, publication);
  expect(await tagFor(below, record, publication, nothing)).toBe('"2.1.0"');
  await expect(touch(below, publication, { seen: ['"1"'], lookedAt: [record, publication] })).rejects.toThrow();
  await touch(below, publication, { seen: ['"2.1"'], lookedAt: [record, publication] });
});
