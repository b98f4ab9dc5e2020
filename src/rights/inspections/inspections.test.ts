import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor } from '../../../test/support/actors.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { determinationBench, SERVED } from '../../../test/support/determination-bench.ts';
import { day } from '../../../test/support/law.ts';
import { sequenceAll, testGrower, testLogHome } from '../../../test/support/log.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import type { Context } from '../../ground/audit/index.ts';
import { addDays } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { declareInterest } from '../../office/oversight/audit-room-commands.ts';
import { DETERMINATION_PROCEDURE } from '../determinations/index.ts';
import { enterObjection } from '../objections/index.ts';
import type { Outcome } from './inspection.ts';
import { letAllFall } from './inspection-jobs.ts';
import { inspectionWork } from './inspection-work-queries.ts';
import { drawFrom } from './lot.ts';
import { recordOutcome } from './outcome-commands.ts';
import { drawPlan, planInspections } from './plan-commands.ts';
import { readDraw, readInspections } from './reading-queries.ts';
import { endInspector, enterInspector } from './register-commands.ts';
import { replaceInspector } from './replacement-commands.ts';

const bench = determinationBench();
const { at, decide, law, propose, ready, sent, steps } = bench;
let grower: ReturnType<typeof testGrower>['grower'];
const people: Context[] = [];
let bureau: TestBureau;

beforeAll(async () => {
  bureau = bench.bureau;
  const { home, keys } = testLogHome();
  ({ grower } = testGrower(bench.database, keys, home));
  const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
  for (const role of ['clerk', 'clerk', 'publisher', 'counter'] as const) {
    const actor = await makeActor(bench.database.urls.owner, { id, path: organPath, kind }, role);
    people.push({ ...contextFor(actor, bench.database.pools), now: () => bureau.clock.now, edition: law.edition });
    await enterInspector(bureau.reviewer, { accountId: actor.accountId, serviceNumber: `虚执${people.length}` });
  }
}, 60_000);

/** In effect since 20 March 2026 for a year, four inspections in it: the first falls until 18 June. */
async function supervised(serial: number): Promise<string> {
  at('2026-03-09');
  const id = await propose(await sent(serial));
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  at('2026-03-20');
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  return id;
}
const logged = async () => {
  await sequenceAll(bench.database);
  await grower.grow();
};
const plan = async (until = '2026-03-20') =>
  (await planInspections(bureau.reviewer, { law }, { until: day(until) })).result;
const draw = (id: string) => drawPlan(bureau.reviewer, { law }, id);
const inspectionOf = async (caseId: string) =>
  (await readInspections(bureau.reviewer, law)).inspections.find((one) => one.caseId === caseId)!;
/** Supervised, planned and drawn. */
async function drawn(serial: number) {
  const caseId = await supervised(serial);
  const { id } = await plan();
  await logged();
  await draw(id);
  return inspectionOf(caseId);
}
const contextOf = (accountId: string) => people.find(({ actor }) => actor.accountId === accountId)!;
const conclude = (ctx: Context, inspectionId: string, outcome: Outcome, note: string | null = null) =>
  recordOutcome(ctx, { inspectionId, outcome, note });
const entriesOf = (objectId: string) =>
  bureau.asOwner<{ deed: string }>('select deed from journal where object_id = $1 order by id', [objectId]);

test('the pools are in the log before there is a lot; what is drawn follows from both, and is drawn once', async () => {
  const caseId = await supervised(1);
  await expect(planInspections(bureau.clerk, { law }, { until: day('2026-03-20') })).rejects.toThrow('access.denied');
  const { id, inspections, leftOut } = await plan();
  expect([inspections, leftOut]).toEqual([1, 0]);
  await expect(draw(id)).rejects.toThrow('log.not_yet');
  expect((await inspectionOf(caseId)).onDay).toBeNull();
  await logged();
  await draw(id);
  const told = await readDraw(bureau.reviewer, id);
  expect(drawFrom(told.pools, Buffer.from(told.draw!.logRoot, 'hex'))).toEqual(told.draw!.results);
  const one = await inspectionOf(caseId);
  expect([one.onDay, one.crew.map(({ accountId }) => accountId).toSorted()]).toEqual([
    told.draw!.results[0]!.onDay,
    told.draw!.results[0]!.inspectors.toSorted(),
  ]);
  expect(one.onDay! > '2026-03-20' && one.onDay! <= '2026-06-18').toBe(true);
  expect(told.position).toBeLessThanOrEqual(told.draw!.logSize);
  await expect(draw(id)).rejects.toThrow('inspection.drawn');
  expect(new Set((await entriesOf(id)).map(({ deed }) => deed))).toEqual(
    new Set(['inspection.plan', 'inspection.draw']),
  );
});

