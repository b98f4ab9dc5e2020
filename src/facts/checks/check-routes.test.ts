import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { LOG_ORIGIN, sequenceAll, testGrower, testLogHome } from '../../../test/support/log.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { accessRoutes, giveDemonstrationPassword } from '../../ground/access/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { checkAnswer } from '../../ground/proof/verify/answer-receipt.ts';
import { Vault } from '../../ground/vault/index.ts';
import { keptLaws } from '../../office/editions/index.ts';
import { objectionRoutes } from '../../rights/objections/index.ts';
import { checkReceiptRoutes, checkRoutes } from './index.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const why = { matter: '律师事务所设立许可', purpose: '核对设立条件' };
const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
let cookie = '';
const { home, keys } = testLogHome();
beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const vault = await Vault.open(database.pools, masterKey, clock.now);
  const config = { demonstration: true, logOrigin: LOG_ORIGIN };
  const { pools } = database;
  const deps = { pools, now: () => clock.now, law: () => law, lawOf: keptLaws(pools), masterKey, vault, config, home };
  await http.register((scope) => accessRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => checkRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => checkReceiptRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => objectionRoutes(scope as HttpApp, deps as never));
  const organ = { id: bureau.clerk.actor.organId, path: '1.1.', kind: 'county_bureau' } as const;
  const { accountId } = await makeActor(database.urls.owner, organ, 'counter');
  await giveDemonstrationPassword(deps as never, { accountId, username: 'counter.test', password: PASSWORD });
  const answer = await post('/api/v1/session', { username: 'counter.test', password: PASSWORD });
  cookie = [answer.headers['set-cookie']]
    .flat()
    .map((one) => one!.split(';')[0]!)
    .join('; ');
}, 60_000);
const post = (url: string, payload: object, headers: object = { 'idempotency-key': randomUUID() }) =>
  http.inject({ method: 'POST', url, payload, headers: { ...HOST, cookie, ...headers } });

test('a counter officer asks, enters an objection, asks again, and reads the first answer as it was', async () => {
  const [recordId] = [...(await bureau.send([penaltyRow(1)])).values()];
  const question = { key: 'a-1', code: usccFor('411100', '91', 1), ...why };
  const first = await post('/api/v1/checks', [question, { ...why, name: '漯河虚构1号商贸有限公司' }]);
  expect([first.statusCode, first.json().answers.length]).toEqual([201, 2]);
  expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(first.body).toBe(JSON.stringify(first.json()));
  const [asked, named] = first.json().answers;
  expect(asked).toMatchObject({ key: 'a-1', facts: [{ recordId, marks: ['not_final'] }] });
  expect(named).toMatchObject({ subject: null, facts: [], candidates: [{ code: question.code }] });
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
  const objection = { recordId, receivedOn: '2026-03-09', points: '当事人称金额有误。' };
  expect((await post('/api/v1/objections', objection)).json()).toMatchObject({ dueOn: '2026-03-12' });
  const second = (await post('/api/v1/checks', { questions: [question] })).json().answers[0];
  expect(second.facts[0].marks).toEqual(['not_final', 'under_objection']);
  const { key: _key, ...told } = asked;
  const again = await http.inject({ url: `/api/v1/checks/${asked.id}`, headers: { ...HOST, cookie } });
  expect(again.json()).toEqual(told);
});

test('a question without its key, its matter or its party, or with half a character, is refused whole', async () => {
  const question = { code: usccFor('411100', '91', 1), ...why };
  expect((await post('/api/v1/checks', [question], {})).json().code).toBe('http.request_key');
  const refused = [[], [{ ...why }], [{ ...question, matter: '' }], [{ ...question, purpose: '核对\u0000条件' }]];
  for (const body of refused) expect((await post('/api/v1/checks', body)).statusCode).toBe(400);
  expect((await post('/api/v1/checks', [{ ...question, purpose: '核对\ud800条件' }])).statusCode).toBe(400);
});

test('an answer that found nothing is had as a signed receipt, which its key alone checks', async () => {
  const question = { code: usccFor('411100', '91', 77), ...why };
  const asked = (await post('/api/v1/checks', [question])).json().answers[0];
  const url = `/api/v1/checks/${asked.id}/receipt`;
  expect((await http.inject({ url, headers: HOST })).statusCode).toBe(401);
  expect((await http.inject({ url, headers: { ...HOST, cookie } })).json().code).toBe('log.not_yet');
  await bureau.send([penaltyRow(2)]);
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
  const receipt = await http.inject({ url, headers: { ...HOST, cookie } });
  const checked = checkAnswer(receipt.body, keys.signer);
  expect(checked.answer).toEqual(asked);
  expect(checked.answer).toMatchObject({ subject: null, facts: [], edition: bureau.law.edition });
  expect(checked.size).toBeGreaterThan(0);
});
