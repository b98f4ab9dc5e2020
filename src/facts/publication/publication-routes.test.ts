import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { accessRoutes, giveDemonstrationPassword, type Role } from '../../ground/access/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { publicationRoutes } from './index.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
const cookies = {} as Record<'reviewer' | 'publisher' | 'counter', string>;
beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const config = { demonstration: true };
  const deps = { pools: database.pools, now: () => clock.now, law: () => law, masterKey, config };
  await http.register((scope) => accessRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => publicationRoutes(scope as HttpApp, deps as never));
  for (const role of ['reviewer', 'publisher', 'counter'] as const) cookies[role] = await signIn(role, deps);
}, 60_000);

async function signIn(role: Role, deps: Parameters<typeof giveDemonstrationPassword>[0]): Promise<string> {
  const organ = { id: bureau.clerk.actor.organId, path: '1.1.', kind: 'county_bureau' } as const;
  const { accountId } = await makeActor(database.urls.owner, organ, role);
  const username = `${role}.${accountId.slice(0, 8)}`;
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const answer = await post('/api/v1/session', { username, password: PASSWORD }, '');
  return [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => cookie!.split(';')[0]!)
    .join('; ');
}
const get = async (url: string, cookie: string) => http.inject({ url, headers: { ...HOST, cookie } });
const post = (url: string, payload: object, cookie: string, key: string = randomUUID()) =>
  http.inject({ method: 'POST', url, payload, headers: { ...HOST, cookie, 'idempotency-key': key } });
const sent = async (serial: number, change = {}) =>
  (await bureau.send([penaltyRow(serial, change)])).get(NUMBER(serial))!;

test('a record goes from the queue to the public by two requests of two people, each answered again by its key', async () => {
  const recordId = await sent(1);
  const queue = (await get('/api/v1/publications/queue?state=to_review', cookies.reviewer)).json();
  expect(queue.rows.find((row: { recordId: string }) => row.recordId === recordId)).toMatchObject({
    state: 'to_review',
    class: 'general',
    correction: false,
    duty: { dueOn: '2026-03-11', workingDaysLeft: 2, overdue: false, provisional: false },
  });
  const review = { recordId, version: 1, confidentialityChecked: true };
  const key = randomUUID();
  const reviewed = await post('/api/v1/publications/reviews', review, cookies.reviewer, key);
  expect(reviewed.statusCode).toBe(201);
  expect((await post('/api/v1/publications/reviews', review, cookies.reviewer, key)).json()).toEqual(reviewed.json());
  const released = await post('/api/v1/publications', { recordId, version: 1 }, cookies.publisher);
  expect([released.statusCode, released.json()]).toMatchObject([
    201,
    { beginsOn: '2026-03-09', lastDay: '2027-03-02' },
  ]);
  const sheet = (await get(`/api/v1/publications/queue/${recordId}`, cookies.publisher)).json();
  expect(sheet).toMatchObject({ state: 'public', publication: { id: released.json().id, lastDay: '2027-03-02' } });
  expect(sheet.duty.why.zh.join('\n')).toContain('第 7 个工作日');
  const withdrawal = { ground: 'own_error', publicReason: '本机关录入有误，予以撤回。' };
  const url = `/api/v1/publications/${released.json().id}/withdrawal`;
  expect((await post(url, withdrawal, cookies.reviewer)).statusCode).toBe(201);
  expect((await get(`/api/v1/publications/queue/${recordId}`, cookies.publisher)).json().state).toBe('withdrawn');
});

test('who acts on a sheet that has changed since is told so with 412, and nothing is decided', async () => {
  const recordId = await sent(6);
  const url = `/api/v1/publications/queue/${recordId}`;
  const write = (path: string, payload: object, cookie: string, tag: string) =>
    http.inject({
      method: 'POST',
      url: path,
      payload,
      headers: { ...HOST, cookie, 'idempotency-key': randomUUID(), 'if-match': tag },
    });
  const before = (await get(url, cookies.reviewer)).headers.etag as string;
  const review = { recordId, version: 1, confidentialityChecked: true };
  expect((await write('/api/v1/publications/reviews', review, cookies.reviewer, before)).statusCode).toBe(201);
  const refusal = { recordId, reason: '不属于应当公示的信息。' };
  const stale = await write('/api/v1/publications/refusals', refusal, cookies.reviewer, before);
  expect([stale.statusCode, stale.json().code]).toEqual([412, 'request.changed_since']);
  const weak = await write(
    '/api/v1/publications/refusals',
    refusal,
    cookies.reviewer,
    `W/${stale.json().facts.current}`,
  );
  expect(weak.statusCode).toBe(412);
  const nonsense = await write('/api/v1/publications/refusals', refusal, cookies.reviewer, 'yesterday');
  expect([nonsense.statusCode, nonsense.json().code]).toEqual([400, 'http.if_match']);
  const now = (await get(url, cookies.publisher)).headers.etag as string;
  expect(now).toBe(stale.json().facts.current);
  const released = await write('/api/v1/publications', { recordId, version: 1 }, cookies.publisher, now);
  expect(released.statusCode).toBe(201);
  const withdrawal = { ground: 'own_error', publicReason: '本机关录入有误，予以撤回。' };
  const path = `/api/v1/publications/${released.json().id}/withdrawal`;
  expect((await write(path, withdrawal, cookies.reviewer, now)).statusCode).toBe(412);
  expect((await write(path, withdrawal, cookies.reviewer, '*')).statusCode).toBe(201);
});

