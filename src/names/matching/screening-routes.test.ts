import { hash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { doorsOf } from '../../../test/support/kept-plans.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { accessRoutes, giveDemonstrationPassword, type Role } from '../../ground/access/index.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { DEFAULT_THRESHOLDS } from '../screening/index.ts';
import {
  ALL_SUBJECTS,
  judgementRoutes,
  PUBLIC_SUBJECTS,
  prefixRoutes,
  SubjectIndex,
  screeningRoutes,
} from './index.ts';
import { Screened } from './screening-routes.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const PERSON = '440524188001010014';
const why = { matter: '公共资源交易资格审查', purpose: '核对投标人身份' };
const NAME = '漯河市虚构比对食品有限公司';
const database = testDatabase();
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-screening-'));
let bureau: TestBureau;
let http: HttpApp;
let index: SubjectIndex;
let publicly: SubjectIndex;
beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const vault = await Vault.open(database.pools, masterKey, clock.now);
  const shared = { pools: database.pools, now: () => clock.now, log: () => undefined, home };
  index = new SubjectIndex(ALL_SUBJECTS, shared);
  publicly = new SubjectIndex(PUBLIC_SUBJECTS, shared);
  const names = { all: index, public: publicly };
  const config = { demonstration: true };
  const deps = { pools: database.pools, now: () => clock.now, law: () => law, masterKey, vault, config, names };
  await http.register((scope) => accessRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => screeningRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => prefixRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => judgementRoutes(scope as HttpApp, deps as never));
  await bureau.send([
    penaltyRow(1, { CF_XDR_MC: NAME }),
    penaltyRow(2, {
      CF_XDR_LB: '个体工商户',
      CF_XDR_MC: '无有店',
      CF_XDR_SHXYM: usccFor('411100', '92', 2),
      CF_FRDB: '',
    }),
    personRow(3, PERSON, { CF_XDR_MC: '虚甲乙', minor: 'false' }),
  ]);
  await sequenceNow(database.pools, clock.now);
  index.start();
  await vi.waitFor(() => expect(index.position).toBeGreaterThan(0), { timeout: 20_000 });
}, 60_000);
afterAll(async () => {
  await index.stop();
  await publicly.stop();
  rmSync(home, { recursive: true, force: true });
});

const cookies = new Map<Role, string>();
async function cookieOf(role: Role): Promise<string> {
  const known = cookies.get(role);
  if (known) return known;
  const organ = { id: bureau.clerk.actor.organId, path: '1.1.', kind: 'county_bureau' } as const;
  const { accountId } = await makeActor(database.urls.owner, organ, role);
  const deps = { pools: database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps as never, { accountId, username: `${role}.test`, password: PASSWORD });
  const { headers } = await http.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { username: `${role}.test`, password: PASSWORD },
    headers: HOST,
  });
  const cookie = [headers['set-cookie']]
    .flat()
    .map((one) => one!.split(';')[0]!)
    .join('; ');
  cookies.set(role, cookie);
  return cookie;
}
async function post(url: string, payload: object, role: Role = 'counter', key: string = randomUUID()) {
  const headers = { ...HOST, cookie: await cookieOf(role), 'idempotency-key': key };
  return http.inject({ method: 'POST', url, payload, headers });
}
/** Whatever this file is answered is what the schema of the route says, and nothing besides: the route itself does not look again. */
async function ask(queries: object[], role?: Role, key?: string) {
  const answer = await post('/api/v1/screening', { ...why, queries }, role, key);
  if (answer.statusCode === 201) expect(Screened.parse(answer.json())).toEqual(answer.json());
  return answer;
}
const uses = () =>
  bureau.asOwner<{ id: string; way: string; asked: number; candidate_ids: string[] }>(
    'select * from screening_uses order by at',
  );

test('the functions of a screening keep their plans, and nobody but the application may call them', async () => {
  const app = { keeps: true, mayCall: ['zhengming_app'] };
  expect(await doorsOf(database.urls.owner, ['screening_read', 'screening_log'])).toEqual([
    { name: 'screening_log', ...app, asOwner: false, ownPath: false },
    { name: 'screening_read', ...app, asOwner: true, ownPath: true },
  ]);
});

