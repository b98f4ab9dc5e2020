import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, TEST_NOW } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  asProgram,
  sealAs,
  sequenceAll,
  takeNow,
  testGrower,
  testLogHome,
  verifyAsOwner,
} from '../../../../test/support/log.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { tamper } from '../../../../test/support/tampering.ts';
import { lockAccount, unlockAccount } from '../../access/account-commands.ts';
import type { Context } from '../../audit/index.ts';
import type { Finding } from '../verify/finding.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;
let administrator: Context;
let security: Context;

const after = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1_000);

async function grow(): Promise<void> {
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
}

/** What does not agree in tables other than those of posts, which the tests fill by hand. */
async function verify(): Promise<Finding[]> {
  const { findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
  return findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings');
}

type Run = (statement: string, values: unknown[]) => Promise<{ id: string }[]>;

const byProgram: Run = (statement, values) => asProgram(database, statement, values);

/** A use of the checks as the program writes it, at `at`; answers its id. */
async function use(at: Date, run: Run = byProgram): Promise<string> {
  const { accountId, postId, organId, organPath } = bureau.clerk.actor;
  const [made] = await run(
    `insert into check_uses (id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition, record_ids,
       asked_by, candidate_ids, coverage_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, sha256('x'), '虚构事项', '窗口核验', $6, '{}', 'code', '{}', $1) returning id`,
    [at, organId, organPath, accountId, postId, bureau.clerk.edition],
  );
  return made!.id;
}

beforeAll(async () => {
  bureau = await testBureau(database);
  const { organId: id, organPath, organKind: kind, accountId } = bureau.reviewer.actor;
  const sitting = async (role: 'administrator' | 'security') =>
    contextFor(await makeActor(database.urls.owner, { id, path: organPath, kind }, role), database.pools);
  administrator = await sitting('administrator');
  security = await sitting('security');
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, accountId]);
  await use(after(-86_400));
  await takeNow(database);
  await grow();
});

test('what was there before the log answered for it is adopted once, as it is found', async () => {
  expect(await verify()).toEqual([]);
  expect(await takeNow(database, after(5))).toBe(false);
});

test('a use is taken down within seconds, and then neither changed nor removed unseen', async () => {
  const id = await use(after(10));
  expect(await takeNow(database, after(12))).toBe(true);
  await grow();
  expect(await verify()).toEqual([]);
  expect(await takeNow(database, after(14))).toBe(false);
  for (const [statement, finding] of [
    [`update check_uses set purpose = '另一用途' where id = '${id}'`, 'changed'],
    [`delete from check_uses where id = '${id}'`, 'removed'],
  ] as const) {
    const told = await tamper(database, statement, verify);
    expect(told).toEqual([{ finding, table: 'check_uses', key: id, position: expect.any(Number) }]);
  }
});

test('a use that was put in for another day is never taken for one of the program, and is named', async () => {
  const backdated = await use(after(-3_600), bureau.asOwner);
  await use(after(30));
  expect(await takeNow(database, after(31))).toBe(true);
  await grow();
  expect(await verify()).toEqual([{ finding: 'inserted', table: 'check_uses', key: backdated }]);
  await bureau.asOwner('alter table check_uses disable trigger all');
  await bureau.asOwner('delete from check_uses where id = $1', [backdated]);
  await bureau.asOwner('alter table check_uses enable trigger all');
  expect(await verify()).toEqual([]);
});

test('a process that has seen rows go into the log still takes down what commits late and what says a later time', async () => {
  const { grower } = testGrower(database, keys, path.join(home, 'log'));
  const taking = async (at: Date) => {
    const taken = await takeNow(database, at, grower);
    await sequenceAll(database);
    await grower.grow();
    return taken;
  };
  await use(after(100));
  const late = new pg.Client({ connectionString: database.urls.owner });
  await late.connect();
  try {
    await late.query('begin');
    await use(after(100), async (statement, values) => (await late.query<{ id: string }>(statement, values)).rows);
    await use(after(300));
    expect(await taking(after(101))).toBe(true);
    expect(grower.seen?.upTo).toEqual(after(161));
    await sealAs(database, late);
    await late.query('commit');
  } finally {
    await late.end();
  }
  expect(await taking(after(106))).toBe(true);
  expect(await taking(after(301))).toBe(true);
  expect(await taking(after(306))).toBe(false);
  expect(await verify()).toEqual([]);
});

test('what the program changes with an entry is answered for as it is now; a change by hand is named', async () => {
  const { accountId } = bureau.reviewer.actor;
  await lockAccount(administrator, accountId);
  // Before the log has the entry, the row is on its way and no finding.
  expect(await verify()).toEqual([]);
  await grow();
  await unlockAccount(security, accountId);
  await grow();
  await lockAccount(administrator, accountId);
  await grow();
  expect(await verify()).toEqual([]);
  const unlocked = `update accounts set state = 'active' where id = '${accountId}'`;
  const told = await tamper(database, unlocked, verify);
  expect(told).toEqual([{ finding: 'changed', table: 'accounts', key: accountId, position: expect.any(Number) }]);
});
