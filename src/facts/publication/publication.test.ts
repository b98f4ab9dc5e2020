import pg from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { contextFor, makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { startSequencer } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import {
  confirmTerm,
  followFacts,
  refusePublication,
  releasePublication,
  reviewPublication,
  withdrawPublication,
} from './index.ts';
import { listQueue, listWithdrawalsDue } from './queue-queries.ts';
import { inReading, publicityDuty, withdrawalDuty } from './review-queries.ts';
import { listProposals } from './term-queries.ts';

const PERSON = '440524188001010014';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const database = testDatabase();
let bureau: TestBureau;
beforeAll(async () => {
  bureau = await testBureau(database);
});

async function recordOf(serial: number, change: Record<string, string> = {}): Promise<string> {
  return (await bureau.send([penaltyRow(serial, change)])).get(NUMBER(serial))!;
}
const review = (recordId: string, more: Partial<Parameters<typeof reviewPublication>[2]> = {}, by = bureau.reviewer) =>
  reviewPublication(by, bureau.law, { recordId, version: 1, places: [], ...more });
const release = (recordId: string, version = 1, by = bureau.publisher) =>
  releasePublication(by, bureau.law, { recordId, version });
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
const terms = (id: string) =>
  bureau.asOwner('select version, last_day::text as day from publication_terms where publication_id = $1 order by 1', [
    id,
  ]);

test('a reviewed record is released by a third person, begins today and ends on the day of the law', async () => {
  const id = await recordOf(1);
  await review(id);
  const { result, entryId } = await release(id);
  // Decided on 2 March 2026 under order 58; order 36 gives a general class one year from 1 April on, and the better term counts.
  expect(result).toMatchObject({ beginsOn: '2026-03-09', lastDay: '2027-03-02' });
  expect(result.address).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  const entries = await bureau.asOwner('select deed from journal where object_id = any ($1) order by at, deed', [
    [id, result.id],
  ]);
  expect(entries.map(({ deed }) => deed).sort()).toEqual(['publication.release', 'publication.review', 'record.add']);
  expect(await bureau.asOwner('select 1 from journal where id = $1', [entryId])).toHaveLength(1);
});

test('the one who submitted may not review or release, by policy and by the database', async () => {
  const id = await recordOf(2);
  const { accountId } = bureau.clerk.actor;
  const sameHead = { ...bureau.reviewer, actor: { ...bureau.reviewer.actor, accountId } };
  expect((await refusalOf(review(id, {}, sameHead)))?.facts).toMatchObject({ policy: 'not-own-batch' });
  await review(id);
  const publishing = { ...bureau.publisher, actor: { ...bureau.publisher.actor, accountId } };
  expect((await refusalOf(release(id, 1, publishing)))?.facts).toMatchObject({ policy: 'not-own-batch' });
  const [kept] = await bureau.asOwner<{ id: string; subject_id: string }>(
    'select id, subject_id from publication_reviews where record_id = $1',
    [id],
  );
  const insert = (submitted: string, reviewed: string) =>
    bureau.asOwner(
      `insert into publication_reviews (id, subject_id, record_id, version, confidentiality_checked, submitted_by, reviewed_by,
         reviewed_kind, reviewed_at, organ_path) values (gen_random_uuid(), $1, $2, 1, true, $3, $4, 'person', now(), '1.1.')`,
      [kept!.subject_id, id, submitted, reviewed],
    );
  await expect(insert(accountId, accountId)).rejects.toMatchObject({ code: '23514' });
  // Nor by saying that somebody else delivered it.
  const { accountId: other } = bureau.reviewer.actor;
  await expect(insert(other, accountId)).rejects.toMatchObject({ code: '23514' });
});

test('the one who reviewed may not release, and nothing is released without a review', async () => {
  const id = await recordOf(3);
  expect((await refusalOf(release(id)))?.facts).toMatchObject({ policy: 'not-yet-reviewed' });
  await review(id);
  const { accountId } = bureau.reviewer.actor;
  const same = { ...bureau.publisher, actor: { ...bureau.publisher.actor, accountId } };
  expect((await refusalOf(release(id, 1, same)))?.facts).toMatchObject({ policy: 'not-own-review' });
  expect(await bureau.asOwner('select 1 from publications where record_id = $1', [id])).toEqual([]);
});

test('minor class is not published', async () => {
  const id = await recordOf(4, { CF_CFLB: '警告', CF_NR_FK: '' });
  const refusal = await refusalOf(review(id));
  expect(refusal).toMatchObject({ kind: 'rule', code: 'publication.not_allowed' });
  expect(refusal!.facts.reasons).toContain('publication.class_not_published');
});

test('an unknown class is not published until a person has given one, and then the person’s class counts', async () => {
  const id = await recordOf(5, { CF_CFLB: '降低资质等级', CF_NR_FK: '' });
  expect((await refusalOf(review(id)))?.facts.reasons).toContain('publication.class_unknown');
  await bureau.asOwner(
    `insert into record_classifications (id, subject_id, record_id, version, class, basis, reason, decided_by, decided_kind,
       decided_at, organ_path) select gen_random_uuid(), r.subject_id, r.id, 1, 'general', '{fgw36:5}', '情节一般', $2, 'person',
       now(), r.organ_path from records r where r.id = $1`,
    [id, bureau.reviewer.actor.accountId],
  );
  const queue = await inReading(bureau.reviewer, (tx) => listQueue(tx, { limit: 200 }, '2026-03-09' as never));
  expect(queue.map((record) => record.id)).toContain(id);
  await review(id);
  expect((await release(id)).result.lastDay).toBe('2027-03-02');
});

test('a natural person’s decision is not published without the finding, in the command and in the database', async () => {
  const row = personRow(6, PERSON, { minor: 'false' });
  const id = (await bureau.send([row])).get(NUMBER(6))!;
  expect((await refusalOf(review(id)))?.facts.reasons).toContain('publication.social_influence_unknown');
  await review(id, { influenceFinding: '涉及不特定多数委托人，社会关注度高。' });
  const { result } = await release(id);
  await expect(
    bureau.asOwner(
      `insert into publications select gen_random_uuid(), subject_id, $1, gen_random_uuid(), begins_on, null, true, basis,
         submitted_by, decided_by, decided_kind, decided_at, organ_path from publications where id = $2`,
      [id, result.id],
    ),
  ).rejects.toMatchObject({ code: '23514' });
});

test('a natural person of unknown age is not published', async () => {
  const id = (await bureau.send([personRow(7, PERSON)])).get(NUMBER(7))!;
  const refusal = await refusalOf(review(id, { influenceFinding: '社会关注度高。' }));
  expect(refusal?.facts.reasons).toContain('publication.age_unknown');
});

test('an individual business is protected like a person: no publication without the finding', async () => {
  const id = await recordOf(8, { CF_XDR_LB: '个体工商户', CF_FRDB: '' });
  expect((await refusalOf(review(id)))?.facts.reasons).toContain('publication.social_influence_unknown');
});

test('every span of personal data is redacted or released by the reviewer, or nothing is published', async () => {
  const text = '联系电话13800000000，当事人未取得许可。';
  const id = await recordOf(9, { CF_SY: text });
  const refusal = await refusalOf(review(id));
  expect([refusal?.code, refusal?.facts]).toEqual(['publication.personal_data_open', { places: 1, fields: ['CF_SY'] }]);
  const start = text.indexOf('138');
  const place = { field: 'CF_SY', start, end: start + 11 };
  expect((await refusalOf(review(id, { places: [{ ...place, end: 999, outcome: 'redacted' }] })))?.code).toBe(
    'publication.place_outside',
  );
  await review(id, { places: [{ ...place, outcome: 'redacted' }] });
  await release(id);
  expect(await bureau.asOwner(`select field, start_at, outcome from publication_redactions`)).toEqual([
    { field: 'CF_SY', start_at: start, outcome: 'redacted' },
  ]);
});

test('the queue shows the seven working days running, and says who is overdue', async () => {
  const id = await recordOf(10);
  const of = async (today: string) => {
    const rows = await inReading(bureau.reviewer, (tx) => listQueue(tx, { limit: 200 }, today as never));
    const { deadline, workingDaysLeft, overdue } = publicityDuty(
      rows.find((row) => row.id === id)!,
      bureau.law,
      today as never,
    );
    return [deadline.due, workingDaysLeft, overdue];
  };
  expect(await of('2026-03-09')).toEqual(['2026-03-11', 2, false]);
  expect(await of('2026-03-11')).toEqual(['2026-03-11', 0, false]);
  expect(await of('2026-03-13')).toEqual(['2026-03-11', -2, true]);
});

test('a refusal with its reason takes the record out of the queue and is final', async () => {
  const id = await recordOf(11);
  await refusePublication(bureau.reviewer, { recordId: id, reason: '涉及国家秘密，不予公示。' });
  const rows = await inReading(bureau.reviewer, (tx) => listQueue(tx, { limit: 200 }, '2026-03-09' as never));
  expect(rows.map((row) => row.id)).not.toContain(id);
  expect((await refusalOf(review(id)))?.code).toBe('publication.decided');
});

test('an officer of another county neither sees nor decides', async () => {
  const id = await recordOf(12);
  const foreign = { ...bureau.reviewer.actor, organPath: '1.9.' };
  expect((await refusalOf(review(id, {}, { ...bureau.reviewer, actor: foreign })))?.code).toBe(
    'publication.record_absent',
  );
});

test.each([
  ['intake', 'insert into publications (id) values (gen_random_uuid())'],
  ['intake', 'insert into publication_reviews (id) values (gen_random_uuid())'],
  ['intake', 'insert into publication_releases (publication_id) values (gen_random_uuid())'],
  ['intake', 'insert into publication_withdrawals (publication_id) values (gen_random_uuid())'],
  ['app', `update publication_terms set last_day = '2999-01-01'`],
  ['app', 'delete from publication_withdrawals'],
  ['app', 'update publication_reviews set influence_finding = null'],
  ['owner', 'delete from publication_releases'],
] as const)('the %s role may not: %s', async (role, statement) => {
  const client = new pg.Client({ connectionString: database.urls[role] });
  await client.connect();
  await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

test('two people who release at once make one publication', async () => {
  const id = await recordOf(13);
  await review(id);
  const second = contextFor(
    await makeActor(
      database.urls.owner,
      { id: bureau.publisher.actor.organId, path: '1.1.', kind: 'county_bureau' },
      'publisher',
    ),
    database.pools,
  );
  const both = await Promise.allSettled([release(id), release(id, 1, { ...second, edition: bureau.law.edition })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await bureau.asOwner('select 1 from publications where record_id = $1', [id])).toHaveLength(1);
});

const followed = async () => {
  const { pools } = database;
  const sequencer = startSequencer(
    pools,
    () => bureau.clock.now,
    () => undefined,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await sequencer.stop();
  const deps = { pools, now: () => bureau.clock.now, law: () => bureau.law, log: () => undefined };
  while ((await followFacts(deps)) > 0);
};

test('a fact that brings the end nearer moves it by itself; one that puts it off waits for a person', async () => {
  const [sooner, later] = [await recordOf(20), await recordOf(21)];
  const [a, b] = [await bureau.publish(sooner), await bureau.publish(later)];
  await bureau.send([
    penaltyRow(20, { action: '1', CF_CFLB: '罚款', CF_NR_FK: '0.4', duty_performed_on: '2026/03/05' }),
    penaltyRow(21, { action: '1', CF_CFLB: '吊销许可证件', CF_NR_FK: '', CF_NR_ZKDX: '许可证' }),
  ]);
  await followed();
  // Nothing of the first's term has moved; the second is serious now: three years under order 36.
  expect(await terms(a.id)).toEqual([{ version: 1, day: '2027-03-02' }]);
  expect(await terms(b.id)).toEqual([{ version: 1, day: '2027-03-02' }]);
  const [proposal] = await inReading(bureau.publisher, (tx) => listProposals(tx, '2026-03-09' as never));
  expect([proposal?.publicationId, proposal?.lastDay]).toEqual([b.id, '2029-03-02']);
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 60_000);
  const reason = '已核对决定书，属于吊销。';
  await confirmTerm(bureau.publisher, { publicationId: b.id, lastDay: '2029-03-02' as never, reason });
  expect(await terms(b.id)).toEqual([
    { version: 1, day: '2027-03-02' },
    { version: 2, day: '2029-03-02' },
  ]);
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 60_000);
  await bureau.send([penaltyRow(21, { action: '1' })]);
  await followed();
  expect((await terms(b.id)).at(-1)).toEqual({ version: 3, day: '2027-03-02' });
  // Reading the journal again changes nothing.
  await bureau.asOwner(`update journal_cursors set position = 0 where consumer = 'publication-terms'`);
  await followed();
  expect(await terms(b.id)).toHaveLength(3);
});

test('a withdrawn record asks for its public reason within three working days, and a person gives it', async () => {
  const id = await recordOf(30);
  const published = await bureau.publish(id);
  await bureau.send([penaltyRow(30, { action: '2', withdrawal_reason: '决定被依法撤销' })]);
  const today = '2026-03-09' as never;
  const due = await inReading(bureau.reviewer, (tx) => listWithdrawalsDue(tx, today));
  const mine = due.find((row) => row.id === id)!;
  expect(withdrawalDuty(mine, bureau.law, today).deadline.due).toBe('2026-03-12');
  const given = { publicationId: published.id, ground: 'set_aside' } as const;
  const withPhone = { ...given, publicReason: '请致电13800000000。' };
  expect((await refusalOf(withdrawPublication(bureau.reviewer, bureau.law, withPhone)))?.code).toBe(
    'publication.reason_personal_data',
  );
  const publicReason = '该处罚决定已被复议机关撤销。';
  await withdrawPublication(bureau.reviewer, bureau.law, { ...given, publicReason });
  expect(await inReading(bureau.reviewer, (tx) => listWithdrawalsDue(tx, today))).toEqual([]);
  const again = withdrawPublication(bureau.reviewer, bureau.law, { ...given, publicReason });
  expect((await refusalOf(again))?.code).toBe('publication.decided');
});

test('a corrected version is read by the public only after its own review and release', async () => {
  const id = await recordOf(40);
  const published = await bureau.publish(id);
  await bureau.send([penaltyRow(40, { action: '1', CF_SY: '当事人未取得许可收费，更正后的事实。' })]);
  const queue = () => inReading(bureau.reviewer, (tx) => listQueue(tx, { limit: 200 }, '2026-03-09' as never));
  expect((await queue()).map((row) => row.id)).toContain(id);
  expect((await refusalOf(review(id)))?.code).toBe('publication.newer_version');
  await review(id, { version: 2 });
  expect((await release(id, 2)).result).toMatchObject({ id: published.id, address: published.address });
  expect((await queue()).map((row) => row.id)).not.toContain(id);
  expect(await terms(published.id)).toHaveLength(1);
});

test('a correction that comes at the moment of a release waits all the same', async () => {
  const id = await recordOf(41);
  await review(id);
  const source = new pg.Client({ connectionString: database.urls.owner });
  await source.connect();
  try {
    await source.query('begin');
    await source.query(
      `insert into record_versions (subject_id, record_id, version, known_at, action, facts, class, class_rule, edition, batch_id, row_number)
       select subject_id, record_id, 2, known_at, 'correct', facts, class, class_rule, edition, batch_id, row_number
       from record_versions where record_id = $1`,
      [id],
    );
    const released = release(id);
    // The release knows nothing of it yet, and waits for the row that both write.
    await vi.waitUntil(
      async () =>
        (
          await bureau.asOwner(
            "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
          )
        ).length > 0,
      { timeout: 20_000, interval: 20 },
    );
    await source.query('commit');
    await released;
  } finally {
    await source.end();
  }
  const queue = await inReading(bureau.reviewer, (tx) => listQueue(tx, { limit: 200 }, '2026-03-09' as never));
  expect(queue.map((row) => row.id)).toContain(id);
});
