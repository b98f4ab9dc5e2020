// What a superuser puts in or changes beside an honest act, in the moment before the log takes it.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  asProgram,
  sequenceAll,
  takeNow,
  testGrower,
  testLogHome,
  verifyAsOwner,
} from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { agreedKey } from '../../../../test/support/program-keys.ts';
import { OPEN_TERMS } from '../../../../test/support/programs.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { deleteEndedRows } from '../../../facts/intake/staging-store.ts';
import { inContext } from '../../platform/db.ts';
import { ENTERED } from './row-source-queries.ts';
import { tieOf } from './row-tie-queries.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;

async function grow(): Promise<void> {
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
}
const verify = async () => (await verifyAsOwner(database, keys, path.join(home, 'log'))).findings;

beforeAll(async () => {
  bureau = await testBureau(database);
  await takeNow(database);
  await grow();
});

/** Which tables are named after the honest act, with that written beside it by a superuser before the log looks; each with what was found. */
async function namedWith(honest: () => Promise<unknown>, beside: string): Promise<string[]> {
  const before = new Set((await verify()).map(({ table, key }) => `${table} ${key}`));
  await honest();
  await bureau.asOwner(`set session_replication_role = replica; ${beside}`);
  await grow();
  const found = (await verify()).filter(({ table, key }) => !before.has(`${table} ${key}`));
  return [
    ...new Set(found.filter(({ table }) => table !== 'journal').map(({ finding, table }) => `${finding} ${table}`)),
  ].sort();
}

/** A row and the entry that tells of it, as the program writes them: in one transaction, with its seal. */
const written = (deed: string, objectId: string, row: string) =>
  asProgram(
    database,
    `with row as (${row} returning 1)
     insert into journal (id, tx, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, basis, edition)
     select gen_random_uuid(), pg_current_xact_id(), now(), j.account_id, j.post_id, j.organ_id, j.organ_path, $1, 'test', $2, j.basis, j.edition
     from row, (select * from journal limit 1) as j`,
    [deed, objectId],
  );

test('no row comes into the log but by the transaction that wrote it', () => {
  const compiler = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const loose = ENTERED.filter(
    (source) =>
      !source.writers && !/j[.]tx::xid|j[.]after_digest/.test(sql`select ${tieOf(source)}`.compile(compiler).sql),
  );
  expect(loose.map(({ name }) => name)).toEqual([]);
});

test('a party, a batch and a record that are changed or added to before the log has them are adopted by no entry', async () => {
  const newest = (deed: string) => `(select object_id from journal where deed = '${deed}' order by tx desc limit 1)`;
  const send = (serial: number) => () => bureau.send([penaltyRow(serial)]);
  expect(await namedWith(send(1), 'select 1')).toEqual([]);
  expect(
    await namedWith(
      send(2),
      `insert into subject_names (subject_id, folded, name, known_at)
         select id, '虚构别名', '虚构别名', known_at from subjects where id = ${newest('subject.create')};
       update records set document_number = document_number || '甲' where id = ${newest('record.add')};
       update batches set history = not history where id = ${newest('batch.accept')}`,
    ),
  ).toEqual(['inserted batches', 'inserted batches_accepted', 'inserted record_versions', 'inserted subjects']);
});

test('a key and its terms that are put in beside those that two people agreed on are adopted by no entry', async () => {
  const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
  const organ = { id, path: organPath, kind };
  const program = await makeActor(database.urls.owner, organ, 'counter', 'program');
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, program.accountId]);
  const wish = { accountId: program.accountId, postId: program.postId, label: '核验', expiresOn: '2026-06-01' };
  const named = await namedWith(
    () => agreedKey(database, organ, wish, OPEN_TERMS),
    `insert into program_keys select (jsonb_populate_record(k, jsonb_build_object('hash', sha256('x'), 'id', gen_random_uuid()))).* from program_keys as k;
     insert into program_terms (change_id, key_id, since, items, matters, requests_a_minute, subjects_a_day, signed)
       select gen_random_uuid(), key_id, since, null, null, 100000, 100000, false from program_terms`,
  );
  expect(named.filter((found) => found.includes('program_'))).toEqual([
    'inserted program_key_ends',
    'inserted program_keys',
    'inserted program_terms',
  ]);
});

test('a post and who holds it: what a superuser writes beside is named, what the program ends a moment later is not', async () => {
  const { organId, accountId } = bureau.clerk.actor;
  const post = randomUUID();
  const honest = async () => {
    await written(
      'post.create',
      post,
      `insert into posts (id, organ_id, role, title, title_en) values ('${post}', '${organId}', 'counter', '核查', 'Counter')`,
    );
    await written(
      'post.assign',
      accountId,
      `insert into post_holdings (account_id, post_id, since) values ('${accountId}', '${post}', '2026-01-02')`,
    );
    // Ended by the program before the log has its beginning.
    await written('post.end', accountId, `update post_holdings set until = '2026-03-09' where post_id = '${post}'`);
  };
  const other = randomUUID();
  const beside = `insert into posts (id, organ_id, role, title, title_en) values ('${other}', '${organId}', 'decider', '决定', 'Decider');
    insert into post_holdings (account_id, post_id, since) values ('${accountId}', '${other}', '2026-01-02')`;
  const before = await verify();
  const named = await namedWith(honest, beside);
  expect(named).toEqual(['inserted post_holding_ends', 'inserted post_holdings', 'inserted posts']);
  const keysOf = (await verify()).filter(
    (one) => !before.some((other) => other.table === one.table && other.key === one.key),
  );
  expect(keysOf.every(({ key }) => key.includes(other))).toBe(true);
});

test('what the program itself changes while the log looks is known as its own', async () => {
  const before = await verify();
  await bureau.send([penaltyRow(5)]);
  await sequenceAll(database);
  const other = new pg.Client({ connectionString: database.urls.owner });
  await other.connect();
  await other.query('begin; lock table record_versions in access exclusive mode');
  const growing = testGrower(database, keys, path.join(home, 'log')).grower.grow();
  const waits = `select 1 from pg_locks where not granted and relation = 'record_versions'::regclass`;
  await expect.poll(async () => (await bureau.asOwner(waits)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const { intake, origin } = database.pools;
  await inContext(intake, { purpose: 'system' }, (tx) => deleteEndedRows(tx, origin));
  await other.query('commit');
  await other.end();
  expect(await growing).toBeGreaterThan(0);
  expect(await verify()).toEqual(before);
});
