import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { intakeDeps } from '../../../test/support/intake.ts';
import { xlsxOf } from '../../../test/support/intake-files.ts';
import { csvOf, type PenaltyRow, penaltyRow, personRow } from '../../../test/support/penalties.ts';
import type { Actor } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { placeOf } from '../records/index.ts';
import { acceptBatch, discardBatch, type IntakeDeps, submitBatch } from './batch-commands.ts';
import { inReading, listPreviewRows } from './batch-queries.ts';
import { getBatch } from './batch-store.ts';
import { printProblem } from './checking/problem.ts';
import { stageBatch } from './staging-jobs.ts';
import { type Counts, deleteEndedRows } from './staging-store.ts';

const database = testDatabase();
let ctx: Context;
let deps: IntakeDeps;
let stranger: Actor;
beforeAll(async () => {
  const clerk = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  stranger = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.2.'), 'clerk');
  deps = await intakeDeps(database);
  ctx = { ...contextFor(clerk, database.pools), edition: deps.law.edition };
});

async function asOwner<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query<Row>(statement, values);
  await client.end();
  return rows;
}

async function preview(
  rows: readonly PenaltyRow[],
  by: Context = ctx,
  history = false,
): Promise<{ id: string; counts: Counts }> {
  const file = await deps.spool.keep(Readable.from([csvOf(rows)]));
  const { result } = await submitBatch(by, deps, { file, name: '处罚.csv', item: 'unknown', history });
  const counts = await stageBatch(by, deps, { id: result.id, file, item: undefined, history });
  await deps.spool.drop(file);
  if (counts instanceof Refusal) throw counts;
  return { id: result.id, counts };
}

async function send(rows: readonly PenaltyRow[], by: Context = ctx, history = false): Promise<Counts> {
  const { id } = await preview(rows, by, history);
  const { result } = await acceptBatch(by, deps, id, 'good_rows');
  return result.counts;
}

test('good rows of a file become records with their class, their subject and a last day to publish', async () => {
  const counts = await send([penaltyRow(1), penaltyRow(2, { CF_CFLB: '警告', CF_NR_FK: '' })]);
  expect(counts).toMatchObject({ rows: 2, good: 2, refused: 0, doubtful: 0, late: 0 });
  const rows = await asOwner(
    `select r.document_number, r.publication_due_on::text as due, v.class, v.version, n.name from records r
     join record_versions v on v.record_id = r.id join subject_names n on n.subject_id = r.subject_id
     where r.document_number like '%第1号' or r.document_number like '%第2号' order by 1`,
  );
  // Decided on Monday 2 March 2026: seven working days after it is Wednesday 11 March. A warning is minor and not published.
  expect(rows).toMatchObject([
    { class: 'general', due: '2026-03-11', version: 1, name: '漯河虚构1号商贸有限公司' },
    { class: 'minor', due: null },
  ]);
});

test('nothing is recorded before acceptance, and nothing after a discard', async () => {
  const { id } = await preview([penaltyRow(10)]);
  expect(await asOwner(`select 1 from records where document_number like '%第10号'`)).toEqual([]);
  await discardBatch(ctx, id);
  expect(await asOwner(`select 1 from records where document_number like '%第10号'`)).toEqual([]);
  await expect(acceptBatch(ctx, deps, id, 'good_rows')).rejects.toThrow('batch.wrong_state');
});

test('a re-sent file changes nothing', async () => {
  const rows = [penaltyRow(20), penaltyRow(21)];
  await send(rows);
  const before = await asOwner('select count(*)::int as n from record_versions');
  expect(await send(rows)).toMatchObject({ rows: 2, good: 0, same: 2, duplicate: 0 });
  expect(await asOwner('select count(*)::int as n from record_versions')).toEqual(before);
});

test('a correction adds a version and overwrites nothing; a second telling that differs is a duplicate', async () => {
  await send([penaltyRow(30)]);
  expect(await send([penaltyRow(30, { CF_NR_FK: '0.6' })])).toMatchObject({ duplicate: 1, good: 0, corrected: 0 });
  expect(await send([penaltyRow(30, { CF_NR_FK: '0.6', action: '1' })])).toMatchObject({ corrected: 1 });
  const versions = await asOwner(
    `select v.version, v.action, v.facts->>'CF_NR_FK' as fine from record_versions v join records r on r.id = v.record_id
     where r.document_number like '%第30号' order by 1`,
  );
  expect(versions).toEqual([
    { version: 1, action: 'add', fine: '0.5' },
    { version: 2, action: 'correct', fine: '0.6' },
  ]);
});

test('a withdrawal adds a version, and one of an unknown record is refused', async () => {
  await send([penaltyRow(40)]);
  const withdrawn = { action: '2', withdrawal_reason: '决定被依法撤销' };
  expect(await send([penaltyRow(40, withdrawn), penaltyRow(41, withdrawn)])).toMatchObject({
    withdrawn: 1,
    refused: 1,
  });
});

