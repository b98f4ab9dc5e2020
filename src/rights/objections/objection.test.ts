import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { caseSteps, digest } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day, testLaw } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { getRecord } from '../../facts/records/record-queries.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { addPoint } from '../procedures/index.ts';
import { enterObjection, OBJECTION_PROCEDURE } from './index.ts';
import { refuseDayOfReceipt } from './objection.ts';

const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
let other: Context;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path, kind }, 'clerk');
  other = { ...bureau.clerk, actor };
}, 60_000);

const TWIN = '0190c0de-0000-7000-8000-0000000000aa';
const points = ['当事人称处罚金额记载有误。', '当事人称决定书没有送达。'];
const exhibits = [{ text: '缴款凭证一份', sha256: '7'.repeat(64) }];
const deps = () => ({ law: bureau.law, vault });
const enter = (ctx: Context, recordId: string, receivedOn = '2026-03-06') =>
  enterObjection(ctx, deps(), { recordId, receivedOn: day(receivedOn), channel: 'paper', points, exhibits });
const steps = () => caseSteps(deps(), [OBJECTION_PROCEDURE]);
const cases = () => bureau.asOwner('select id from procedure_cases');
const entries = () => bureau.asOwner("select id from journal where deed = 'objection.enter'");
const sent = async (serial: number, change = {}) => [...(await bureau.send([penaltyRow(serial, change)])).values()][0]!;
const isMarked = async (id: string) => (await getRecord(bureau.clerk, id)).underObjection;

test('a paper is not received before the decision that it disputes', () => {
  expect(() => refuseDayOfReceipt(day('2026-03-01'), day('2026-03-02'))).toThrow('objection.before_decision');
  expect(() => refuseDayOfReceipt(day('2026-03-02'), day('2026-03-02'))).not.toThrow();
});

test('an objection is entered with its clock, its sealed points and one journal entry, and marks the record', async () => {
  const recordId = await sent(1);
  const { result, entryId } = await enter(bureau.clerk, recordId);
  const [own] = result.timers;
  expect(own).toMatchObject({
    code: 'own',
    dueOn: '2026-03-11',
    provisional: false,
    articles: ['hnxy:41'],
    mark: 'verified',
  });
  expect(own!.why.zh.join('')).toContain('异议');
  expect(await isMarked(recordId)).toBe(true);
  const sealed = await bureau.asOwner<{ sealed: Buffer }>(
    'select v.sealed from procedure_points p join sealed_values v on v.id = p.sealed_id where p.case_id = $1 order by p.number',
    [result.id],
  );
  expect(sealed).toHaveLength(3);
  expect(sealed.some((one) => one.sealed.includes(Buffer.from(points[0]!)))).toBe(false);
  expect(await entries()).toEqual([{ id: entryId }]);
});

test('a refused objection leaves no trace', async () => {
  const recordId = await sent(2);
  const before = [await cases(), await entries()];
  const organ = await makeOrgan(database.urls.owner, '1.9.');
  const stranger = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'clerk') };
  await expect(enter(stranger, recordId)).rejects.toThrow('procedure.record_absent');
  await expect(enter(bureau.publisher, recordId)).rejects.toThrow('access.denied');
  await expect(enter(bureau.clerk, recordId, '2026-03-10')).rejects.toThrow('procedure.day_out_of_order');
  expect([await cases(), await entries()]).toEqual(before);
});

test('a program may bring in an objection, and marks the record as a person does', async () => {
  const recordId = await sent(3);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const program = await makeActor(database.urls.owner, { id, path, kind }, 'counter', 'program');
  const ctx = { ...contextFor(program, database.pools), now: () => bureau.clock.now, edition: bureau.law.edition };
  const { result } = await enter(ctx, recordId);
  expect(await isMarked(recordId)).toBe(true);
  await expect(steps().take(ctx, result.id, 'ask_provider', { documents: ['check_notice'] })).rejects.toThrow(
    'access.denied',
  );
});

