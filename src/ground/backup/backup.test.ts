// A real cluster is backed up while it is written to, and restored beside it: whole, to a point in time, with the wrong key, with
// a part missing. The log of the restored state is compared with what was published.
import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../../../test/support/actors.ts';
import { LOG_ORIGIN, writeEntries } from '../../../test/support/log.ts';
import type { Context } from '../audit/index.ts';
import { sequenceNow } from '../audit/index.ts';
import { type OpenDatabase, openDatabase } from '../platform/database.ts';
import { inContext, openPools, type Pools } from '../platform/db.ts';
import { LogGrower } from '../proof/log/log-jobs.ts';
import { logKeys } from '../proof/log/log-key-store.ts';
import { TileStore } from '../proof/log/tile-store.ts';
import { applyErasureRegister, ErasableKeyStore, Vault } from '../vault/index.ts';
import { BackupFolder } from './backup-folder-store.ts';
import { takeBase, takeLogAhead } from './base-backup-commands.ts';
import { restoreCluster } from './restore-commands.ts';
import { compareLog, onRestored, tryRestore } from './trial-commands.ts';

const MASTER = Buffer.alloc(32, 9);
const NAME = '欧阳虚备份';
const above = mkdtempSync(path.join(tmpdir(), 'zhengming-backup-'));
chmodSync(above, 0o711); // the server's own user walks through
const home = path.join(above, 'data');
const to = path.join(above, 'backups');
const NOTHING = () => undefined;
const now = () => new Date();

let database: OpenDatabase;
let pools: Pools;
let ctx: Context;
let erasable: ErasableKeyStore;
let vault: Vault;
let valueId: string;
let scopeId: string;
let folder: BackupFolder;
let grow: () => Promise<string>;
/** A folder that was restored to a time before the erasure below. */
let earlier: string;

beforeAll(async () => {
  database = await openDatabase(home, { owner: undefined, app: undefined, intake: undefined });
  pools = openPools(database.urls, { app: 4, intake: 2 });
  ctx = contextFor(await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk'), pools);
  erasable = new ErasableKeyStore(path.join(home, 'vault'), MASTER);
  vault = await Vault.open(pools, MASTER, TEST_NOW, { erasable });
  scopeId = randomUUID();
  valueId = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    vault.store(tx, {
      scopeId,
      organPath: '1.1.',
      kind: 'person_name',
      plain: NAME,
      retainUntil: '2099-01-01' as never,
    }),
  );
  const tiles = new TileStore(path.join(home, 'log'));
  const keys = logKeys({ home, keyFile: undefined, origin: LOG_ORIGIN }, false);
  const grower = new LogGrower({ db: pools.app, keys, tiles, now, origin: pools.origin });
  grow = async () => {
    while ((await sequenceNow(pools, TEST_NOW)) > 0);
    while ((await grower.grow()) > 0);
    return (await tiles.findCheckpoint())!;
  };
  folder = await BackupFolder.openOrMake(to, MASTER, 'sm4-cbc-hmac-sm3');
}, 120_000);
afterAll(async () => {
  await pools?.close();
  await database?.stop();
  rmSync(above, { recursive: true, force: true });
});

async function entriesIn(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from journal');
  await client.end();
  return new Set(rows.map(({ id }) => id));
}
const fresh = () => mkdtempSync(path.join(above, 'restored-'));
const base = () => takeBase(database.urls.owner, folder, now, NOTHING);
const logAhead = () => takeLogAhead(database.urls.owner, folder);
const allFiles = (below: string) =>
  readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

test('a backup taken while entries are written holds all that was acknowledged before it ended, and its log is the published one', async () => {
  const before = await writeEntries(ctx, 20);
  const published = await grow();
  let isOver = false;
  const meanwhile: string[] = [];
  const writing = (async () => {
    while (!isOver) meanwhile.push(...(await writeEntries(ctx, 5)));
  })();
  const taken = await base().finally(() => {
    isOver = true;
    return writing;
  });
  expect(taken.files).toBeGreaterThan(500);
  const again = await base();
  expect(again.freshBytes).toBeLessThan(taken.bytes / 4);
  const restored = fresh();
  expect(await restoreCluster(folder, restored, undefined, NOTHING)).toMatchObject({ base: again.id });
  const found = await onRestored(restored, async (url) => {
    expect(await compareLog(url, [published])).toBe(20);
    return entriesIn(url);
  });
  expect([...before, ...meanwhile].filter((id) => !found.has(id))).toEqual([]);
}, 120_000);

