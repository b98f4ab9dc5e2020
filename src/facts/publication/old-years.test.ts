import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { searchRecords } from '../records/record-search-queries.ts';
import { reviewPublication } from './index.ts';
import { listQueue } from './queue-queries.ts';
import { inReading } from './review-queries.ts';

const NUMBER = '虚司罚决字〔2026〕第1号';
const database = testDatabase();
let bureau: TestBureau;
let id: string;
beforeAll(async () => {
  bureau = await testBureau(database);
  id = (await bureau.send([penaltyRow(1)], 'penalty', true)).get(NUMBER)!;
});

const review = (version: number) =>
  reviewPublication(bureau.reviewer, bureau.law, { recordId: id, version, places: [] });
const queue = () => inReading(bureau.reviewer, (tx) => listQueue(tx, { limit: 200 }, chinaDate(bureau.clock.now)));

test('old years are never published anew: not by the queue, not by a command that names the record', async () => {
  expect(await queue()).toEqual([]);
  await expect(review(1)).rejects.toMatchObject({ kind: 'rule', code: 'publication.old_years' });
  expect(await bureau.asOwner('select 1 from publication_reviews')).toEqual([]);
});

test('nor when an ordinary file corrects one of them later', async () => {
  await bureau.send([penaltyRow(1, { CF_NR_FK: '0.6', action: '1' })]);
  expect(await queue()).toEqual([]);
  await expect(review(2)).rejects.toMatchObject({ kind: 'rule', code: 'publication.old_years' });
});

test('nor by the database, whoever asks it', async () => {
  const [{ subject_id: subject }] = (await bureau.asOwner<{ subject_id: string }>(
    'select subject_id from records where id = $1',
    [id],
  )) as [{ subject_id: string }];
  const [sender, reviewer] = [bureau.clerk.actor.accountId, bureau.reviewer.actor.accountId];
  const refused = { code: '23514', message: 'a record of a load of old years is not published anew' };
  await expect(
    bureau.asOwner(
      `insert into publication_reviews (id, subject_id, record_id, version, confidentiality_checked, submitted_by, reviewed_by,
         reviewed_kind, reviewed_at, organ_path) values (gen_random_uuid(), $1, $2, 1, true, $3, $4, 'person', now(), '1.1.')`,
      [subject, id, sender, reviewer],
    ),
  ).rejects.toMatchObject(refused);
  await expect(
    bureau.asOwner(
      `insert into publications (id, subject_id, record_id, address, begins_on, confidentiality_checked, basis, submitted_by,
         decided_by, decided_kind, decided_at, organ_path)
       values (gen_random_uuid(), $1, $2, gen_random_uuid(), '2026-03-09', true, '{xzcf:48}', $3, $4, 'person', now(), '1.1.')`,
      [subject, id, sender, reviewer],
    ),
  ).rejects.toMatchObject(refused);
});

test('the list of records tells which are of old years, and finds them by it', async () => {
  const found = await searchRecords(bureau.clerk, { limit: 10, state: 'old_years' }, chinaDate(bureau.clock.now));
  expect(found.map((line) => [line.id, line.publicationState])).toEqual([[id, 'old_years']]);
});
