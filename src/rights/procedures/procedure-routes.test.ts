import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { accessRoutes, giveDemonstrationPassword } from '../../ground/access/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { objectionRoutes } from '../objections/index.ts';
import { repairRoutes } from '../repairs/index.ts';
import { procedureRoutes, stepRoutes } from './index.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const ROLES = ['counter', 'clerk', 'reviewer', 'decider'] as const;
type Who = (typeof ROLES)[number];
const database = testDatabase();
const cookies = {} as Record<Who, string>;
let bureau: TestBureau;
let vault: Vault;
let http: HttpApp;
beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  vault = await Vault.open(database.pools, masterKey, clock.now);
  const config = { demonstration: true };
  const deps = { pools: database.pools, now: () => clock.now, law: () => law, masterKey, vault, config } as never;
  await http.register((scope) => accessRoutes(scope as HttpApp, deps));
  await http.register(async (scope) => {
    objectionRoutes(scope as HttpApp, deps);
    repairRoutes(scope as HttpApp, deps);
    procedureRoutes(scope as HttpApp, deps, PROCEDURES);
    stepRoutes(scope as HttpApp, deps, PROCEDURES);
  });
  const organ = { id: bureau.clerk.actor.organId, path: '1.1.', kind: 'county_bureau' } as const;
  for (const role of ROLES) {
    const { accountId } = await makeActor(database.urls.owner, organ, role);
    await giveDemonstrationPassword(deps, { accountId, username: `${role}.test`, password: PASSWORD });
    const answer = await http.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: `${role}.test`, password: PASSWORD },
      headers: { ...HOST, 'idempotency-key': randomUUID() },
    });
    cookies[role] = [answer.headers['set-cookie']]
      .flat()
      .map((one) => one!.split(';')[0]!)
      .join('; ');
  }
}, 60_000);

const post = async (who: Who, url: string, payload: object, key: string = randomUUID()) => {
  const headers = { ...HOST, cookie: cookies[who], 'idempotency-key': key };
  const answer = await http.inject({ method: 'POST', url, payload, headers });
  return { status: answer.statusCode, ...answer.json() };
};
const get = async (who: Who, url: string) => {
  const answer = await http.inject({ url, headers: { ...HOST, cookie: cookies[who] } });
  return { status: answer.statusCode, ...answer.json() };
};

test('a case is worked through the API by four people, who read from it what is open and to whom', async () => {
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  const points = ['金额有误。', '没有送达。'];
  const key = randomUUID();
  const entered = await post('counter', '/api/v1/objections', { recordId, receivedOn: '2026-03-06', points }, key);
  expect(entered).toMatchObject({ status: 201, state: 'received', dueOn: '2026-03-11', told: 0 });
  expect((await post('counter', '/api/v1/objections', { recordId, receivedOn: '2026-03-06', points }, key)).id).toBe(
    entered.id,
  );
  const url = `/api/v1/cases/${entered.id}`;

  const forClerk = await get('clerk', url);
  expect(forClerk).toMatchObject({ after: 1, final: false, stateName: { zh: '已收到' } });
  const open = forClerk.ways.map(({ step, may }: { step: string; may: boolean }) => [step, may]);
  expect(open).toEqual([
    ['ask_provider', true],
    ['ask_experts', true],
    ['draft', true],
    ['withdraw', true],
  ]);
  const forCounter = await get('counter', url);
  const forTheCounter = forCounter.ways.map(({ step, may, whyNot }: { step: string; may: boolean; whyNot: object }) => [
    step,
    may || whyNot,
  ]);
  const not = expect.objectContaining({ zh: '本岗位没有此项权限。' });
  expect(forTheCounter).toEqual([
    ['ask_provider', not],
    ['ask_experts', not],
    ['draft', not],
    ['withdraw', true],
  ]);
  expect(JSON.stringify(forClerk)).not.toContain('金额有误');

  const looked = await post('clerk', `${url}/looks`, { reason: '拟制答复' });
  expect(looked.points).toEqual([
    { number: 1, text: '金额有误。', answer: null },
    { number: 2, text: '没有送达。', answer: null },
  ]);
  expect(await bureau.asOwner("select 1 from sealed_looks where matter = 'objection'")).toHaveLength(2);
  expect((await post('counter', `${url}/looks`, { reason: '想看一看' })).status).toBe(403);

  for (const number of [1, 2]) {
    const found = { number, outcome: 'not_upheld', reason: '经核查，与决定书一致。' };
    expect((await post('clerk', `${url}/dispositions`, found)).status).toBe(201);
  }
  expect(
    (await post('clerk', `${url}/dispositions`, { number: 1, outcome: 'sufficient', reason: '材料齐备。' })).code,
  ).toBe('procedure.outcome_not_of_kind');
  const kit = { law: bureau.law, vault };
  const reply = await caseSteps(kit, PROCEDURES).documents(bureau.clerk, entered.id, 'draft', ['reply']);
  const step = (who: Who, name: string, after: number, more: object = {}) =>
    post(who, `${url}/steps`, { step: name, after, documents: reply, ...more });
  expect((await step('clerk', 'draft', 0)).code).toBe('procedure.moved_on');
  expect((await step('clerk', 'draft', 1)).state).toBe('drafted');
  expect((await step('clerk', 'pass', 2)).code).toBe('access.denied');
  expect((await step('reviewer', 'pass', 2)).state).toBe('reviewed');
  expect((await step('decider', 'close_quietly', 3)).code).toBe('procedure.no_such_step');
  const decided = await step('decider', 'decide_not_upheld', 3, { reason: '各项意见均不成立。' });
  expect(decided).toMatchObject({ status: 201, state: 'refusal_decided' });
  const receipt = await caseSteps(kit, PROCEDURES).documents(bureau.clerk, entered.id, 'serve_reply', [
    'delivery_receipt',
  ]);
  expect((await step('clerk', 'serve_reply', 4, { documents: receipt })).state).toBe('refused');
  const closed = await get('decider', url);
  expect(closed).toMatchObject({
    final: true,
    ways: [],
    steps: expect.arrayContaining([
      expect.objectContaining({ remedies: ['review.filing', 'suit.filing'], byMe: true }),
    ]),
  });
  expect(
    (await post('clerk', `${url}/dispositions`, { number: 1, outcome: 'upheld', reason: '改变主意。' })).code,
  ).toBe('procedure.closed');
  expect((await get('clerk', '/api/v1/cases')).cases).toEqual([]);
  expect((await get('clerk', '/api/v1/cases?open=false&procedure=objection')).cases).toMatchObject([
    { id: entered.id, state: 'refused' },
  ]);
});