test('a reply cannot be drafted until each point and each exhibit has its disposition, in the command and in the database', async () => {
  const recordId = await sent(4);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  const draft = () => steps().take(bureau.clerk, id, 'draft', { documents: ['reply'] });
  await expect(draft()).rejects.toThrow('procedure.undisposed {"open":3}');
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  await steps().dispose(bureau.clerk, id, 2, 'not_upheld');
  await expect(draft()).rejects.toThrow('procedure.undisposed {"open":1}');
  const forced = bureau.asOwner(
    `insert into procedure_steps (case_id, number, procedure, step, from_state, to_state, decides, taken_on, taken_at, taken_by,
       taken_kind, documents, remedies, basis, edition, organ_path)
     select case_id, 2, procedure, 'draft', 'received', 'drafted', false, taken_on, taken_at, taken_by, taken_kind,
       '[{"kind":"reply"}]', '{}', basis, edition, organ_path from procedure_steps where case_id = $1`,
    [id],
  );
  await expect(forced).rejects.toMatchObject({ code: '23514' });
  await steps().dispose(bureau.clerk, id, 3, 'outside');
  expect((await draft()).state).toBe('drafted');
});

test('a point that the party adds late, even to a drafted reply, has its own answer before anything goes out', async () => {
  const recordId = await sent(12);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  for (const number of [1, 2, 3]) await steps().dispose(bureau.clerk, id, number, 'not_upheld');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['reply'] });
  expect(await steps().add(bureau.clerk, id, 'exhibit', '补充的收据')).toBe(4);
  const pass = () => steps().take(bureau.reviewer, id, 'pass', { documents: ['reply'] });
  await expect(pass()).rejects.toThrow('procedure.undisposed {"open":1}');
  // What was drafted does not change under the reviewer's eyes: it goes back, and is drafted anew.
  await expect(steps().dispose(bureau.clerk, id, 4, 'outside')).rejects.toThrow('procedure.drafted');
  await steps().take(bureau.reviewer, id, 'return_draft', { reason: '补充的收据须一并答复。' });
  await steps().dispose(bureau.clerk, id, 4, 'outside');
  expect((await steps().reply(bureau, id, 'decide_not_upheld')).state).toBe('refusal_decided');
});

test('refused with reasons and remedies: the marker and the clock end with the service of the reply, and every organ that got the record is told', async () => {
  const recordId = await sent(5);
  const asking = await makeOrgan(database.urls.owner, '1.8.', 'partner');
  await bureau.asOwner(
    `insert into check_uses (id, subject_id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition,
       record_ids, asked_by, candidate_ids, coverage_at)
     select gen_random_uuid(), subject_id, now(), $1, '1.8.', $2, $2, decode(repeat('00', 32), 'hex'), '许可', '资格审查', '', array[id],
       'code', '{}', now() from records where id = $3`,
    [asking.id, bureau.clerk.actor.accountId, recordId],
  );
  const { result } = await enter(bureau.clerk, recordId);
  expect(result.told).toBe(1);
  for (const number of [1, 2, 3]) await steps().dispose(bureau.clerk, result.id, number, 'not_upheld');
  await steps().take(bureau.clerk, result.id, 'draft', { documents: ['reply'] });
  // The same head with another hat neither reviews nor decides, by policy; another document than the drafted one is none.
  const hat = { ...bureau.reviewer, actor: { ...bureau.reviewer.actor, accountId: bureau.clerk.actor.accountId } };
  await expect(steps().take(hat, result.id, 'pass', { documents: ['reply'] })).rejects.toThrow('access.denied');
  const swapped = { documents: [{ kind: 'reply', sha256: digest('another') }] };
  await expect(steps().take(bureau.reviewer, result.id, 'pass', swapped)).rejects.toThrow('procedure.another_document');
  await steps().take(bureau.reviewer, result.id, 'pass', { documents: ['reply'] });
  const correct = steps().take(bureau.decider, result.id, 'decide_correction', {
    documents: ['reply'],
    reason: '理由如下。',
  });
  await expect(correct).rejects.toThrow('objection.none_upheld');
  const silent = steps().take(bureau.decider, result.id, 'decide_not_upheld', { documents: ['reply'] });
  await expect(silent).rejects.toThrow('procedure.no_reason');
  expect(await isMarked(recordId)).toBe(true);
  const decided = await steps().take(bureau.decider, result.id, 'decide_not_upheld', {
    documents: ['reply'],
    reason: '核查属实。',
  });
  // Decided is not told: marker, clock and receivers wait for the reply in the party's hand.
  expect(decided).toMatchObject({ state: 'refusal_decided', told: 0, timers: [{ code: 'own', standing: 'running' }] });
  expect(await isMarked(recordId)).toBe(true);
  const unserved = steps().take(bureau.clerk, result.id, 'serve_reply', {
    documents: [{ kind: 'delivery_receipt', sha256: digest('never served') }],
  });
  await expect(unserved).rejects.toThrow('procedure.not_served');
  expect(await isMarked(recordId)).toBe(true);
  bureau.clock.now = new Date('2026-03-10T02:00:00Z');
  const served = await steps().take(bureau.clerk, result.id, 'serve_reply', { documents: ['delivery_receipt'] });
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
  expect(served).toMatchObject({
    state: 'refused',
    told: 1,
    timers: [{ code: 'own', standing: 'kept', endedOn: '2026-03-10' }],
  });
  expect(await isMarked(recordId)).toBe(false);
  const [step] = await bureau.asOwner('select remedies, basis from procedure_steps where case_id = $1 and decides', [
    result.id,
  ]);
  expect(step).toEqual({
    remedies: ['review.filing', 'suit.filing'],
    basis: expect.arrayContaining(['hnxy:41', 'xzfy:20']),
  });
  const notices = await bureau.asOwner(
    'select state, receiver_path, due_on::text from procedure_notices where case_id = $1 order by step_number',
    [result.id],
  );
  expect(notices).toEqual([
    { state: 'received', receiver_path: '1.8.', due_on: '2026-03-10' },
    { state: 'refused', receiver_path: '1.8.', due_on: '2026-03-11' },
  ]);
});

