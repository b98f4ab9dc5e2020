// The master key is changed: decided by two, carried out by the command, broken off at each step, on a database from before it.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openFactor, sealFactor } from '../access/factor-seal.ts';
import type { Actor } from '../access/index.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { withClient } from '../platform/database-fitness.ts';
import { inContext, openPools, type Pools } from '../platform/db.ts';
import { keyMark } from '../platform/key-mark.ts';
import { ErasableKeyStore } from './erasable-key-store.ts';
import { changeMasterKey, type MasterKeys, type Step } from './master-key-change-commands.ts';
import { decideMasterChange, proposeMasterChange } from './master-key-commands.ts';
import { decrypt, encrypt } from './suite.ts';
import { boundOf, Vault } from './vault.ts';
import { findSealedValue } from './vault-store.ts';

const database = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-master-'));
const vaultFolder = path.join(folder, 'vault');
afterAll(() => rmSync(folder, { recursive: true }));
/** Keys one after the other, as years go by. */
const KEYS = [1, 2, 3].map((n) => Buffer.alloc(32, n));
const ORGAN = '1.1.';
const [SECRET, PLAIN] = [Buffer.alloc(20, 7), '密封的内容'];
let administrator: Actor;
let security: Actor;
let valueId: string;

const asOwner = <T>(work: Parameters<typeof withClient<T>>[2]) => withClient(database.urls.owner, 'DATABASE_URL', work);
const rows = async (statement: string, values: unknown[] = []) =>
  (await asOwner((client) => client.query(statement, values))).rows;
/** A program that serves for a moment: nobody is connected afterwards. */
async function serving<T>(work: (pools: Pools) => Promise<T>): Promise<T> {
  const pools = openPools(database.urls, { app: 3, intake: 1 });
  return work(pools).finally(() => pools.close());
}
const erasable = (key: Buffer) => new ErasableKeyStore(vaultFolder, key);
const open = (pools: Pools, key: Buffer) => Vault.open(pools, key, TEST_NOW, { erasable: erasable(key) });
const look = (pools: Pools, vault: Vault) =>
  inContext(pools.app, { purpose: 'system' }, async (tx) => vault.reveal((await findSealedValue(tx, valueId))!));

/** What a start with that key finds: everything, or the refusal. */
async function found(key: Buffer): Promise<string> {
  const [factor] = await rows('select account_id, sealed from auth.totp_secrets');
  const opened = openFactor(key, factor.account_id, factor.sealed)?.equals(SECRET) ?? false;
  return serving(async (pools) => `${await look(pools, await open(pools, key))}, factor ${opened}`).catch(
    (error) => error.code,
  );
}
/** Each change is proposed a minute after the one before. */
let minutes = 0;
const later = () => new Date(TEST_NOW.getTime() + ++minutes * 60_000);
const ALL = `${PLAIN}, factor true`;

async function decided({ from, to }: MasterKeys, outcome: 'change' | 'keep' = 'change'): Promise<void> {
  await serving(async (pools) => {
    const asked = { toMark: keyMark(to), reason: '按制度每年更换' };
    const { id } = (await proposeMasterChange(contextFor(administrator, pools, later()), from, asked)).result;
    await decideMasterChange(contextFor(security, pools), id, { outcome, reason: '同意按期更换' });
  });
}
const change = (keys: MasterKeys, reached?: (step: Step) => void) =>
  asOwner((client) => changeMasterKey(client, vaultFolder, keys, TEST_NOW, reached));

beforeAll(async () => {
  const organ = await makeOrgan(database.urls.owner, ORGAN, 'city_bureau');
  administrator = await makeActor(database.urls.owner, organ, 'administrator');
  security = await makeActor(database.urls.owner, organ, 'security');
  valueId = await serving(async (pools) => {
    const vault = await open(pools, KEYS[0]!);
    const value = { organPath: ORGAN, kind: 'text', plain: PLAIN, retainUntil: '2099-01-01' as PlainDate } as const;
    return inContext(pools.app, { purpose: 'system' }, (tx) => vault.store(tx, { scopeId: randomUUID(), ...value }));
  });
  const { accountId } = security;
  await rows('insert into auth.totp_secrets (account_id, sealed, created_at) values ($1, $2, now())', [
    accountId,
    sealFactor(KEYS[0]!, accountId, SECRET),
  ]);
  await rows('insert into auth.backup_codes (code_hash, account_id, created_at) values ($1, $2, now())', [
    Buffer.alloc(32, 4),
    accountId,
  ]);
});