const DRAW = `insert into inspection_draws (plan_id, inspection_id, log_size, log_root, on_day, inspectors, drawn_by, drawn_kind, drawn_at, organ_path)
  select p.id, i.id, c.size, c.root, $2::date, $3::uuid[], p.made_by, 'person', now(), p.organ_path
  from inspection_plans p join inspections i on i.plan_id = p.id join log_checkpoints c on c.size = $4 where p.id = $1`;

test('no other day, no other inspectors and no later head of the log than the lot says: not even in the database', async () => {
  await supervised(2);
  const { id } = await plan();
  await logged();
  const [first] = await bureau.asOwner<{ size: number; root: Buffer }>(
    'select size, root from log_checkpoints order by size desc limit 1',
  );
  const { pools } = await readDraw(bureau.reviewer, id);
  const [said] = drawFrom(pools, first!.root);
  const other = people.map(({ actor }) => actor.accountId).filter((one) => !said!.inspectors.includes(one));
  const written = (onDay: string, inspectors: readonly string[], size = first!.size) =>
    bureau.asOwner(DRAW, [id, onDay, inspectors, size]);
  await expect(written(addDays(said!.onDay!, 1), said!.inspectors)).rejects.toThrow('not what the lot says');
  await expect(written(said!.onDay!, [said!.inspectors[0]!, other[0]!])).rejects.toThrow('not what the lot says');
  await expect(written(said!.onDay!, said!.inspectors.slice(0, 1))).rejects.toThrow('not what the lot says');
  await supervised(3);
  await logged();
  const [later] = await bureau.asOwner<{ size: number }>('select max(size) as size from log_checkpoints');
  await expect(written(said!.onDay!, said!.inspectors, later!.size)).rejects.toThrow('first head of the log');
  await draw(id);
  expect((await readDraw(bureau.reviewer, id)).draw!.logSize).toBe(Number(first!.size));
});

test('a turn is taken up once and for good, and no inspection is planned that the decision did not tell', async () => {
  const caseId = await supervised(4);
  await plan();
  await expect(plan()).rejects.toThrow('inspection.nothing_due');
  const again = (turn: number, from: string, until: string) =>
    bureau.asOwner(
      `insert into inspections (id, plan_id, case_id, turn, from_on, until_on, organ_path)
       select i.id, i.plan_id, i.case_id, $2, $3, $4, i.organ_path from inspections i where i.case_id = $1`,
      [caseId, turn, from, until],
    );
  for (const [turn, from, until] of [
    [5, '2027-03-20', '2027-06-18'],
    [2, '2026-03-20', '2026-06-18'],
  ] as const) {
    await expect(again(turn, from, until)).rejects.toThrow('no more inspections than the decision told');
  }
  const turns = (await readInspections(bureau.reviewer, law)).due.filter((one) => one.caseId === caseId);
  expect(turns.map(({ turn }) => turn)).toEqual([2, 3, 4]);
});

