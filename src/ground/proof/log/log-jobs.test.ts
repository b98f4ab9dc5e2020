import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { sequenceAll, testGrower, testLogHome, writeEntries } from '../../../../test/support/log.ts';
import type { Context } from '../../audit/index.ts';
import { inContext } from '../../platform/db.ts';
import { openCheckpoint, signedCheckpoint } from '../tlog/checkpoint.ts';
import { inclusionProof, leafHash } from '../tlog/merkle.ts';
import { includes } from '../tlog/proof-check.ts';
import { isSignedBySm2, sm2SignerOf } from '../tlog/sm2.ts';
import { tileReader } from '../tlog/tile.ts';
import { commitment, leafSalt, leafText } from './leaf.ts';
import { LogGrower } from './log-jobs.ts';
import { logKeys } from './log-key-store.ts';
import { findHead, listJournalRows, listRowDigests } from './log-queries.ts';
import { TileStore } from './tile-store.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const folder = path.join(home, 'log');
let clerk: Context;
beforeAll(async () => {
  const actor = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  clerk = contextFor(actor, database.pools);
});

async function asOwner(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}

async function more(count: number): Promise<void> {
  await writeEntries(clerk, count);
  await sequenceAll(database);
}

const filesBelow = (at: string) =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(at, name)).isFile())
    .sort();
const contentOf = (at: string) => filesBelow(at).map((name) => [name, readFileSync(path.join(at, name), 'hex')]);

/** Opens what is published and proves every entry against it, from nothing but files and the journal. */
async function proveAll(at = folder): Promise<number> {
  const tiles = new TileStore(at);
  const { size, root } = openCheckpoint((await tiles.findCheckpoint())!, keys.signer);
  const read = tileReader(size, (tile) => tiles.getTile(tile));
  await inContext(database.pools.app, { purpose: 'system' }, async (tx) => {
    const rows = await listJournalRows(tx, 0, 100_000);
    const digests = await listRowDigests(tx, 0, size);
    for (const row of rows.slice(0, size)) {
      const leaf = commitment(leafSalt(keys.saltSecret, row.id), leafText(row, digests.get(row.position) ?? []));
      const proof = await inclusionProof(row.position - 1, size, read);
      expect(includes({ size, root }, row.position - 1, leafHash(leaf), proof)).toBe(true);
    }
  });
  return size;
}

test('the log follows the journal, and every entry is proved from files alone', async () => {
  const { grower } = testGrower(database, keys, folder);
  for (const count of [1, 3, 255, 41]) {
    await more(count);
    expect(await grower.grow()).toBe(count);
    expect(await grower.grow()).toBe(0);
  }
  expect(await proveAll()).toBe(300);
});

test('the public files show no deed, no object and nobody', async () => {
  const shown = filesBelow(folder)
    .map((name) => readFileSync(path.join(folder, name), 'latin1'))
    .join('');
  const { rows } = await asOwner('select id, deed, object_id, account_id, organ_id from journal');
  for (const hidden of rows.flatMap((row) => Object.values(row) as string[])) expect(shown).not.toContain(hidden);
  const bundle = readFileSync(path.join(folder, 'tile/entries/000'));
  expect(bundle.length).toBe(256 * 34);
});

test('another process goes on where the first one stopped, from the same files or from none', async () => {
  await more(2);
  expect(await testGrower(database, keys, folder).grower.grow()).toBe(2);
  await more(1);
  const elsewhere = path.join(home, 'elsewhere');
  expect(await testGrower(database, keys, elsewhere).grower.grow()).toBe(1);
  expect(await proveAll(elsewhere)).toBe(303);
  // The first folder catches up with what was signed elsewhere.
  await more(1);
  expect(await testGrower(database, keys, folder).grower.grow()).toBe(1);
  expect(await proveAll(folder)).toBe(304);
});

test('files that are gone are made again, the same byte for byte', async () => {
  const before = contentOf(path.join(folder, 'tile'));
  rmSync(folder, { recursive: true });
  await testGrower(database, keys, folder).grower.grow();
  const after = new Map(contentOf(path.join(folder, 'tile')) as [string, string][]);
  for (const [name, content] of before) {
    if (after.has(name!)) expect(after.get(name!)).toBe(content);
  }
  expect(await proveAll()).toBe(304);
});

test('after a restore the files are made again from the journal, and nothing is signed by that', async () => {
  await more(3);
  const heads = async () => (await inContext(database.pools.app, { purpose: 'system' }, findHead))?.size;
  const before = await heads();
  rmSync(folder, { recursive: true });
  expect(await testGrower(database, keys, folder).grower.rebuild()).toBe(304);
  expect([await proveAll(), await heads()]).toEqual([304, before]);
  const { grower } = testGrower(database, keys, folder);
  expect(await grower.grow()).toBe(3);
  expect(await proveAll()).toBe(307);
});

