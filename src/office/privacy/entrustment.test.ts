import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day, testLaw } from '../../../test/support/law.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import { draftAssessment, reviewAssessment } from './assessment-commands.ts';
import { mendBy, nextCheck, stateOf } from './entrustment.ts';
import { enterEntrustment, tellOfEntrustment } from './entrustment-commands.ts';
import { listEntrustments } from './entrustment-queries.ts';
import { insertEvent } from './entrustment-store.ts';

const database = testDatabase();
let clerk: Context;
let reviewer: Context;
let decider: Context;
/** An invented code that passes its check. */
const OPERATOR = '91411100MA0000011B';

const contract = (over = {}) => ({
  operator: '虚构数据服务有限公司',
  operatorCode: OPERATOR,
  items: ['penalty'],
  purpose: '维护公示平台的服务器。',
  manner: '远程运维，不导出数据。',
  dataKinds: '姓名、证件号码（密封）',
  measures: '专人专机，操作留痕，不得复制。',
  duties: '不得转委托；终止时返还或者删除。',
  since: day('2026-01-01'),
  until: day('2026-12-31'),
  contractSha256: 'a'.repeat(64),
  ...over,
});
const told = (what: 'checked' | 'wanting' | 'ended', on: string, over = {}) => ({
  what,
  on: day(on),
  note: '现场检查，抽查操作记录。',
  mendBy: null,
  disposal: null,
  proofSha256: null,
  ...over,
});

beforeAll(async () => {
  const organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const as = async (role: 'clerk' | 'reviewer' | 'decider') =>
    contextFor(await makeActor(database.urls.owner, organ, role), database.pools);
  clerk = await as('clerk');
  reviewer = await as('reviewer');
  decider = await as('decider');
});

async function assessed(): Promise<void> {
  const matter = '委托处理的目的、影响和保护措施已经评估。';
  const texts = { necessity: matter, influence: matter, protection: matter };
  const { result } = await draftAssessment(clerk, { item: 'penalty', causes: ['entrusted'], ...texts });
  await reviewAssessment(reviewer, { id: result.id, outcome: 'passed', reason: '评估属实。' });
}

test('no contract is entered before somebody has assessed entrusting, and none with anybody’s own number in it', async () => {
  await expect(enterEntrustment(clerk, contract())).rejects.toThrow('privacy.entrusting_unassessed');
  await assessed();
  await expect(enterEntrustment(decider, contract())).rejects.toThrow('access.denied');
  await expect(enterEntrustment(clerk, contract({ operatorCode: '91411100MA00000119' }))).rejects.toThrow(
    'operator_code',
  );
  const named = contract({ duties: '联系人手机 13800138000，终止时删除。' });
  await expect(enterEntrustment(clerk, named)).rejects.toThrow('privacy.personal_value');
  await expect(enterEntrustment(clerk, contract())).resolves.toMatchObject({ result: { id: expect.any(String) } });
});

test('it is looked after until it ends, in order, and the end comes with its paper', async () => {
  const { id } = (await enterEntrustment(clerk, contract())).result;
  await tellOfEntrustment(clerk, id, told('wanting', '2026-02-01', { mendBy: day('2026-02-20') }));
  await tellOfEntrustment(clerk, id, told('checked', '2026-02-20'));
  await expect(tellOfEntrustment(clerk, id, told('checked', '2026-02-10'))).rejects.toThrow('day_out_of_order');
  await expect(tellOfEntrustment(clerk, id, told('checked', '2026-03-10'))).rejects.toThrow('day_out_of_order');
  // Without proof, which the operator's own word is not, command and database refuse.
  const unproved = told('ended', '2026-03-01', { disposal: 'deleted' });
  await expect(tellOfEntrustment(clerk, id, unproved)).rejects.toThrow('event_incomplete');
  const { accountId, organPath } = clerk.actor;
  const unasked = inContext(clerk.pools.app, workContext(clerk), (tx) =>
    insertEvent(tx, id, 3, unproved, { accountId, at: clerk.now(), organPath }),
  );
  await expect(unasked).rejects.toThrow(/check/);
  const end = told('ended', '2026-03-01', { disposal: 'deleted', proofSha256: 'b'.repeat(64) });
  await expect(tellOfEntrustment(clerk, id, end)).resolves.toMatchObject({ result: { number: 3 } });
  await expect(tellOfEntrustment(clerk, id, told('checked', '2026-03-05'))).rejects.toThrow('entrustment_ended');
});