test('whoever stays out of the case or has an interest in its party is not drawn, and the pool says why', async () => {
  const caseId = await supervised(5);
  const [own, kin, ...rest] = people;
  await caseSteps(bench.deps(), [DETERMINATION_PROCEDURE]).recuse(bureau.reviewer, caseId, own!.actor.accountId);
  const [subject] = await bureau.asOwner<{ id: string }>('select subject_id as id from procedure_cases where id = $1', [
    caseId,
  ]);
  await declareInterest(kin!, subject!.id, 'kin');
  const { id } = await plan();
  const pools = JSON.parse((await readDraw(bureau.reviewer, id)).pools);
  const item = pools.items.find((one: { case: string }) => one.case === caseId);
  const fit = rest.map(({ actor }) => actor.accountId);
  expect(item.inspectors).toEqual(fit.toSorted());
  expect(Object.fromEntries(item.out.map((one: { account: string; why: string }) => [one.account, one.why]))).toEqual({
    [own!.actor.accountId]: 'recused',
    [kin!.actor.accountId]: 'interest',
  });
  const forged = `insert into inspection_plans (id, kind, pools, made_by, made_kind, made_at, edition, organ_path)
    select gen_random_uuid(), 'plan', replace(pools, $2, $3), made_by, made_kind, made_at, edition, organ_path
    from inspection_plans where id = $1 returning id`;
  const [made] = await bureau.asOwner<{ id: string }>(forged, [id, fit[0]!, own!.actor.accountId]);
  const taken = `insert into inspections (id, plan_id, case_id, turn, from_on, until_on, organ_path)
    select i.id, $2, i.case_id, 2, '2026-06-19', '2026-09-17', i.organ_path from inspections i where i.plan_id = $1 and i.case_id = $3`;
  await expect(bureau.asOwner(taken, [id, made!.id, caseId])).rejects.toThrow('not that of the register');
});

test('with fewer than two who may be drawn nothing is planned; whoever left the register is drawn no more, and nobody enters himself', async () => {
  const caseId = await supervised(6);
  for (const { actor } of people.slice(0, 3)) {
    await caseSteps(bench.deps(), [DETERMINATION_PROCEDURE]).recuse(bureau.reviewer, caseId, actor.accountId);
  }
  await expect(plan()).rejects.toThrow('inspection.too_few');
  const myself = { accountId: bureau.reviewer.actor.accountId, serviceNumber: '虚执自己' };
  await expect(enterInspector(bureau.reviewer, myself)).rejects.toThrow('inspection.not_oneself');
  const { accountId } = bureau.decider.actor;
  const { result } = await enterInspector(bureau.reviewer, { accountId, serviceNumber: '虚执9' });
  await expect(enterInspector(bureau.reviewer, { accountId, serviceNumber: '虚执9' })).rejects.toThrow('not_eligible');
  expect((await plan()).inspections).toBe(1);
  await endInspector(bureau.reviewer, result.id);
  await expect(endInspector(bureau.reviewer, result.id)).rejects.toThrow('inspection.inspector_absent');
  const { inspectors } = await readInspections(bureau.reviewer, law);
  expect(inspectors.map((one) => one.accountId)).not.toContain(accountId);
});

test('whoever holds no post at the organ any more is drawn no more, on the register or not', async () => {
  const { accountId } = people[3]!.actor;
  await supervised(12);
  await bureau.asOwner("update post_holdings set until = '2026-03-19' where account_id = $1", [accountId]);
  const { id } = await plan();
  const [item] = JSON.parse((await readDraw(bureau.reviewer, id)).pools).items;
  expect([item.inspectors.length, item.inspectors.includes(accountId)]).toEqual([3, false]);
  await bureau.asOwner('update post_holdings set until = null where account_id = $1', [accountId]);
});