test('the list of cases begins with the nearest last day and says what is past it', async () => {
  const ids = [...(await bureau.send([penaltyRow(2), penaltyRow(3)])).values()];
  const days = ['2026-03-09', '2026-03-03'];
  for (const [at, recordId] of ids.entries()) {
    await post('counter', '/api/v1/objections', { recordId, receivedOn: days[at], points: '金额有误。' });
  }
  const { cases } = await get('clerk', '/api/v1/cases');
  expect(cases.map(({ dueOn, overdue }: { dueOn: string; overdue: boolean }) => [dueOn, overdue])).toEqual([
    ['2026-03-06', true],
    ['2026-03-12', false],
  ]);
});

test('the tables are served with the numbers and marks of the packs', async () => {
  const { procedures } = await get('clerk', '/api/v1/procedures');
  const [objection, repair] = procedures;
  expect(objection.timers[0]).toMatchObject({
    code: 'own',
    count: 3,
    unit: 'workingDay',
    mark: 'verified',
    stopClock: ['test', 'appraisal', 'expert_review'],
  });
  // Whoever asks reads why fewer than three persons suffice, where they do.
  const told = (code: string) => repair.steps.find(({ step }: { step: string }) => step === code);
  expect(told('extend')).toMatchObject({
    decides: true,
    once: true,
    alone: { zh: expect.stringContaining('负责人批准') },
  });
  expect(told('refuse')).toMatchObject({ decides: true, alone: null });
  expect(repair.states.find(({ state }: { state: string }) => state === 'done')).toMatchObject({
    endsUse: true,
    final: true,
  });
});

test('anybody may simulate a repair without signing in; what the catalogue does not know is refused', async () => {
  const ask = async (payload: object) =>
    (await http.inject({ method: 'POST', url: '/api/v1/repair/simulations', payload })).json();
  const asked = {
    kinds: ['罚款'],
    fine: 5,
    decidedOn: '2026-05-11',
    dutyPerformedOn: '2026-05-20',
    procedure: 'ordinary',
  };
  expect(await ask(asked)).toMatchObject({
    earliestOn: '2026-08-11',
    endsOn: '2027-05-11',
    class: 'general',
    classProvisional: true,
  });
  expect(await ask({ kinds: ['加入黑名单'] })).toMatchObject({ code: 'repair.unknown_choice' });
  expect((await ask({ kinds: ['罚款'], uscc: '91411100MA00000156' })).status).toBe(400);
});

test('nobody reads a case without signing in, and no other organ its existence', async () => {
  const url = `/api/v1/cases/${randomUUID()}`;
  expect((await http.inject({ url })).statusCode).toBe(401);
  expect(await get('clerk', url)).toMatchObject({ status: 404, code: 'procedure.absent' });
});