test('a reviewer who misses the provider sends the draft back, and the provider is asked with its own clock, within the seven days in all', async () => {
  const { id } = (await enter(bureau.clerk, await sent(23))).result;
  for (const number of [1, 2, 3]) await steps().dispose(bureau.clerk, id, number, 'not_upheld');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['reply'] });
  await steps().take(bureau.reviewer, id, 'return_draft', { reason: '须向提供单位核查。' });
  const asked = await steps().take(bureau.clerk, id, 'ask_provider', { documents: ['check_notice'] });
  expect(asked.state).toBe('at_provider');
  expect(asked.timers.map(({ code, standing }) => [code, standing])).toEqual([
    ['own', 'dropped'],
    ['total', 'running'],
    ['provider', 'running'],
  ]);
});

test('decided to correct: the marker stands until the corrected version is there', async () => {
  const recordId = await sent(6);
  await bureau.publish(recordId);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  await steps().dispose(bureau.clerk, id, 1, 'upheld');
  await steps().dispose(bureau.clerk, id, 2, 'not_upheld');
  await steps().dispose(bureau.clerk, id, 3, 'upheld');
  await steps().reply(bureau, id, 'decide_correction');
  // One of its points failed: the party is told how to go on, as after a refusal.
  const [decision] = await bureau.asOwner<{ remedies: string[] }>(
    'select remedies from procedure_steps where case_id = $1 and decides',
    [id],
  );
  expect(decision!.remedies).toEqual(['review.filing', 'suit.filing']);
  await expect(steps().take(bureau.clerk, id, 'confirm_correction')).rejects.toThrow('objection.not_corrected_yet');
  expect(await isMarked(recordId)).toBe(true);
  await bureau.send([penaltyRow(6, { CF_NR_FK: '0.3', CF_NR: '罚款人民币三千元', action: 'correct' })]);
  await expect(steps().take(bureau.clerk, id, 'confirm_correction')).rejects.toThrow('objection.not_released_yet');
  expect(await isMarked(recordId)).toBe(true);
  await bureau.publish(recordId, { version: 2 });
  expect((await steps().take(bureau.clerk, id, 'confirm_correction')).state).toBe('corrected');
  expect(await isMarked(recordId)).toBe(false);
});

test('the clock stands still with experts for whole days, for the causes of the law only', async () => {
  const recordId = await sent(7);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  const ask = (cause?: string) =>
    steps().take(bureau.clerk, id, 'ask_experts', { documents: ['expert_request'], ...(cause ? { cause } : {}) });
  await expect(ask()).rejects.toThrow('procedure.no_cause');
  await expect(ask('holiday')).rejects.toThrow('period.stop_not_allowed');
  const stopped = await ask('appraisal');
  expect(stopped.timers).toMatchObject([{ code: 'own', dueOn: null, standing: 'stopped' }]);
  bureau.clock.now = new Date('2026-03-16T02:00:00Z');
  const back = await steps().take(bureau.clerk, id, 'record_experts', { documents: ['expert_report'] });
  // Received Friday 6 March; Monday 9th counts, 10th to 15th stand still, the 16th and 17th count.
  expect(back.timers).toMatchObject([{ code: 'own', dueOn: '2026-03-17', standing: 'running' }]);
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
});