test('in the place of one who cannot go another is drawn, never chosen and never the same again; the day stays', async () => {
  const one = await drawn(7);
  const [away] = one.crew;
  const asked = {
    inspectionId: one.id,
    accountId: away!.accountId,
    cause: 'away',
    reason: '因病请假，不能到场。',
  } as const;
  await expect(replaceInspector(bureau.clerk, { law }, asked)).rejects.toThrow('access.denied');
  const { id } = (await replaceInspector(bureau.reviewer, { law }, asked)).result;
  expect((await inspectionOf(one.caseId)).openPlan).toBe(id);
  await expect(replaceInspector(bureau.reviewer, { law }, asked)).rejects.toThrow('inspection.not_drawn');
  await logged();
  await draw(id);
  const now = await inspectionOf(one.caseId);
  expect([now.onDay, now.crew.length, now.openPlan]).toEqual([one.onDay, 2, null]);
  expect(now.crew.map(({ accountId }) => accountId)).not.toContain(away!.accountId);
  at(one.onDay!);
  await expect(conclude(contextOf(away!.accountId), one.id, 'nothing_found')).rejects.toThrow('inspection.not_in_crew');
  const pool = JSON.parse((await readDraw(bureau.reviewer, id)).pools).items[0];
  expect(pool.inspectors.some((left: string) => one.crew.some(({ accountId }) => accountId === left))).toBe(false);
});

test('it is held on its day by whoever was drawn; what was found is handed on, and nothing about the party is made of it', async () => {
  const one = await drawn(8);
  const [inspector] = one.crew.map(({ accountId }) => contextOf(accountId));
  const told = 'select count(*)::int as n from record_versions union all select count(*)::int from procedure_cases';
  const before = await bureau.asOwner(told);
  await expect(conclude(inspector!, one.id, 'nothing_found')).rejects.toThrow('inspection.too_early');
  at(one.onDay!);
  await expect(conclude(bureau.clerk, one.id, 'nothing_found')).rejects.toThrow('inspection.not_in_crew');
  await expect(conclude(inspector!, one.id, 'handed_on')).rejects.toThrow('inspection.note');
  await expect(conclude(inspector!, one.id, 'nothing_found', '一切正常。')).rejects.toThrow('inspection.note');
  await conclude(inspector!, one.id, 'handed_on', '线索移送虚构县司法局执法科。');
  expect(await inspectionOf(one.caseId)).toMatchObject({ outcome: 'handed_on', note: '线索移送虚构县司法局执法科。' });
  await expect(conclude(inspector!, one.id, 'not_held', '未能进行。')).rejects.toThrow('inspection.over');
  expect(await bureau.asOwner(told)).toEqual(before);
});

test('while its record is under objection nothing is inspected; that nobody went is said with why, and counts for nothing', async () => {
  const one = await drawn(9);
  const [inspector] = one.crew.map(({ accountId }) => contextOf(accountId));
  at(one.onDay!);
  const [of] = await bureau.asOwner<{ id: string }>('select record_id as id from procedure_cases where id = $1', [
    one.caseId,
  ]);
  const objection = {
    recordId: of!.id,
    receivedOn: day(one.onDay!),
    channel: 'paper',
    points: ['金额有误。'],
    exhibits: [],
  } as const;
  await enterObjection(bureau.clerk, bench.deps(), objection);
  expect((await inspectionOf(one.caseId)).standing).toBe('rests');
  await expect(conclude(inspector!, one.id, 'nothing_found')).rejects.toThrow('inspection.rests');
  const forged = `insert into inspection_outcomes (inspection_id, outcome, on_day, recorded_by, recorded_kind, recorded_at, organ_path)
    values ($1, 'nothing_found', $2, $3, 'person', now(), '1.1.')`;
  await expect(bureau.asOwner(forged, [one.id, one.onDay, inspector!.actor.accountId])).rejects.toThrow(
    'stands and falls',
  );
  await conclude(bureau.reviewer, one.id, 'not_held', '所依据的记录正在异议处理之中。');
  expect((await inspectionOf(one.caseId)).outcome).toBe('not_held');
});

