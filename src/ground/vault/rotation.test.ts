import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../access/index.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { inContext } from '../platform/db.ts';
import { ErasableKeyStore } from './erasable-key-store.ts';
import { openFile, storeFile } from './file-store.ts';
import { listKeyLines } from './key-queries.ts';
import { lookAtValue } from './look-commands.ts';
import { askForKey } from './rotation-commands.ts';
import { makeAskedKeys, Resealing } from './rotation-jobs.ts';
import type { Suite } from './suite.ts';
import { KEY_NOTICE_MS, Vault } from './vault.ts';

const database = testDatabase();
const MASTER = Buffer.alloc(32, 7);
const RETAIN = '2029-03-09' as PlainDate;
const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-rotation-'));
afterAll(() => rmSync(folder, { recursive: true }));
const clock = { now: TEST_NOW };
let clerk: Actor;
let security: Actor;
let vault: Vault;
/** Another process on the same database and the same folder of keys. */
let other: Vault;

const open = () => Vault.open(database.pools, MASTER, clock.now, { erasable: new ErasableKeyStore(folder, MASTER) });
beforeAll(async () => {
  const organ = await makeOrgan(database.urls.owner, '1.1.', 'city_bureau');
  clerk = await makeActor(database.urls.owner, organ, 'clerk');
  security = await makeActor(database.urls.owner, organ, 'security');
  vault = await open();
  other = await open();
});

const inWork = <T>(work: Parameters<typeof inContext<T>>[2]) =>
  inContext(database.pools.app, { purpose: 'work', accountId: clerk.accountId, organPath: clerk.organPath }, work);
const store = (by: Vault, plain: string) =>
  inWork((tx) =>
    by.store(tx, { scopeId: randomUUID(), organPath: clerk.organPath, kind: 'text', plain, retainUntil: RETAIN }),
  );
const look = (by: Vault, id: string) =>
  lookAtValue(contextFor(clerk, database.pools), by, id, { reason: '核对内容', matter: 'audit' });
async function asOwner<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

async function rotate(suite: Suite): Promise<void> {
  await askForKey(contextFor(security, database.pools, clock.now), { suite, reason: '按制度每年更换' });
  const deps = { pools: database.pools, vault, masterKey: MASTER, now: () => clock.now, log: () => undefined };
  expect(await makeAskedKeys(deps, true)).toBe(1);
  expect(await makeAskedKeys(deps, true)).toBe(0);
}

test('a new key is asked for by the administrator of security, one at a time, with an entry, and never one to find by', async () => {
  const asked = { suite: 'aes-256-gcm', reason: '按制度更换' } as const;
  const as = (actor: Actor) => askForKey(contextFor(actor, database.pools, clock.now), asked);
  await expect(as(clerk)).rejects.toMatchObject({ code: 'access.denied' });
  const { id } = (await as(security)).result;
  await expect(as(security)).rejects.toThrow('vault.change_under_way');
  const deps = { pools: database.pools, vault, masterKey: MASTER, now: () => clock.now, log: () => undefined };
  expect(await makeAskedKeys(deps, true)).toBe(1);
  expect(await asOwner('select deed, object_id from journal')).toEqual([{ deed: 'vault.rotate', object_id: id }]);
  const [newest] = await inContext(database.pools.app, { purpose: 'system' }, listKeyLines);
  expect(newest).toMatchObject({ purpose: 'seal', suite: 'aes-256-gcm', holds: false, retiredAt: null });
  await expect(
    asOwner(
      `insert into vault_rotations (id, purpose, suite, organ_path, asked_by, asked_kind, asked_at)
       values ($1, 'lookup', 'aes-256-gcm', '1.1.', $2, 'person', now())`,
      [randomUUID(), security.accountId],
    ),
  ).rejects.toMatchObject({ constraint: 'vault_rotations_of_sealing' });
});