test('the sheet names every place that must be settled, and a refusal says in words why', async () => {
  const recordId = await sent(2, { CF_SY: '联系电话13800000000。' });
  const sheet = (await get(`/api/v1/publications/queue/${recordId}`, cookies.reviewer)).json();
  expect(sheet).toMatchObject({
    needsFinding: false,
    answer: { answer: 'allowed', until: '2027-03-02' },
    personalData: [{ field: 'CF_SY', start: 4, end: 15, kind: 'mobile' }],
  });
  const review = { recordId, version: 1, confidentialityChecked: true };
  const open = await post('/api/v1/publications/reviews', review, cookies.reviewer);
  expect([open.statusCode, open.json().code]).toEqual([422, 'publication.personal_data_open']);
  const places = [{ field: 'CF_SY', start: 4, end: 15, outcome: 'released', reason: '已公开的客服电话' }];
  expect((await post('/api/v1/publications/reviews', { ...review, places }, cookies.reviewer)).statusCode).toBe(201);
  const again = await sent(3, { CF_CFLB: '警告', CF_NR_FK: '' });
  const minor = await post('/api/v1/publications/reviews', { ...review, recordId: again }, cookies.reviewer);
  expect(minor.json()).toMatchObject({ code: 'publication.not_allowed', status: 422 });
  expect(minor.json().facts.why.zh.join('')).toContain('原则上不公示');
});

test('a withdrawn record stands in the list of withdrawals due, with its day', async () => {
  const recordId = await sent(4);
  await bureau.publish(recordId);
  await bureau.send([penaltyRow(4, { action: '2', withdrawal_reason: '决定被依法撤销' })]);
  const due = (await get('/api/v1/publications/withdrawals/due', cookies.reviewer)).json();
  expect(due.rows).toMatchObject([{ recordId, duty: { dueOn: '2026-03-12', workingDaysLeft: 3 } }]);
  expect((await get('/api/v1/publications/terms/proposals', cookies.publisher)).json()).toEqual({
    today: '2026-03-09',
    rows: [],
  });
});

test('what its source withdrew is told as hidden and not public, before anybody has taken it down', async () => {
  const recordId = await sent(40);
  await bureau.publish(recordId);
  const told = async () => (await get(`/api/v1/records/${recordId}/publication`, cookies.reviewer)).json();
  expect(await told()).toMatchObject({ state: 'public', publicRecord: { answer: 'allowed' } });
  await bureau.send([penaltyRow(40, { action: '2', withdrawal_reason: '文书号录入有误' })]);
  expect(await told()).toMatchObject({ state: 'hidden', publicRecord: { answer: 'refused', until: null } });
});

test('a counter officer neither reads the queue nor decides; nobody does without signing in', async () => {
  const recordId = await sent(5);
  expect((await get('/api/v1/publications/queue', cookies.counter)).statusCode).toBe(403);
  expect((await get('/api/v1/publications/queue', '')).statusCode).toBe(401);
  const refusal = { recordId, reason: '不属于应当公示的信息。' };
  expect((await post('/api/v1/publications/refusals', refusal, cookies.counter)).statusCode).toBe(403);
  expect((await post('/api/v1/publications/refusals', refusal, cookies.reviewer)).statusCode).toBe(201);
  expect((await get(`/api/v1/publications/queue/${recordId}`, cookies.reviewer)).json().state).toBe('refused');
});

test('the queue is read page by page, the longest waiting first', async () => {
  for (const serial of [20, 21, 22]) await sent(serial);
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const page = (await get(`/api/v1/publications/queue?limit=2${after}`, cookies.reviewer)).json();
    seen.push(...page.rows.map((row: { recordId: string }) => row.recordId));
    if (page.after === null) break;
    after = `&after=${page.after}`;
  }
  const whole = (await get('/api/v1/publications/queue?limit=200', cookies.reviewer)).json();
  expect(seen).toEqual(whole.rows.map((row: { recordId: string }) => row.recordId));
  expect(new Set(seen).size).toBe(seen.length);
});