test('another master key is proposed by one administrator and decided by the other; nobody does both, and nothing happens before', async () => {
  const [from, to] = [KEYS[0]!, KEYS[1]!];
  await expect(change({ from, to })).rejects.toMatchObject({ code: 'key.not_decided' });
  await expect(change({ from, to: from })).rejects.toMatchObject({ code: 'key.same' });
  await serving(async (pools) => {
    const asked = { toMark: keyMark(to), reason: '按制度每年更换' };
    const propose = (by: Actor) => proposeMasterChange(contextFor(by, pools, later()), from, asked);
    await expect(propose(security)).rejects.toMatchObject({ code: 'access.denied' });
    const { id } = (await propose(administrator)).result;
    const decide = (by: Actor) =>
      decideMasterChange(contextFor(by, pools), id, { outcome: 'keep', reason: '暂不更换' });
    await expect(decide(administrator)).rejects.toMatchObject({ code: 'access.denied' });
    await decide(security);
    await expect(decide(security)).rejects.toMatchObject({ code: 'key.change_settled' });
  });
  await expect(change({ from, to })).rejects.toMatchObject({ code: 'key.not_decided' });
  const deeds = await rows(`select deed from journal where object_kind = 'vault_key' order by tx`);
  expect(deeds.map(({ deed }) => deed)).toEqual(['vault.rekey', 'change.refuse']);
  await expect(
    rows(
      `insert into master_key_decisions (change_id, proposed_by, outcome, decided_by, decided_kind, decided_at)
       select id, proposed_by, 'change', proposed_by, 'person', now() from master_key_changes`,
    ),
  ).rejects.toMatchObject({ constraint: 'master_key_decisions_check' });
});

test('while a program serves, under load, nothing is changed and nothing it reads or writes is disturbed', async () => {
  const keys = { from: KEYS[0]!, to: KEYS[1]! };
  await decided(keys);
  await serving(async (pools) => {
    const vault = await open(pools, keys.from);
    let isOver = false;
    let reads = 0;
    const reader = (async () => {
      for (; !isOver; reads += 1) expect(await look(pools, vault)).toBe(PLAIN);
    })();
    await expect(change(keys)).rejects.toMatchObject({ code: 'key.program_running' });
    isOver = true;
    await reader;
    expect(reads).toBeGreaterThan(0);
  });
  expect(await found(keys.from)).toBe(ALL);
  expect(await found(keys.to)).toBe('start.other_master_key');
});

test('broken off at any step, the one key that the database is under opens everything; carried out again, it ends what was begun', async () => {
  const keys = { from: KEYS[0]!, to: KEYS[1]! };
  for (const at of ['folder holds both', 'wrapped anew'] as const) {
    const broken = change(keys, (step) => {
      if (step === at) throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await found(keys.to)).toBe('start.other_master_key');
    expect(await found(keys.from)).toBe(ALL);
  }
  cpSync(vaultFolder, path.join(folder, 'before'), { recursive: true });
  const broken = change(keys, (step) => {
    if (step === 'committed') throw new Error('killed');
  });
  await expect(broken).rejects.toThrow('killed');
  expect(await found(keys.from)).toBe('start.other_master_key');
  expect(await found(keys.to)).toBe(ALL);
  // The folder of before the change comes back from its backup: told, and mended by carrying it out again.
  rmSync(vaultFolder, { recursive: true });
  cpSync(path.join(folder, 'before'), vaultFolder, { recursive: true });
  expect(await found(keys.to)).toBe('start.other_master_key');
  await change(keys);
  expect(await found(keys.to)).toBe(ALL);
  expect(await found(keys.from)).toBe('start.other_master_key');
});

test('what a change ends is counted: codes on paper and sessions; factors go on, and each key tells under which master key it is', async () => {
  const keys = { from: KEYS[1]!, to: KEYS[2]! };
  const { accountId } = security;
  await rows('insert into auth.backup_codes (code_hash, account_id, created_at) values ($1, $2, now())', [
    Buffer.alloc(32, 5),
    accountId,
  ]);
  await decided(keys);
  expect(await change(keys)).toEqual({ keys: 2, factors: 1, lostFactors: 0, codes: 1, sessions: 0 });
  expect(await rows('select distinct master from vault_keys')).toEqual([{ master: keyMark(keys.to) }]);
  expect(await rows('select count(*)::int as n from master_key_changes_done')).toEqual([{ n: 2 }]);
  expect(await found(keys.to)).toBe(ALL);
});

test('a database restored from before a change is brought under the new key by the decision of then, which the register outlives', async () => {
  const keys = { from: KEYS[1]!, to: KEYS[2]! };
  // As such a backup has it: under the old key, and without the decision.
  await asOwner(async (client) => {
    await client.query('set session_replication_role = replica');
    for (const table of ['master_key_changes_done', 'master_key_decisions', 'master_key_changes'])
      await client.query(`delete from ${table}`);
    await client.query('update auth.totp_secrets set sealed = $1', [sealFactor(keys.from, security.accountId, SECRET)]);
  });
  for (const row of await rows('select id, purpose, suite, wrapped from vault_keys')) {
    const wrapped = encrypt(row.suite, keys.from, decrypt(row.suite, keys.to, row.wrapped, boundOf(row)), boundOf(row));
    await rows('update vault_keys set wrapped = $2, master = $3 where id = $1', [row.id, wrapped, keyMark(keys.from)]);
  }
  expect(await found(keys.to)).toBe('start.other_master_key');
  expect(await found(keys.from)).toBe('start.other_master_key'); // the folder is under the new one
  await expect(change({ from: keys.from, to: Buffer.alloc(32, 9) })).rejects.toMatchObject({
    code: 'start.other_master_key',
  });
  await change(keys);
  expect(await found(keys.to)).toBe(ALL);
});