test('a new key is used only when every process has had time to hear of it', async () => {
  const before = vault.keyId;
  await rotate('aes-256-gcm');
  await vault.refresh(clock.now);
  expect(vault.keyId).toBe(before);
  clock.now = new Date(clock.now.getTime() + KEY_NOTICE_MS);
  await vault.refresh(clock.now);
  expect(vault.keyId).toBeGreaterThan(before);
  // The other process has not looked since it was told: it seals under the old key, and reads both once it looks.
  const [ofNew, ofOld] = [await store(vault, '新钥匙'), await store(other, '旧钥匙')];
  await other.refresh(clock.now);
  expect([await look(other, ofNew), await look(vault, ofOld)]).toEqual(['新钥匙', '旧钥匙']);
});

test('keys change under load: what is read and written meanwhile is whole, and in the end nothing lies under the old key', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 80; n += 1) ids.push(await store(vault, `内容 ${n}`));
  const file = await inWork((tx) =>
    storeFile(tx, vault, {
      organPath: clerk.organPath,
      kind: 'raw',
      name: '来件.csv',
      body: (async function* () {
        for (let n = 0; n < 20; n += 1) yield Buffer.alloc(70_000, n);
      })(),
      retainUntil: RETAIN,
    }),
  );
  const old = vault.keyId;
  await rotate('sm4-cbc-hmac-sm3');
  clock.now = new Date(clock.now.getTime() + KEY_NOTICE_MS);

  let isOver = false;
  let reads = 0;
  const readers = [vault, other].map(async (by) => {
    while (!isOver) {
      const n = Math.floor(Math.random() * ids.length);
      expect(await look(by, ids[n]!)).toMatch(/^(内容|写入) /);
      reads += 1;
    }
  });
  const writers = [vault, other].map(async (by) => {
    for (let n = 0; !isOver && n < 30; n += 1) ids.push(await store(by, `写入 ${n}`));
  });
  await vault.refresh(clock.now);
  const resealing = new Resealing({
    pools: database.pools,
    vault,
    masterKey: MASTER,
    now: () => clock.now,
    log: () => undefined,
  });
  while ((await resealing.pass()) > 0);
  await Promise.all(writers);
  await other.refresh(clock.now);
  while ((await resealing.pass()) > 0);
  isOver = true;
  await Promise.all(readers);

  expect(reads).toBeGreaterThan(5);
  expect(vault.keyId).not.toBe(old);
  const [left] = await asOwner<{ n: number }>(
    `select (select count(*) from sealed_values where key_id <> $1) + (select count(*) from sealed_files where key_id <> $1) as n`,
    [vault.keyId],
  );
  expect(Number(left!.n)).toBe(0);
  const retired = await asOwner<{ id: number }>('select id from vault_keys where retired_at is not null order by id');
  expect(retired.map(({ id }) => id)).toContain(old);
  const bytes = await inWork(async (tx) => {
    const parts: Buffer[] = [];
    for await (const part of (await openFile(tx, other, file.id)).body) parts.push(part);
    return Buffer.concat(parts);
  });
  expect(bytes.length).toBe(1_400_000);
  expect(bytes.subarray(-70_000).equals(Buffer.alloc(70_000, 19))).toBe(true);
});

test('the application cannot replace a salt, and the worker only with an erasure', async () => {
  const id = await store(vault, '不得更换');
  const [row] = await asOwner<{ scope: string }>('select scope_id as scope from sealed_values where id = $1', [id]);
  const asked = (role: 'app' | 'intake') =>
    inContext(database.pools[role], { purpose: 'system' }, (tx) =>
      tx
        .updateTable('vault_scopes')
        .set({ salt: Buffer.alloc(16), erased_at: clock.now })
        .where('id', '=', row!.scope)
        .execute(),
    );
  await expect(asked('app')).rejects.toThrow('permission denied');
  await expect(asked('intake')).rejects.toThrow('a salt is replaced by an erasure and nothing else');
  await expect(
    asOwner('insert into vault_erased_scopes (scope_id, erasure_id, cause, at) values ($1, null, $2, now())', [
      row!.scope,
      'decision',
    ]),
  ).rejects.toThrow();
});
