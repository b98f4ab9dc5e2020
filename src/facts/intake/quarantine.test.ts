import { Readable } from 'node:stream';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { intakeDeps } from '../../../test/support/intake.ts';
import { csvOf, type PenaltyRow, penaltyRow, personRow } from '../../../test/support/penalties.ts';
import type { Context } from '../../ground/audit/index.ts';
import { acceptBatch, type IntakeDeps, submitBatch } from './batch-commands.ts';
import { inReading } from './batch-queries.ts';
import { settleQuarantine } from './quarantine-commands.ts';
import { listWaiting } from './quarantine-queries.ts';
import { stageBatch } from './staging-jobs.ts';

const database = testDatabase();
let clerk: Context;
let reviewer: Context;
let deps: IntakeDeps;
beforeAll(async () => {
  const organ = await makeOrgan(database.urls.owner, '1.1.');
  deps = await intakeDeps(database);
  const as = async (role: 'clerk' | 'reviewer') => ({
    ...contextFor(await makeActor(database.urls.owner, organ, role), database.pools),
    edition: deps.law.edition,
  });
  clerk = await as('clerk');
  reviewer = await as('reviewer');
});

async function asOwner<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query<Row>(statement, values);
  await client.end();
  return rows;
}

/** Sends rows and answers what of them waits. */
async function send(rows: readonly PenaltyRow[], history = false): Promise<{ id: string; kind: string }[]> {
  const file = await deps.spool.keep(Readable.from([csvOf(rows)]));
  const { result } = await submitBatch(clerk, deps, { file, name: '处罚.csv', item: 'unknown', history });
  await stageBatch(clerk, deps, { id: result.id, file, item: undefined, history });
  const [preview] = await asOwner<{ doubtful: number }>(
    `select (counts->>'doubtful')::int as doubtful from batches where id = $1`,
    [result.id],
  );
  const { result: receipt } = await acceptBatch(clerk, deps, result.id, 'good_rows');
  expect(receipt.counts.doubtful).toBe(preview!.doubtful); // nothing waits that the preview did not tell
  return asOwner('select id, kind from quarantine where batch_id = $1 order by row_number', [result.id]);
}
const recorded = (number: string) =>
  asOwner('select r.subject_id, r.publication_due_on from records r where r.document_number = $1', [number]);
const RENAMED = { CF_XDR_MC: '漯河另一虚构商行', CF_WSH: '虚司罚决字〔2026〕第改名号' };

test('another name for a known code, accepted by a person, is recorded on the same subject', async () => {
  await send([penaltyRow(1)]);
  const [waiting] = await send([penaltyRow(1, RENAMED), penaltyRow(2)]);
  const { result } = await settleQuarantine(clerk, deps, waiting!.id, {
    outcome: 'accepted',
    reason: '经核对登记档案，系更名',
  });
  expect(result).toMatchObject({ recorded: true });
  const [before] = await recorded('虚司罚决字〔2026〕第1号');
  const [after] = await recorded(RENAMED.CF_WSH);
  expect(after!.subject_id).toBe(before!.subject_id);
  const entries = await asOwner(
    `select deed from journal where object_id = $1 or deed = 'record.add' and subject_id = $2`,
    [waiting!.id, after!.subject_id],
  );
  expect(entries.map(({ deed }) => deed).sort()).toEqual(['quarantine.accepted', 'record.add', 'record.add']);
});

test('a correction that had to wait is recorded with its own entry in the journal', async () => {
  await send([penaltyRow(60)]);
  const [waiting] = await send([penaltyRow(60, { CF_XDR_MC: '漯河更名后的虚构商行', CF_NR_FK: '0.6', action: '1' })]);
  const { result } = await settleQuarantine(clerk, deps, waiting!.id, {
    outcome: 'accepted',
    reason: '经核对登记档案，系更名',
  });
  expect(result).toMatchObject({ recorded: true });
  const versions = await asOwner(
    `select v.version, (select array_agg(j.deed) from journal j where j.object_id = v.record_id and j.version = v.version) as deeds
     from record_versions v join records r on r.id = v.record_id where r.document_number = $1 order by v.version`,
    [penaltyRow(60).CF_WSH],
  );
  expect(versions).toEqual([
    { version: 1, deeds: ['record.add'] },
    { version: 2, deeds: ['record.correct'] },
  ]);
});

test('a second day under the number of a penalty waits, and only a person makes two decisions of it', async () => {
  const number = penaltyRow(70).CF_WSH!;
  const otherDay = { CF_JDRQ: '2026/02/27' };
  await send([penaltyRow(70)]);
  const [waiting] = await send([penaltyRow(70, otherDay)]);
  expect(waiting!.kind).toBe('number_on_another_day');
  expect(await recorded(number)).toHaveLength(1);
  const settlement = { outcome: 'accepted', reason: '经核对案卷，确系两个决定共用一个文号' } as const;
  const { result } = await settleQuarantine(clerk, deps, waiting!.id, settlement);
  expect(result).toMatchObject({ recorded: true });
  expect(await recorded(number)).toHaveLength(2);
  // Told again word for word, neither waits a second time.
  expect(await send([penaltyRow(70), penaltyRow(70, otherDay)])).toEqual([]);
});