test('one code with two names waits for a person, with an owner and a day', async () => {
  await send([penaltyRow(50)]);
  const counts = await send([penaltyRow(50, { CF_XDR_MC: '漯河另一虚构商行', CF_WSH: '虚司罚决字〔2026〕第50-2号' })]);
  expect(counts).toMatchObject({ doubtful: 1, good: 0 });
  const waiting = await asOwner(
    `select q.kind, q.owner_account, q.due_on::text as due, q.sealed_id is not null as sealed from quarantine q
     join batches b on b.id = q.batch_id order by q.opened_at desc limit 1`,
  );
  expect(waiting).toEqual([
    { kind: 'name_contradicts_code', owner_account: ctx.actor.accountId, due: expect.any(String), sealed: true },
  ]);
});

test('a row whose class nobody knows is recorded, not published, and waits for a person', async () => {
  const counts = await send([penaltyRow(60, { CF_CFLB: '降低资质等级', CF_NR_FK: '' })]);
  expect(counts).toMatchObject({ good: 1, classUnknown: 1 });
  const [record] = await asOwner<{ id: string; due: string | null }>(
    `select id, publication_due_on as due from records where document_number like '%第60号'`,
  );
  expect(record!.due).toBeNull();
  expect(await asOwner('select kind from quarantine where record_id = $1', [record!.id])).toEqual([
    { kind: 'class_unknown' },
  ]);
});

test('an identity number and a name of a natural person stand nowhere in the open', async () => {
  const number = '440524188001010014';
  const counts = await send([personRow(70, number, { CF_XDR_MC: '虚甲乙', CF_SY: '当事人虚甲乙未取得许可执业。' })]);
  expect(counts).toMatchObject({ good: 1 });
  const tables = await asOwner<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) {
    const [found] = await asOwner(`select count(*)::int as n from ${name} t where t::text like $1 or t::text like $2`, [
      `%${number}%`,
      '%虚甲乙%',
    ]);
    expect([name, found!.n]).toEqual([name, 0]);
  }
  const [kept] =
    await asOwner(`select facts->>'CF_SY' as told from record_versions v join records r on r.id = v.record_id
    where r.document_number like '%第70号'`);
  expect(kept).toEqual({ told: '当事人虚*未取得许可执业。' });
});

test('the same person is the same subject, found by the keyed hash alone', async () => {
  const number = '11010519491231002X';
  await send([personRow(80, number), personRow(81, number.toLowerCase())]);
  const subjects = await asOwner(`select distinct subject_id from records where document_number ~ '第8[01]号'`);
  expect(subjects).toHaveLength(1);
});

test('a code of an individual business makes one, whatever the sheet calls it', async () => {
  await send([penaltyRow(85, { CF_XDR_MC: '漯河虚构小店', CF_XDR_SHXYM: '92411103MA00000150' })]);
  const kinds = await asOwner(
    `select s.kind from subjects s join records r on r.subject_id = s.id where r.document_number like '%第85号'`,
  );
  expect(kinds).toEqual([{ kind: 'individual_business' }]);
});

test('old years are recorded, and nothing of them falls due or counts as late', async () => {
  const counts = await send([penaltyRow(90, { CF_JDRQ: '2024/03/04' })], ctx, true);
  expect(counts).toMatchObject({ good: 1, late: 0 });
  expect(await asOwner(`select publication_due_on from records where document_number like '%第90号'`)).toEqual([
    { publication_due_on: null },
  ]);
});

test('every record, subject and batch step has its journal entry, and none has a gap in its digest', async () => {
  await send([penaltyRow(100), penaltyRow(101)]);
  const entries = await asOwner(
    `select j.deed, j.after_digest is not null as digested from journal j join records r on r.id = j.object_id
     where r.document_number in ('虚司罚决字〔2026〕第100号', '虚司罚决字〔2026〕第101号')`,
  );
  expect(entries).toEqual([
    { deed: 'record.add', digested: true },
    { deed: 'record.add', digested: true },
  ]);
  const [missing] = await asOwner<{ records: number; subjects: number; batches: number; gaps: number }>(
    `select (select count(*)::int from records r where not exists (select from journal j where j.object_id = r.id)) as records,
       (select count(*)::int from subjects s where not exists (select from journal j where j.object_id = s.id)) as subjects,
       (select count(*)::int from batches b where (select count(*) from journal j where j.object_id = b.id and j.deed like 'batch.%') <
         case b.state when 'accepted' then 2 else 1 end) as batches,
       (select count(*)::int from journal j where j.after_digest is null and j.deed in ('record.add', 'subject.create')) as gaps`,
  );
  expect(missing).toEqual({ records: 0, subjects: 0, batches: 0, gaps: 0 });
});

test('all or none: with one faulty row nothing is recorded', async () => {
  const { id } = await preview([penaltyRow(110), penaltyRow(111, { CF_YJ: '' })]);
  await expect(acceptBatch(ctx, deps, id, 'all_or_none')).rejects.toThrow('batch.has_faults');
  expect(await asOwner(`select 1 from records where document_number like '%第110号'`)).toEqual([]);
});