test('each question comes back under its key with class, reason, decision and the fact that would settle it', async () => {
  const answer = await ask([
    { key: 'a', name: '漯河市虚构比对食品公司' },
    { key: 'b', code: usccFor('411100', '91', 1) },
    { key: 'c', name: '南阳市无有水泥厂' },
    { key: 'd', name: NAME, code: usccFor('411100', '91', 999) },
    { key: 'e', code: '91411100MA00000000' },
  ]);
  expect(answer.statusCode).toBe(201);
  const { answers, position, calibration } = answer.json();
  expect([position, calibration]).toEqual([index.position, DEFAULT_THRESHOLDS.version]);
  expect(answers.map(({ key, code }: { key: string; code: string }) => [key, code])).toEqual([
    ['a', 'no_code'],
    ['b', 'found'],
    ['c', 'no_code'],
    ['d', 'not_on_list'],
    ['e', 'wrong_check'],
  ]);
  const party = { name: NAME, code: usccFor('411100', '91', 1), kind: 'organisation', ended: false };
  expect(answers[0].hits[0]).toMatchObject({ ...party, class: 'other_form', decision: 'look' });
  expect(answers[0].hits[0].settledBy.zh).toMatch(/\p{Script=Han}/u);
  expect(answers[1].hits[0]).toMatchObject({ ...party, class: 'same_code', decision: 'strong', similarity: 1 });
  expect([answers[2].hits, answers[4].hits]).toEqual([[], []]);
  expect(answers[3].hits[0]).toMatchObject({ ...party, class: 'same_name' });
});

test('a natural person is found by the exact number alone, an individual business by its code alone, both masked', async () => {
  const queries = [
    { person: { number: PERSON } },
    { name: '虚甲乙' },
    { name: PERSON },
    { code: usccFor('411100', '92', 2) },
    { name: '无有店' },
  ];
  const { answers } = (await ask(queries)).json();
  const names = answers.map(({ hits }: { hits: { name: string }[] }) => hits.map(({ name }) => name));
  expect(names).toEqual([['虚*'], [], [], ['无*'], []]);
  expect(answers[0].hits[0]).toMatchObject({ kind: 'person', code: null, class: 'same_code' });
});

test('there is no answer without its row, and the same request sent again has one row', async () => {
  const before = (await uses()).length;
  const key = randomUUID();
  const first = (await ask([{ name: NAME }, { name: '无有' }], 'counter', key)).json();
  const again = (await ask([{ name: NAME }, { name: '无有' }], 'counter', key)).json();
  expect(again).toEqual(first);
  const rows = await uses();
  expect(rows.length).toBe(before + 1);
  expect(rows.find(({ id }) => id === first.id)).toMatchObject({
    asked: 2,
    candidate_ids: [first.answers[0].hits[0].subjectId],
  });
  expect(JSON.stringify(rows)).not.toContain(NAME);
  expect((await ask([{ name: '另一个名称' }], 'counter', key)).json().code).toBe('request.key_reused');
});

test('requests that come together each get their own answer and row, and one with a reused key fails alone', async () => {
  const before = (await uses()).length;
  const key = randomUUID();
  const first = await ask([{ name: NAME }], 'counter', key);
  await cookieOf('clerk');
  const questions = Array.from({ length: 20 }, (_, at) =>
    at % 2 === 0 ? { key: `${at}`, name: NAME } : { key: `${at}`, code: usccFor('411100', '92', 2) },
  );
  const [told, again, reused] = await Promise.all([
    Promise.all(questions.map((question, at) => ask([question], at % 4 === 0 ? 'clerk' : 'counter'))),
    ask([{ name: NAME }], 'counter', key),
    ask([{ name: '另一个名称' }], 'counter', key),
  ]);
  const found = told.map((answer) => [answer.json().answers[0].key, answer.json().answers[0].hits[0].name]);
  expect(found).toEqual(questions.map((question, at) => [question.key, at % 2 === 0 ? NAME : '无*']));
  expect(again.json()).toEqual(first.json());
  expect(reused.json().code).toBe('request.key_reused');
  const rows = await bureau.asOwner<{ id: string; account_id: string }>('select * from screening_uses');
  expect(rows.length).toBe(before + 1 + questions.length);
  const accounts = told.map((answer) => rows.find(({ id }) => id === answer.json().id)!.account_id);
  expect(new Set(accounts).size).toBe(2);
});

