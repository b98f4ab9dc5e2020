import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { TEST_NOW } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  sequenceAll,
  takeNow,
  testGrower,
  testLogHome,
  verifyAsOwner,
  writeEntries,
} from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { tamper } from '../../../../test/support/tampering.ts';
import { Origin } from '../../platform/origin.ts';
import { sealAnew } from '../../platform/seal-anew-store.ts';
import type { Finding } from '../verify/finding.ts';
import { LogGrower } from './log-jobs.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;

async function grow(): Promise<void> {
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
}
async function verify(): Promise<Finding[]> {
  const { findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
  return findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings');
}

beforeAll(async () => {
  bureau = await testBureau(database);
  await writeEntries(bureau.clerk, 1);
  // From here on every act is sealed; what was before is taken as it is found.
  await takeNow(database);
  await grow();
});

/** A whole act by a superuser, in the name of somebody: its row and its entry, in one transaction of theirs. */
const forged = (tx = 'pg_current_xact_id()') => `
  with mark as (insert into objection_marks (id, subject_id, record_id, received_at, received_on, sealed_id, entered_by, entered_kind, organ_path)
    select gen_random_uuid(), r.subject_id, r.id, j.at, '2026-03-09', gen_random_uuid(), j.account_id, 'person', j.organ_path
    from records r, (select * from journal where deed = 'test.touch' limit 1) j limit 1 returning *)
  insert into journal (id, tx, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, basis, edition)
  select gen_random_uuid(), ${tx}, j.at, j.account_id, j.post_id, j.organ_id, j.organ_path, 'objection.receive', 'objection', mark.id,
    j.basis, j.edition from mark, (select * from journal where deed = 'test.touch' limit 1) j returning id`;

const positionOf = async (id: string) =>
  Number(
    (await bureau.asOwner<{ p: string }>('select position as p from journal_positions where entry_id = $1', [id]))[0]!
      .p,
  );

test('what the program writes is known as its own: single acts, and a batch with all its entries', async () => {
  await bureau.send([penaltyRow(1), penaltyRow(2)]);
  await writeEntries(bureau.clerk, 3);
  await grow();
  expect(await verify()).toEqual([]);
  expect(await bureau.asOwner('select 1 from log_foreign_rows')).toEqual([]);
});

test('a whole act that a superuser writes in somebody’s name is named, and adopts no row', async () => {
  const told = await tamperedWith(forged());
  expect(told.map(({ finding, table }) => [finding, table]).sort()).toEqual([
    // What the database keeps of the party does not know of it.
    ['changed', 'party_heads'],
    ['inserted', 'journal'],
    ['inserted', 'objection_marks'],
  ]);
});

test('nor does it help to name a transaction of the program, or to copy its seal', async () => {
  await writeEntries(bureau.clerk, 1);
  const genuine = `(select tx from journal order by tx desc limit 1)`;
  const told = await tamperedWith(forged(genuine));
  expect(told.map(({ table }) => table).sort()).toEqual(['journal', 'objection_marks']);
  await bureau.asOwner(`alter table journal_seals disable trigger all`);
  const copied = await tamperedWith(
    `insert into journal_seals select pg_current_xact_id(), seal from journal_seals limit 1; ${forged()}`,
  );
  expect(copied.map(({ table }) => table).sort()).toEqual(['journal', 'objection_marks']);
  await bureau.asOwner(`alter table journal_seals enable trigger all`);
});

test('an entry of the program that is changed before the log has it is no longer the program’s', async () => {
  const [id] = await writeEntries(bureau.clerk, 1);
  await bureau.asOwner('alter table journal disable trigger all');
  await bureau.asOwner(`update journal set reason_code = 'another' where id = $1`, [id]);
  await bureau.asOwner('alter table journal enable trigger all');
  await grow();
  const position = await positionOf(id!);
  expect(await verify()).toContainEqual({ finding: 'inserted', table: 'journal', key: String(position), position });
});

test('that something foreign was met is in the log itself: taken away by hand it is missed', async () => {
  expect(await takeNow(database, new Date(TEST_NOW.getTime() + 5_000))).toBe(true);
  await grow();
  const told = await tamper(database, 'delete from log_foreign_rows', verify);
  expect(told).toContainEqual(expect.objectContaining({ finding: 'removed', table: 'log_foreign_rows' }));
});

test('a row put in beside a genuine entry on the same object, in the same moment, is adopted by none', async () => {
  const [record] = await bureau.asOwner<{ id: string }>('select id from records order by id limit 1');
  await bureau.publish(record!.id);
  const told = await tamperedWith(`insert into publication_terms
    select publication_id, version + 1, last_day + 900, derivation, edition, known_at, organ_path from publication_terms`);
  expect(told).toEqual([
    expect.objectContaining({ finding: 'inserted', table: 'publication_terms' }),
    // Written past the database's own accounts, it disagrees with them too: the last day in the order of lists is that of the genuine term.
    expect.objectContaining({ finding: 'changed', table: 'record_sequels' }),
  ]);
});

test('what waits for the log when the master key changes is vouched for under the next one', async () => {
  await writeEntries(bureau.clerk, 2);
  await sequenceAll(database);
  const next = Origin.of(Buffer.alloc(32, 9));
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  expect(await sealAnew(owner, database.pools.origin, next)).toBeGreaterThanOrEqual(2);
  await owner.end();
  const before = await bureau.asOwner('select 1 from log_foreign_rows');
  const { tiles } = testGrower(database, keys, path.join(home, 'log'));
  await new LogGrower({ db: database.pools.app, keys, tiles, now: () => TEST_NOW, origin: next }).grow();
  expect(await bureau.asOwner('select 1 from log_foreign_rows')).toHaveLength(before.length);
});

test('a seal holds for what was told and for no other process', () => {
  const origin = Origin.of(Buffer.alloc(32, 1));
  const seal = origin.seal('act 7');
  expect([origin.holds('act 7', seal), Origin.of(Buffer.alloc(32, 1)).holds('act 7', seal)]).toEqual([true, true]);
  expect([
    origin.holds('act 8', seal),
    origin.holds('act 7', null),
    Origin.ofThisProcess().holds('act 7', seal),
  ]).toEqual([false, false, false]);
});

/** Has a superuser write it, the log grow over it, and tells what verification names since. */
async function tamperedWith(statement: string): Promise<Finding[]> {
  const before = new Set((await verify()).map(({ table, key }) => `${table} ${key}`));
  await bureau.asOwner(`set session_replication_role = replica; ${statement}`);
  await grow();
  return (await verify()).filter(({ table, key }) => !before.has(`${table} ${key}`));
}

test('a taking that a superuser writes does not make the keeper believe that it has seen any rows', async () => {
  const { grower } = testGrower(database, keys, path.join(home, 'log'));
  await bureau.asOwner(`
    insert into journal (id, tx, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, version, basis, edition)
    select gen_random_uuid(), pg_current_xact_id(), j.at + interval '1 day', j.account_id, j.post_id, j.organ_id, j.organ_path, 'log.take',
      'log', gen_random_uuid(), 2, j.basis, j.edition from journal as j where j.deed = 'test.touch' limit 1`);
  await sequenceAll(database);
  expect(await grower.grow()).toBeGreaterThan(0);
  expect(grower.seen).toBeUndefined();
});
