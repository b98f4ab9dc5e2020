import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { TEST_NOW } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  asProgram,
  sequenceAll,
  takeNow,
  testGrower,
  testLogHome,
  verifyAsOwner,
  writeEntries,
} from '../../../../test/support/log.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import type { LogGrower } from './log-jobs.ts';
import { dropSpent } from './spent-seal-jobs.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;
let grower: LogGrower;

const seals = async () => (await bureau.asOwner('select 1 from journal_seals')).length;
async function grow(): Promise<void> {
  await sequenceAll(database);
  await grower.grow();
}
const drop = () => dropSpent({ pools: database.pools, seen: () => grower.seen });
/**
 * What other databases on the server have under way holds the oldest transaction back, and how far entries have their places is known as
 * of the last one that got one: so another entry is written for as long as seals are left.
 */
const untilNoneIsLeft = () =>
  expect
    .poll(
      async () => {
        await drop();
        if ((await seals()) > 0) {
          await writeEntries(bureau.clerk, 1);
          await takeNow(database, TEST_NOW, grower);
          await grow();
          await drop();
        }
        return seals();
      },
      { timeout: 60_000 },
    )
    .toBe(0);
const verify = async () => (await verifyAsOwner(database, keys, path.join(home, 'log'))).findings;
const look = () =>
  asProgram(
    database,
    `insert into sealed_looks (id, at, account_id, post_id, organ_path, object_kind, object_id, reason, matter)
     values ($1, $2, $3, $4, $5, 'value', $1, '核对身份', 'review')`,
    [randomUUID(), TEST_NOW, bureau.clerk.actor.accountId, bureau.clerk.actor.postId, bureau.clerk.actor.organPath],
  );

beforeAll(async () => {
  bureau = await testBureau(database);
  grower = testGrower(database, keys, path.join(home, 'log')).grower;
  await takeNow(database);
  await grow();
});

test('a seal stays until the log has the entries of its transaction, then goes, and nothing is missed by it', async () => {
  await untilNoneIsLeft();
  const before = await verify();
  await writeEntries(bureau.clerk, 3);
  expect([await drop(), await seals()]).toEqual([0, 3]);
  await sequenceAll(database);
  expect([await drop(), await seals()]).toEqual([0, 3]);
  await grower.grow();
  await untilNoneIsLeft();
  expect(await verify()).toEqual(before);
}, 150_000);

test('what somebody has under way keeps a seal until after the next entry, and no longer', async () => {
  const other = new pg.Client({ connectionString: database.urls.owner });
  await other.connect();
  await other.query('begin');
  await other.query('select pg_current_xact_id()');
  await writeEntries(bureau.clerk, 1);
  await grow();
  await other.query('commit');
  await other.end();
  expect([await drop(), await seals()]).toEqual([0, 1]);
  await untilNoneIsLeft();
}, 90_000);

test('a seal of what has no entry stays until the keeper has taken it down', async () => {
  await look();
  await writeEntries(bureau.clerk, 1);
  await grow();
  await drop();
  expect(await seals()).toBeGreaterThanOrEqual(2);
  await takeNow(database, TEST_NOW, grower);
  await grow();
  await untilNoneIsLeft();
  expect(await bureau.asOwner(`select 1 from log_rows where source = 'sealed_looks'`)).toHaveLength(1);
  expect(await bureau.asOwner(`select 1 from log_foreign_rows where source = 'sealed_looks'`)).toEqual([]);
}, 90_000);

test('whoever looks again at what was taken does not take it for foreign, though its seal is gone', async () => {
  const afterRestart = testGrower(database, keys, path.join(home, 'log')).grower;
  await look();
  await takeNow(database, TEST_NOW, afterRestart);
  await sequenceAll(database);
  await afterRestart.grow();
  expect(await bureau.asOwner(`select 1 from log_foreign_rows where source = 'sealed_looks'`)).toEqual([]);
  expect(await bureau.asOwner(`select 1 from log_rows where source = 'sealed_looks'`)).toHaveLength(2);
});

test('the database lets nobody take away a seal before the log has what it vouches for, nor one of a transaction that runs', async () => {
  await writeEntries(bureau.clerk, 1);
  await expect(bureau.asOwner('delete from journal_seals')).rejects.toMatchObject({ code: '42501' });
  await expect(
    bureau.asOwner('select drop_spent_seals((pg_current_xact_id()::text::bigint + 1)::text::xid8, 1)'),
  ).rejects.toMatchObject({ code: '23514' });
  await grow();
  await bureau.asOwner('delete from journal_seals');
  expect(await seals()).toBe(0);
});
