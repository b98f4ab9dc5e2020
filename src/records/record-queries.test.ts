import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../test/support/actors.ts';
import { testDatabase } from '../../test/support/database.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import { type Context, listJournal, sequenceNow } from '../audit/index.ts';
import { getRecord, listRecords } from './record-queries.ts';

const database = testDatabase();
let bureau: TestBureau;
let stranger: Context;
let id: string;
beforeAll(async () => {
  bureau = await testBureau(database);
  const elsewhere = await makeOrgan(database.urls.owner, '1.2.');
  stranger = contextFor(await makeActor(database.urls.owner, elsewhere, 'clerk'), database.pools);
  const made = await bureau.send([penaltyRow(1), penaltyRow(2)]);
  id = made.get('虚司罚决字〔2026〕第1号')!;
  await bureau.send([penaltyRow(1, { action: '1', CF_NR_FK: '0.6' })]);
  await sequenceNow(database.pools, new Date());
});

test('a record shows every version, what held and since when we knew', async () => {
  const record = await getRecord(bureau.clerk, id);
  expect(record.history.map(({ version, action, facts }) => [version, action, facts.CF_NR_FK])).toEqual([
    [1, 'add', '0.5'],
    [2, 'correct', '0.6'],
  ]);
});

test('records are listed for the own organ, by the beginning of their number too', async () => {
  expect(await listRecords(bureau.clerk, { limit: 10 })).toHaveLength(2);
  expect(await listRecords(bureau.clerk, { limit: 10, number: '虚司罚决字〔2026〕第2' })).toHaveLength(1);
});

test('another organ sees neither records nor journal', async () => {
  expect(await listRecords(stranger, { limit: 10 })).toEqual([]);
  await expect(getRecord(stranger, id)).rejects.toThrow('record.none');
  expect(await listJournal(stranger, { limit: 10 })).toEqual([]);
});

test('the journal tells what became of one object, newest first', async () => {
  const lines = await listJournal(bureau.clerk, { limit: 10, objectId: id });
  expect(lines.map(({ deed }) => deed)).toEqual(['record.correct', 'record.add']);
});