test('of one number with two days in a file the first stands; what the file withdraws makes room for its correction', async () => {
  const otherDay = { CF_JDRQ: '2026/02/27' };
  const waiting = await send([penaltyRow(71), penaltyRow(71, otherDay)]);
  expect(waiting.map(({ kind }) => kind)).toEqual(['number_on_another_day']);
  expect(await recorded(penaltyRow(71).CF_WSH!)).toHaveLength(1);
  expect(
    await send([penaltyRow(71, { action: '2', withdrawal_reason: '决定日期填写有误' }), penaltyRow(71, otherDay)]),
  ).toEqual([]);
  const days = await asOwner(
    `select r.decided_on::text as day, (select v.action from record_versions v where v.record_id = r.id order by v.version desc limit 1) as action
     from records r where r.document_number = $1 order by 1`,
    [penaltyRow(71).CF_WSH],
  );
  expect(days).toEqual([
    { day: '2026-02-27', action: 'add' },
    { day: expect.any(String), action: 'withdraw' },
  ]);
});

test('a returned row is recorded nowhere, and nobody can settle it again', async () => {
  const number = '虚司罚决字〔2026〕第退回号';
  const [waiting] = await send([penaltyRow(1, { ...RENAMED, CF_XDR_MC: '漯河第三虚构商行', CF_WSH: number })]);
  const back = { outcome: 'returned', reason: '名称有误，请核对后重报' } as const;
  await settleQuarantine(clerk, deps, waiting!.id, back);
  expect(await recorded(number)).toEqual([]);
  await expect(settleQuarantine(clerk, deps, waiting!.id, back)).rejects.toThrow('quarantine.absent');
});

test('a code that fails its check is accepted only by a second person, with a reason', async () => {
  const code = '91411100MA0000019X';
  const number = '虚司罚决字〔2026〕第代码号';
  const [waiting] = await send([penaltyRow(9, { CF_XDR_SHXYM: code, CF_WSH: number })]);
  expect(waiting!.kind).toBe('identifier_fault');
  const accepted = { outcome: 'accepted', reason: '登记机关书面确认该代码在用' } as const;
  await expect(settleQuarantine(clerk, deps, waiting!.id, accepted)).rejects.toThrow('access.denied');
  await settleQuarantine(reviewer, deps, waiting!.id, accepted);
  expect(await recorded(number)).toHaveLength(1);
  const [key] = await asOwner('select accepted_by, accepted_reason from subject_keys where key = $1', [code]);
  expect(key).toEqual({ accepted_by: reviewer.actor.accountId, accepted_reason: accepted.reason });
});

const COUNTY_ON_FIRM = {
  ...{ CF_XDR_MC: '漯河虚构甲律师事务所', CF_XDR_SHXYM: '31411100MD00000167', CF_CFLB: '警告', CF_NR_FK: '' },
  ...{ CF_CFJG: '临颍（虚构）县司法局', CF_CFJGDM: usccFor('411122', '11', 6) },
};

test('a decision by an organ that was not competent waits, and only a second person lets it in, with a reason', async () => {
  const number = '虚司罚决字〔2026〕第越权号';
  const row = penaltyRow(40, { ...COUNTY_ON_FIRM, CF_WSH: number });
  const [waiting] = await send([row]);
  expect(waiting!.kind).toBe('organ_not_competent');
  expect(await recorded(number)).toEqual([]);
  const accepted = { outcome: 'accepted', reason: '市局书面委托该县局办理，委托书在卷' } as const;
  await expect(settleQuarantine(clerk, deps, waiting!.id, accepted)).rejects.toThrow('access.denied');
  const { result } = await settleQuarantine(reviewer, deps, waiting!.id, accepted);
  expect(result).toMatchObject({ recorded: true });
  expect(await recorded(number)).toHaveLength(1);
  // Sent again word for word it is the same record, and nobody is asked twice.
  expect(await send([row])).toEqual([]);
  expect(await recorded(number)).toHaveLength(1);
});