test('what was not held falls away with the supervision, seen at once and written down by the program; resumed, it stays fallen', async () => {
  const one = await drawn(10);
  at('2026-03-23');
  const ground = { documents: ['suspension_ground'], reason: '法院裁定中止。' };
  await steps().take(bureau.reviewer, one.caseId, 'suspend', ground);
  expect((await inspectionOf(one.caseId)).standing).toBe('over');
  // Resumed before the program came round: that it was broken off is not forgotten.
  const text = { documents: ['resumption_decision'] };
  await steps().take(bureau.clerk, one.caseId, 'draft_resumption', text);
  await steps().take(bureau.reviewer, one.caseId, 'pass_resumption', text);
  await decide(one.caseId, 'resume', text.documents);
  await steps().take(bureau.clerk, one.caseId, 'serve_resumption', SERVED);
  expect(await bench.resting(one.caseId)).toBe(false);
  expect((await inspectionOf(one.caseId)).standing).toBe('over');
  at(one.onDay!);
  const [inspector] = one.crew.map(({ accountId }) => contextOf(accountId));
  await expect(conclude(inspector!, one.id, 'nothing_found')).rejects.toThrow('inspection.fell_away');
  const { pools } = bench.database;
  const fall = () => letAllFall({ pools, now: () => bureau.clock.now, law: () => law, log: () => undefined });
  expect(await fall()).toBe(1);
  expect(await fall()).toBe(0);
  expect(await inspectionOf(one.caseId)).toMatchObject({ outcome: 'fell_away', note: null });
  expect((await entriesOf(one.id)).map(({ deed }) => deed)).toEqual(['inspection.fall_away']);
  const kept = { purpose: 'work', accountId: bureau.clerk.actor.accountId, organPath: '1.1.' } as const;
  const forged = inContext(pools.app, kept, (tx) =>
    tx.updateTable('inspection_outcomes').set({ outcome: 'not_held' }).where('inspection_id', '=', one.id).execute(),
  );
  await expect(forged).rejects.toThrow('permission denied');
});

test('what is to be planned, drawn and held is on the list of whoever does it, with its day and why', async () => {
  const caseId = await supervised(11);
  const due = async (ctx: Context) =>
    (await inspectionWork(ctx, law, { limit: 100 })).filter(({ id }) => id === caseId).map(({ duty }) => duty);
  expect((await due(bureau.reviewer)).map(({ dueOn, articles }) => [dueOn, articles])).toEqual([
    ['2026-06-18', ['gbf58:0']],
  ]);
  expect(await due(bureau.clerk)).toEqual([]);
  const { id } = await plan();
  expect((await due(bureau.reviewer)).map(({ dueOn }) => dueOn)).toEqual(['2026-03-20']);
  await logged();
  await draw(id);
  const { onDay, crew } = await inspectionOf(caseId);
  expect(await due(bureau.reviewer)).toEqual([]);
  for (const ctx of people) {
    const mine = crew.some(({ accountId }) => accountId === ctx.actor.accountId);
    expect((await due(ctx)).map(({ dueOn }) => dueOn)).toEqual(mine ? [onDay] : []);
  }
  at(addDays(day(onDay!), 1));
  const [first] = crew;
  expect((await due(contextOf(first!.accountId)))[0]).toMatchObject({ overdue: true });
});

test('lifted, undone as wrong or run out: drawn or not, what was not held falls away, with an entry for each', async () => {
  const [lifted, wrong, past] = [await supervised(13), await supervised(14), await supervised(15)];
  await plan();
  at('2026-03-23');
  const removal = ['removal_decision'];
  await steps().take(bureau.clerk, lifted, 'draft_lift', { documents: removal, reason: '整改已经完成。' });
  await steps().take(bureau.reviewer, lifted, 'pass_removal', { documents: removal });
  await decide(lifted, 'approve_removal', removal);
  await decide(wrong, 'remove_wrongful', ['wrongful_removal']);
  const standing = async () => Promise.all([lifted, wrong, past].map(async (id) => (await inspectionOf(id)).standing));
  expect(await standing()).toEqual(['over', 'over', 'stands']);
  at('2027-03-21');
  expect(await standing()).toEqual(['over', 'over', 'over']);
  const ids = await Promise.all([lifted, wrong, past].map(async (id) => (await inspectionOf(id)).id));
  const { pools } = bench.database;
  await letAllFall({ pools, now: () => bureau.clock.now, law: () => law, log: () => undefined });
  for (const id of ids) expect((await entriesOf(id)).map(({ deed }) => deed)).toEqual(['inspection.fall_away']);
});