test('a log that gets an SM2 key later signs each new checkpoint by both, and goes on being the same log', async () => {
  const sm2 = sm2SignerOf(keys.signer.name, Buffer.alloc(32, 6));
  await more(2);
  const { grower, tiles } = testGrower(database, { ...keys, sm2 }, folder);
  while ((await grower.grow()) > 0);
  const { note, size } = openCheckpoint((await tiles.findCheckpoint())!, keys.signer);
  expect(isSignedBySm2(note, sm2)).toBe(true);
  expect(await proveAll()).toBe(size);
  await more(1);
  const without = testGrower(database, keys, folder).grower;
  while ((await without.grow()) > 0);
  expect(await proveAll()).toBe(size + 1);
});

test('growers that work at the same time sign one tree', async () => {
  const growers = [1, 2, 3].map((n) => testGrower(database, keys, path.join(home, `many-${n}`)).grower);
  for (let turn = 0; turn < 6; turn += 1) {
    await more(7);
    await Promise.all(growers.map((grower) => grower.grow()));
  }
  const { rows } = await asOwner('select size, note from log_checkpoints order by size');
  const tiles = new TileStore(path.join(home, 'many-1'));
  await growers[0]!.grow();
  for (const { size, note } of rows) {
    const { root } = openCheckpoint(note, keys.signer);
    const first = await inclusionProof(
      0,
      Number(size),
      tileReader(Number(size), (tile) => tiles.getTile(tile)),
    );
    const leaf = (await tiles.getTile({ level: 0, index: 0, width: 1 })).subarray(0, 32);
    expect(includes({ size: Number(size), root }, 0, leaf, first)).toBe(true);
  }
});

class FailingStore extends TileStore {
  fail: 'write' | 'publish' | 'dropPartials' | undefined;
  override async write(files: Parameters<TileStore['write']>[0]): Promise<void> {
    await super.write(this.fail === 'write' ? files.slice(0, 1) : files);
    if (this.fail === 'write') throw new Error('the disk went away');
  }
  override async publish(note: string): Promise<void> {
    if (this.fail === 'publish') throw new Error('the disk went away');
    await super.publish(note);
  }
  override async dropPartials(files: Parameters<TileStore['dropPartials']>[0]): Promise<void> {
    if (this.fail === 'dropPartials') throw new Error('the disk went away');
    await super.dropPartials(files);
  }
}

test.each(['write', 'publish', 'dropPartials'] as const)(
  'a failure at %s leaves the old head or the new, and the next round mends it',
  async (fail) => {
    const tiles = new FailingStore(folder);
    const grower = new LogGrower({
      db: database.pools.app,
      keys,
      tiles,
      now: clerk.now,
      origin: database.pools.origin,
    });
    await grower.grow();
    await more(300);
    tiles.fail = fail;
    await expect(grower.grow()).rejects.toThrow('the disk went away');
    tiles.fail = undefined;
    await more(1);
    await grower.grow();
    const size = await proveAll();
    expect(size).toBe(Number((await asOwner('select max(position) as n from journal_positions')).rows[0].n));
  },
);

test('the database takes no second head of a size, and none that is smaller', async () => {
  const signed = (size: number) =>
    signedCheckpoint({ origin: keys.signer.name, size, root: Buffer.alloc(32) }, keys.signer);
  const insert = (size: number) =>
    asOwner('insert into log_checkpoints (size, root, note, at) values ($1, $2, $3, now())', [
      size,
      Buffer.alloc(32),
      signed(size),
    ]);
  const { rows } = await asOwner('select max(size)::int as size from log_checkpoints');
  await expect(insert(rows[0].size)).rejects.toMatchObject({ code: '23514' });
  await expect(insert(rows[0].size - 1)).rejects.toMatchObject({ code: '23514' });
  await expect(asOwner('delete from log_checkpoints')).rejects.toMatchObject({ code: '42501' });
});

test('with another key, or none of the old ones, nothing is signed', async () => {
  const other = logKeys({ home: testLogHome().home, keyFile: undefined, origin: keys.signer.name }, false);
  await expect(testGrower(database, other, path.join(home, 'other')).grower.grow()).rejects.toThrow('log.other_key');
  const lost = testLogHome().home;
  rmSync(path.join(lost, 'log-key'));
  expect(() => logKeys({ home: lost, keyFile: undefined, origin: undefined }, true)).toThrow('start.log_key_missing');
});

test('a database that was set back is told, and a journal that was changed is not signed again', async () => {
  const { rows } = await asOwner('select max(size)::int as size from log_checkpoints');
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query('delete from log_cosignatures');
  await client.query('delete from log_checkpoints where size > $1', [rows[0].size - 1]);
  await expect(testGrower(database, keys, folder).grower.grow()).rejects.toThrow('log.rolled_back');
  await client.query(
    "update journal set deed = 'test.forged' where id = (select entry_id from journal_positions where position = 5)",
  );
  await expect(testGrower(database, keys, path.join(home, 'anew')).grower.grow()).rejects.toThrow('log.root_differs');
  await client.query('delete from journal_positions where position = 9');
  await expect(testGrower(database, keys, path.join(home, 'again')).grower.grow()).rejects.toThrow('log.gap');
  await client.end();
});