test('when the provider must check, its own clock runs beside ours: three days for it, seven in all', async () => {
  const recordId = await sent(8);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  const asked = await steps().take(bureau.clerk, id, 'ask_provider', { documents: ['check_notice'] });
  expect(asked.timers.map(({ code, dueOn, standing }) => [code, dueOn, standing])).toEqual([
    ['own', '2026-03-11', 'dropped'],
    ['total', '2026-03-17', 'running'],
    ['provider', '2026-03-12', 'running'],
  ]);
});

test('who is recused takes no step any more, in the command and in the database', async () => {
  const recordId = await sent(9);
  const { id } = (await enter(other, recordId)).result;
  await steps().recuse(bureau.reviewer, id, bureau.clerk.actor.accountId);
  const take = (ctx: Context) => steps().take(ctx, id, 'ask_provider', { documents: ['check_notice'] });
  await expect(take(bureau.clerk)).rejects.toThrow('procedure.recused');
  await expect(steps().dispose(bureau.clerk, id, 1, 'upheld')).rejects.toThrow('procedure.recused');
  await expect(steps().recuse(other, id, bureau.clerk.actor.accountId)).rejects.toThrow('access.denied');
  await expect(steps().recuse(bureau.reviewer, id, recordId)).rejects.toThrow('procedure.no_colleague');
  expect((await take(other)).state).toBe('at_provider');
});

test('two officers at once: one step is taken, the other is told to look again', async () => {
  const recordId = await sent(10);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  const take = (ctx: Context) => steps().take(ctx, id, 'ask_provider', { documents: ['check_notice'], after: 1 });
  const outcomes = await Promise.allSettled([take(bureau.clerk), take(other)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(String(outcomes.find((one) => one.status === 'rejected')!.reason)).toContain('procedure.moved_on');
  expect(await bureau.asOwner('select 1 from procedure_steps where case_id = $1', [id])).toHaveLength(2);
});

test('what a party says on paper beside an undecided objection belongs into it: told with its case, in the command and in the database', async () => {
  const recordId = await sent(13);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  await expect(enter(other, recordId)).rejects.toMatchObject({ code: 'objection.open_already', facts: { caseId: id } });
  const said = { caseId: id, kind: 'point' as const, text: '另有一项：当事人名称有误。' };
  const added = await addPoint(other, deps(), [OBJECTION_PROCEDURE], said);
  expect(added.result.number).toBe(4);
  await expect(
    bureau.asOwner(
      `with twin as (insert into procedure_cases select (json_populate_record(c, json_build_object('id', $2::uuid))).*
         from procedure_cases as c where c.id = $1 returning id) select id from twin`,
      [id, TWIN],
    ),
  ).resolves.toHaveLength(1);
  const columns = `step, from_state, to_state, decides, taken_on, taken_at, taken_by, taken_kind, documents, remedies, basis, edition, organ_path`;
  await expect(
    bureau.asOwner(
      `insert into procedure_steps (case_id, number, procedure, ${columns})
       select $2, 1, procedure, ${columns} from procedure_steps where case_id = $1 and number = 1`,
      [id, TWIN],
    ),
  ).rejects.toMatchObject({ constraint: 'procedure_steps_one_objection' });
});

test('to a decision that waits to be carried out, and after the end, a party may object anew', async () => {
  const recordId = await sent(22);
  const { id } = (await enter(bureau.clerk, recordId)).result;
  for (const number of [1, 2, 3]) await steps().dispose(bureau.clerk, id, number, 'upheld');
  await steps().reply(bureau, id, 'decide_correction');
  // In that case nobody would answer it any more: the command and the database send it to one of its own.
  await expect(steps().add(bureau.clerk, id, 'point', '另有一项。')).rejects.toMatchObject({
    code: 'procedure.decided',
    facts: { recordId },
  });
  await expect(
    bureau.asOwner(
      `insert into procedure_points (case_id, number, kind, sealed_id, raised_at, organ_path)
       select case_id, number + 10, kind, sealed_id, raised_at, organ_path from procedure_points where case_id = $1 and number = 1`,
      [id],
    ),
  ).rejects.toMatchObject({ constraint: 'procedure_points_are_heard' });
  const anew = (await enter(bureau.clerk, recordId)).result.id;
  await steps().take(bureau.clerk, anew, 'withdraw', { documents: ['withdrawal_request'] });
  expect((await enter(bureau.clerk, recordId)).result.id).not.toBe(anew);
});

test('every article and clock of the objection is in the packs of this stack', () => {
  expect(testLaw().period('objection.own', day('2026-03-09')).stopClock).toEqual([
    'test',
    'appraisal',
    'expert_review',
  ]);
});