test('a restored state is that of the time asked for, and an older log than the published one is told', async () => {
  const early = await writeEntries(ctx, 3);
  const first = await grow();
  const at = await pgNow();
  const late = await writeEntries(ctx, 3);
  const second = await grow();
  await logAhead();
  const restored = fresh();
  await restoreCluster(folder, restored, at, NOTHING);
  await onRestored(restored, async (url) => {
    const found = await entriesIn(url);
    expect([early.every((id) => found.has(id)), late.some((id) => found.has(id))]).toEqual([true, false]);
    await compareLog(url, [first]);
    await expect(compareLog(url, [first, second])).rejects.toThrow('backup.log_rolled_back');
    const other = first.replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${Buffer.alloc(32, 1).toString('base64')}\n`);
    await expect(compareLog(url, [other])).rejects.toThrow('backup.log_differs');
  });
  earlier = restored;
}, 120_000);

/** The server's own time, between two commits. */
async function pgNow(): Promise<Date> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query<{ at: Date }>('select pg_sleep(0.05), clock_timestamp() as at');
  await client.end();
  return new Date(rows[0]!.at.getTime());
}

test('what was erased after the backup is erased again in the restored database before anybody is served', async () => {
  erasable.erase([scopeId]);
  const other = await openDatabase(earlier, { owner: undefined, app: undefined, intake: undefined });
  const otherPools = openPools(other.urls, { app: 2, intake: 2 });
  try {
    const values = () =>
      inContext(otherPools.intake, { purpose: 'system' }, (tx) =>
        tx.selectFrom('sealed_values').select('id').where('id', '=', valueId).execute(),
      );
    expect(await values()).toHaveLength(1);
    expect(await applyErasureRegister({ pools: otherPools, erasable, now })).toBe(1);
    expect(await values()).toEqual([]);
  } finally {
    await otherPools.close();
    await other.stop();
  }
}, 60_000);

test('neither a key nor a name nor a password lies in the backup folder, and no file of it can be changed unseen', async () => {
  const password = readFileSync(path.join(home, 'superuser-password'));
  const keyFiles = ['log-key', 'log-key.salt'].map((name) => readFileSync(path.join(home, name)).subarray(0, 43));
  const secrets = [MASTER, Buffer.from(MASTER.toString('base64url')), Buffer.from(NAME), password, ...keyFiles];
  const files = allFiles(to);
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => secrets.some((secret) => readFileSync(file).includes(secret)))).toEqual([]);

  expect(() => BackupFolder.open(to, Buffer.alloc(32, 8))).toThrow('backup.other_key');
  const [name] = folder
    .bases()
    .at(-1)!
    .files.find(({ size }) => size > 8_192)!.blocks;
  const file = files.find((one) => one.endsWith(name!))!;
  const whole = readFileSync(file);
  appendFileSync(file, 'x');
  expect(() => folder.readBlock(name!)).toThrow('vault.unreadable');
  rmSync(file);
  expect(() => folder.readBlock(name!)).toThrow('backup.part_missing');
  writeFileSync(file, whole);
});

test('older bases go when they are no longer kept, with what only they needed, and what is left stands a trial restore', async () => {
  expect(folder.bases().length).toBeGreaterThan(1);
  const pruned = folder.prune(1);
  expect(pruned.bases).toBeGreaterThan(0);
  expect(folder.bases()).toHaveLength(1);
  await folder.keepCheckpoint(await grow());
  await logAhead();
  const tried = await tryRestore(folder, NOTHING);
  expect(tried.base).toBe(folder.bases()[0]!.id);
  expect([tried.tables > 100, tried.rows > 1_000, tried.logSize > 20]).toEqual([true, true, true]);
  await expect(restoreCluster(folder, home, undefined, NOTHING)).rejects.toThrow('backup.target_in_use');
  await expect(restoreCluster(folder, fresh(), new Date(0), NOTHING)).rejects.toThrow('backup.no_base');
}, 60_000);
