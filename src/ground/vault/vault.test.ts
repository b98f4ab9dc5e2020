import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../access/index.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { inContext, type Tx } from '../platform/db.ts';
import { openFile, storeFile } from './file-store.ts';
import { lookAtValue } from './look-commands.ts';
import { decrypt, encrypt, SUITES } from './suite.ts';
import { Vault } from './vault.ts';
import { deleteOutlived } from './vault-store.ts';

const database = testDatabase();
const MASTER = Buffer.alloc(32, 7);
const RETAIN = '2027-03-09' as PlainDate;
let clerk: Actor;
let stranger: Actor;
let vault: Vault;
beforeAll(async () => {
  clerk = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  stranger = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.2.'), 'clerk');
  vault = await Vault.open(database.pools, MASTER, TEST_NOW);
});
const inWork = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
  inContext(database.pools.app, { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath }, work);
const store = (scopeId: string, plain: string) =>
  inWork(clerk, (tx) =>
    vault.store(tx, { scopeId, organPath: clerk.organPath, kind: 'resident_id', plain, retainUntil: RETAIN }),
  );

test.each(SUITES)('what is sealed opens again, and only under its own name, by %s', (suite) => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.nat(), (bytes, bound, at) => {
      const key = Buffer.alloc(32, 1);
      const sealed = encrypt(suite, key, Buffer.from(bytes), bound);
      expect(decrypt(suite, key, sealed, bound)).toEqual(Buffer.from(bytes));
      expect(() => decrypt(suite, key, sealed, `${bound}x`)).toThrow('vault.unreadable');
      expect(() => decrypt(suite, Buffer.alloc(32, 2), sealed, bound)).toThrow('vault.unreadable');
      sealed[at % sealed.length]! ^= 1;
      expect(() => decrypt(suite, key, sealed, bound)).toThrow('vault.unreadable');
      expect(() => decrypt(suite, key, sealed.subarray(0, -1), bound)).toThrow('vault.unreadable');
    }),
  );
});

test('another master key opens nothing', async () => {
  await expect(Vault.open(database.pools, randomBytes(32), TEST_NOW)).rejects.toThrow('start.other_master_key');
});

test('the same master key finds the same value again after a restart', async () => {
  const again = await Vault.open(database.pools, MASTER, TEST_NOW);
  expect(again.lookupHash('resident_id', '440524188001010014')).toEqual(
    vault.lookupHash('resident_id', '440524188001010014'),
  );
  expect(again.lookupHash('lawyer_number', '440524188001010014')).not.toEqual(
    vault.lookupHash('resident_id', '440524188001010014'),
  );
});

test('a look at a sealed value is written down with its reason', async () => {
  const id = await store(randomUUID(), '440524188001010014');
  const why = { reason: '核对当事人身份', matter: 'objection' } as const;
  expect(await lookAtValue(contextFor(clerk, database.pools), vault, id, why)).toBe('440524188001010014');
  const looks = await inWork(clerk, (tx) =>
    tx.selectFrom('sealed_looks').selectAll().where('object_id', '=', id).execute(),
  );
  expect(looks).toMatchObject([{ account_id: clerk.accountId, ...why }]);
});

test('an officer of another organ gets nothing, and no look is recorded', async () => {
  const id = await store(randomUUID(), '440524188001010014');
  const look = lookAtValue(contextFor(stranger, database.pools), vault, id, { reason: '看一看', matter: 'audit' });
  await expect(look).rejects.toThrow('vault.absent');
  expect(await inWork(stranger, (tx) => tx.selectFrom('sealed_looks').selectAll().execute())).toEqual([]);
});

test('without the salt of its scope a value cannot be opened by anybody', async () => {
  const scope = randomUUID();
  const id = await store(scope, '11010519491231002X');
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  await owner.query('alter table vault_scopes disable trigger vault_scopes_salt_stays');
  await owner.query('update vault_scopes set salt = $2 where id = $1', [scope, Buffer.alloc(16)]);
  await owner.query('alter table vault_scopes enable trigger vault_scopes_salt_stays');
  await owner.end();
  const look = lookAtValue(contextFor(clerk, database.pools), vault, id, { reason: '核对身份', matter: 'audit' });
  await expect(look).rejects.toThrow('vault.unreadable');
});

test('a file of any size comes back byte for byte, and no byte of it stands in the database', async () => {
  const body = randomBytes(1_300_000);
  body.write('440524188001010014', 700_000);
  async function* pieces() {
    for (let at = 0; at < body.length; at += 70_001) yield body.subarray(at, at + 70_001);
  }
  const file = await inWork(clerk, (tx) =>
    storeFile(tx, vault, {
      organPath: clerk.organPath,
      kind: 'raw',
      name: '某人.csv',
      body: pieces(),
      retainUntil: RETAIN,
    }),
  );
  const back = await inWork(clerk, async (tx) => {
    const opened = await openFile(tx, vault, file.id);
    const parts: Buffer[] = [];
    for await (const part of opened.body) parts.push(part);
    return { name: opened.name, bytes: Buffer.concat(parts) };
  });
  expect(back.name).toBe('某人.csv');
  expect(back.bytes.equals(body)).toBe(true);
  const chunks = await inWork(clerk, (tx) =>
    tx.selectFrom('sealed_file_chunks').select('sealed').where('file_id', '=', file.id).execute(),
  );
  expect(chunks.some((chunk) => chunk.sealed.includes('440524188001010014'))).toBe(false);
});

test('what has outlived its retention day is deleted, and nothing else', async () => {
  const id = await store(randomUUID(), '440524188001010014');
  const sweep = (day: string) =>
    inContext(database.pools.intake, { purpose: 'system' }, (tx) => deleteOutlived(tx, day as PlainDate, 1000));
  expect(await sweep('2027-03-09')).toEqual({ values: 0, files: 0 });
  expect((await sweep('2027-03-10')).values).toBeGreaterThan(0);
  const look = lookAtValue(contextFor(clerk, database.pools), vault, id, { reason: '核对身份', matter: 'audit' });
  await expect(look).rejects.toThrow('vault.absent');
});