test('one doubt settled may leave another, which waits in its turn', async () => {
  const renamed = { ...COUNTY_ON_FIRM, CF_XDR_MC: '漯河虚构改名律师事务所', CF_WSH: '虚司罚决字〔2026〕第两疑号' };
  const [waiting] = await send([penaltyRow(41, renamed)]);
  const reason = '市局书面委托该县局办理，委托书在卷';
  const { result } = await settleQuarantine(reviewer, deps, waiting!.id, { outcome: 'accepted', reason });
  expect(result).toMatchObject({ recorded: false });
  const [next] = await asOwner<{ id: string; kind: string }>(
    'select id, kind from quarantine where open and batch_id = (select batch_id from quarantine where id = $1)',
    [waiting!.id],
  );
  expect(next!.kind).toBe('name_contradicts_code');
  await settleQuarantine(clerk, deps, next!.id, { outcome: 'accepted', reason: '经核对登记档案，系更名' });
  expect(await recorded(renamed.CF_WSH)).toHaveLength(1);
});

test('a faulty number of a person, or code of an organ, is refused: nobody can take it', async () => {
  const person = personRow(50, '110105194912310021', { minor: 'false', CF_WSH: '虚司罚决字〔2026〕第证件号' });
  const organ = penaltyRow(51, { CF_CFJGDM: '11411100MA00000151', CF_WSH: '虚司罚决字〔2026〕第机关号' });
  expect(await send([person, organ])).toEqual([]);
  for (const { CF_WSH } of [person, organ]) expect(await recorded(CF_WSH!)).toEqual([]);
});

test('a row with two faults of different kinds is refused: a person settles one doubt at a time', async () => {
  const row = penaltyRow(42, {
    ...COUNTY_ON_FIRM,
    CF_XDR_SHXYM: '31411100MD00000168',
    CF_WSH: '虚司罚决字〔2026〕第两错号',
  });
  expect(await send([row])).toEqual([]);
  expect(await recorded(row.CF_WSH!)).toEqual([]);
});

test('a person gives the class that the table does not, and the last day to publish follows', async () => {
  const number = '虚司罚决字〔2026〕第类别号';
  const [waiting] = await send([penaltyRow(20, { CF_CFLB: '降低资质等级', CF_NR_FK: '', CF_WSH: number })]);
  const settlement = {
    outcome: 'classified',
    class: 'general',
    basis: ['gbf22:2'],
    reason: '按一般失信处理的理由',
  } as const;
  await settleQuarantine(reviewer, deps, waiting!.id, settlement);
  const [record] = await recorded(number);
  expect(record!.publication_due_on).not.toBeNull();
  const [found] = await asOwner('select class, decided_kind from record_classifications where subject_id = $1', [
    record!.subject_id,
  ]);
  expect(found).toEqual({ class: 'general', decided_kind: 'person' });
});

test('a class that a person gives to a record of an old year makes nothing fall due', async () => {
  const number = '虚司罚决字〔2024〕第旧年号';
  const row = penaltyRow(21, { CF_CFLB: '降低资质等级', CF_NR_FK: '', CF_JDRQ: '2024/03/04', CF_WSH: number });
  const [waiting] = await send([row], true);
  const reason = '分类标准未列，参照一般失信信息处理';
  await settleQuarantine(reviewer, deps, waiting!.id, {
    outcome: 'classified',
    class: 'general',
    basis: ['gbf22:2'],
    reason,
  });
  const [record] = await recorded(number);
  expect(record!.publication_due_on).toBeNull();
});

test('several parties in one cell can only be returned', async () => {
  const [waiting] = await send([penaltyRow(30, { CF_XDR_MC: '漯河虚构甲公司；漯河虚构乙公司' })]);
  expect(waiting!.kind).toBe('several_parties');
  const accept = settleQuarantine(clerk, deps, waiting!.id, { outcome: 'accepted', reason: '就这样接收吧' });
  await expect(accept).rejects.toThrow('quarantine.cannot_accept');
});

test('what waits names whom it is about: a natural person masked, of several parties nobody', async () => {
  const unclassed = { CF_CFLB: '降低资质等级', CF_NR_FK: '' };
  const sent = await send([
    penaltyRow(40, unclassed),
    personRow(41, '440524188001010014', { ...unclassed, CF_XDR_MC: '欧阳虚构' }),
    penaltyRow(42, { CF_XDR_MC: '漯河虚构甲公司；漯河虚构乙公司' }),
    penaltyRow(43, { ...unclassed, CF_XDR_MC: '欧阳虚构' }),
  ]);
  const ours = new Set(sent.map(({ id }) => id));
  const listed = await inReading(clerk, (tx) => listWaiting(tx, 500, null));
  const about = listed
    .filter(({ id }) => ours.has(id))
    .map(({ row, party, documentNumber }) => [row, party, documentNumber]);
  expect(about.toSorted()).toEqual([
    [2, '漯河虚构40号商贸有限公司', '虚司罚决字〔2026〕第40号'],
    [3, '欧阳*', '虚司罚决字〔2026〕第41号'],
    [4, null, '虚司罚决字〔2026〕第42号'],
    [5, null, '虚司罚决字〔2026〕第43号'],
  ]);
});