test.each([
  ['wanting without its day', told('wanting', '2026-02-01'), 'event_incomplete'],
  [
    'wanting, to be mended before it was found',
    told('wanting', '2026-02-01', { mendBy: day('2026-01-20') }),
    'days_backwards',
  ],
  ['in order, with a day to mend by', told('checked', '2026-02-01', { mendBy: day('2026-02-20') }), 'event_incomplete'],
  [
    'in order, with what became of the data',
    told('checked', '2026-02-01', { disposal: 'deleted' }),
    'event_incomplete',
  ],
  [
    'an end without what became of the data',
    told('ended', '2026-02-01', { proofSha256: 'b'.repeat(64) }),
    'event_incomplete',
  ],
])('what does not fit is refused at the edge of the register and never fails: %s', async (_, given, code) => {
  const { id } = (await enterEntrustment(clerk, contract())).result;
  await expect(tellOfEntrustment(clerk, id, given)).rejects.toThrow(`privacy.${code}`);
});

test('a contract that ends on the day on which it begins, or before, is refused', async () => {
  const backwards = contract({ until: day('2026-01-01') });
  await expect(enterEntrustment(clerk, backwards)).rejects.toThrow('privacy.days_backwards');
});

test('its state, its next check and what is to be mended follow from what was told', () => {
  const term = { since: day('2026-01-01'), until: day('2026-12-31') };
  const wanting = { what: 'wanting', happenedOn: day('2026-02-01'), mendBy: day('2026-02-20') } as const;
  const checked = { what: 'checked', happenedOn: day('2026-02-20'), mendBy: null } as const;
  const ended = { what: 'ended', happenedOn: day('2026-03-01'), mendBy: null } as const;
  expect(stateOf(term, [], day('2026-12-31'))).toBe('standing');
  expect(stateOf(term, [], day('2027-01-01'))).toBe('over');
  expect(stateOf(term, [checked, ended], day('2027-01-01'))).toBe('ended');
  expect(nextCheck(term, [], testLaw())?.due).toBe('2027-01-01');
  expect(nextCheck(term, [wanting], testLaw())?.due).toBe('2027-02-01');
  expect(nextCheck(term, [ended], testLaw())).toBeUndefined();
  expect([mendBy([wanting]), mendBy([wanting, checked])]).toEqual(['2026-02-20', null]);
});

test('another organ sees none of it, and nobody changes what was told', async () => {
  const neighbour = await makeOrgan(database.urls.owner, '2.', 'city_bureau');
  const other = contextFor(await makeActor(database.urls.owner, neighbour, 'clerk'), database.pools);
  const seen = (ctx: Context) =>
    inContext(
      database.pools.app,
      { purpose: 'work', accountId: ctx.actor.accountId, organPath: ctx.actor.organPath },
      (tx) => listEntrustments(tx, 10),
    );
  const [first] = await seen(clerk);
  expect(first).toMatchObject({ operator: '虚构数据服务有限公司', contractSha256: 'a'.repeat(64) });
  expect(await seen(other)).toEqual([]);
  await expect(tellOfEntrustment(other, first!.id, told('checked', '2026-03-01'))).rejects.toThrow(
    'entrustment_absent',
  );
  await expect(database.pools.appPool.query("update privacy_entrustments set until = '2030-01-01'")).rejects.toThrow(
    /permission|append-only/,
  );
});