test('what a person judged is shown with each later answer, and moves it', async () => {
  const spelling = '漯河虚构比对熟食店';
  const first = (await ask([{ name: NAME }])).json().answers[0].hits[0];
  const given = {
    subjectId: first.subjectId,
    spelling,
    verdict: 'same',
    until: '2027-01-31',
    reason: '与登记机关核对一致',
  };
  expect((await post('/api/v1/judgements', given, 'counter')).json().code).toBe('access.denied');
  const made = await post('/api/v1/judgements', given, 'clerk');
  expect(made.statusCode).toBe(201);
  const hit = (await ask([{ name: spelling }])).json().answers[0].hits[0];
  expect(hit).toMatchObject({ name: NAME, decision: 'strong', judgement: { verdict: 'same', until: '2027-01-31' } });
  const objection = { receivedOn: '2026-03-09', points: '当事人称与其无关' };
  const contested = await post(`/api/v1/judgements/${made.json().id}/objections`, objection, 'counter');
  expect(contested.statusCode).toBe(201);
  const { hits } = (await ask([{ name: spelling }])).json().answers[0];
  expect(hits.filter(({ judgement }: { judgement?: object }) => judgement)).toEqual([]);
});

test('a thousand questions are answered in one request, in their order; more are refused, as is a post that may not ask', async () => {
  const queries = Array.from({ length: 1_000 }, (_, at) =>
    at % 100 === 7 ? { key: `${at}`, name: NAME } : { key: `${at}`, name: `无有${at}` },
  );
  const { answers } = (await ask(queries)).json();
  expect(answers.map(({ key }: { key: string }) => key)).toEqual(queries.map(({ key }) => key));
  const named = answers.filter(({ hits }: { hits: { name: string }[] }) => hits[0]?.name === NAME);
  expect(named.length).toBe(10);
  expect((await ask([...queries, { name: NAME }])).statusCode).toBe(400);
  expect((await ask([{ name: '甲\u0000乙' }])).statusCode).toBe(400);
  expect((await ask([{ name: NAME }], 'publisher')).json().code).toBe('access.denied');
}, 30_000);

test('whoever sends only the beginning of a hash gets a bucket of what is public, and which code was meant stays unknown', async () => {
  const serials = [60, 61, 62];
  const ids = await bureau.send(serials.map((serial) => penaltyRow(serial)));
  for (const serial of serials.slice(0, 2)) await bureau.publish(ids.get(`虚司罚决字〔2026〕第${serial}号`)!);
  await sequenceNow(database.pools, bureau.clock.now);
  publicly.start();
  const [head] = await bureau.asOwner<{ n: number }>('select max(position)::int as n from journal_positions');
  await vi.waitFor(() => expect(publicly.position).toBeGreaterThanOrEqual(head!.n), { timeout: 20_000 });
  const cookie = await cookieOf('counter');
  const told = await http.inject({ url: '/api/v1/screening/prefixes', headers: { ...HOST, cookie } });
  expect(told.json()).toEqual({ digits: 3, hash: 'sha256' });
  const hashes = serials.map((serial) => hash('sha256', usccFor('411100', '91', serial)));
  const prefixes = hashes.map((text) => text.slice(0, 3));
  const answer = await post('/api/v1/screening/prefixes', { ...why, prefixes });
  expect(answer.statusCode).toBe(201);
  const found = hashes.map((text, at) => {
    const entries: { rest: string; decisions: { documentNumber: string }[] }[] = answer.json().buckets[at].entries;
    return entries.find(({ rest }) => rest === text.slice(3))?.decisions.map(({ documentNumber }) => documentNumber);
  });
  expect(found).toEqual([['虚司罚决字〔2026〕第60号'], ['虚司罚决字〔2026〕第61号'], undefined]);
  // Several uses may bear the same moment, so it is found by its way and not by its place.
  expect((await uses()).filter(({ way }) => way === 'prefixes')).toMatchObject([{ asked: 3, candidate_ids: [] }]);
  for (const wrong of ['12', '12345', 'XYZ']) {
    const refused = await post('/api/v1/screening/prefixes', { ...why, prefixes: [wrong] });
    expect(refused.json()).toMatchObject({ code: 'matching.prefix', facts: { digits: 3 } });
  }
});