test('a clerk of another organ can neither see nor accept the batch', async () => {
  const { id } = await preview([penaltyRow(120)]);
  await expect(acceptBatch(contextFor(stranger, database.pools), deps, id, 'good_rows')).rejects.toThrow(
    'batch.absent',
  );
});

test('two batches with the same record at once: it is recorded once', async () => {
  const first = await preview([penaltyRow(130)]);
  const second = await preview([penaltyRow(130)]);
  const receipts = await Promise.all([first, second].map(({ id }) => acceptBatch(ctx, deps, id, 'good_rows')));
  expect(receipts.map(({ result }) => result.counts.good).sort()).toEqual([0, 1]);
  expect(await asOwner(`select 1 from records where document_number like '%第130号'`)).toHaveLength(1);
});

test('a file that is no table ends its batch with the reason', async () => {
  await expect(preview([{ 天气: '晴', 心情: '好' }])).rejects.toThrow('header.not_found');
  const ended = await asOwner(`select layout->'refusal'->>'code' as code from batches where state = 'unreadable'`);
  expect(ended).toEqual([{ code: 'header.not_found' }]);
});

test('of staged rows the planner samples a few thousand, whatever column is added', async () => {
  const sampledMore = await asOwner(
    `select attname from pg_attribute where attrelid = 'staged_rows'::regclass and attnum > 0 and not attisdropped
     and (attstattarget is null or attstattarget > 10)`,
  );
  expect(sampledMore).toEqual([]);
});

test('of a large batch the planner hears before the followers read it, of a small one not', async () => {
  const heardAfterSweep = async () => {
    await asOwner(`delete from pg_statistic where starelid = 'subject_keys'::regclass`);
    await inContext(database.pools.intake, { purpose: 'system' }, (tx) => deleteEndedRows(tx, database.pools.origin));
    return (await asOwner(`select 1 from pg_stats where tablename = 'subject_keys'`)).length > 0;
  };
  await send([penaltyRow(90)]);
  expect(await heardAfterSweep()).toBe(false);
  await send([penaltyRow(91)]);
  await asOwner(
    `update batches set counts = jsonb_set(counts, '{good}', '10000') where rows_kept and state = 'accepted'`,
  );
  expect(await heardAfterSweep()).toBe(true);
});

test('a workbook with tables on several sheets comes in whole: each row is told, mended and kept with its sheet', async () => {
  const rows = [penaltyRow(61), penaltyRow(62, { CF_YJ: '' }), penaltyRow(63)];
  const headings = Object.keys(rows[0]!);
  const source = await xlsxOf((book) => {
    book.addWorksheet('一季').addRows([headings, Object.values(rows[0]!)]);
    book.addWorksheet('说明').addRow(['本表由虚构单位填写']);
    const second = book.addWorksheet('二季');
    second.addRows([['二季报送'], headings.toReversed(), Object.values(rows[1]!).toReversed()]);
    second.addRows([Object.values(rows[2]!).toReversed(), Object.values(rows[0]!).toReversed()]);
  });
  const file = await deps.spool.keep(createReadStream(source));
  const { result } = await submitBatch(ctx, deps, { file, name: '处罚.xlsx', item: 'unknown', history: false });
  await stageBatch(ctx, deps, { id: result.id, file, item: undefined, history: false });
  const shown = await inReading(ctx, async (tx) => {
    const { layout } = await getBatch(tx, result.id);
    const found = await listPreviewRows(tx, result.id, { after: 0, limit: 100 });
    return found.map(({ rowNumber, outcome, problems }) => {
      const { row, table } = placeOf(rowNumber, layout);
      return [table?.sheet, table?.headerRow, row, outcome, ...problems.map(({ code }) => code)];
    });
  });
  expect(shown).toEqual([
    ['一季', 1, 2, 'good'],
    ['二季', 2, 3, 'refused', 'E09.basis_absent'],
    ['二季', 2, 4, 'good'],
    ['二季', 2, 5, 'duplicate', 'E10.duplicate_on_sheet'],
  ]);
  const { result: receipt } = await acceptBatch(ctx, deps, result.id, 'good_rows');
  expect(receipt.counts).toMatchObject({ rows: 4, good: 2, refused: 1, duplicate: 1 });
});

test('what the preview says of a row has no gap where a fact belongs, and names a field that has no column', async () => {
  const { CF_NR: _left, ...row } = penaltyRow(81, { CF_NR_FK: '/', CF_SY: '虚'.repeat(6_000) });
  const { id } = await preview([row as PenaltyRow]);
  const [shown] = await inReading(ctx, (tx) => listPreviewRows(tx, id, { after: 0, limit: 1 }));
  const printed = shown!.problems.map((problem) => printProblem(problem, 2));
  expect(printed.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['cell.placeholder', 'E02.too_long', 'E01.missing']),
  );
  for (const { message, messageEn } of printed) expect(message + messageEn).not.toMatch(/[{}]/);
  expect(printed.find(({ code }) => code === 'E01.missing')).toMatchObject({ message: '必填项“处罚内容”未填写' });
});
