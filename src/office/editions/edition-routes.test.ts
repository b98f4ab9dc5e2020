import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor, makeOrgan, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { testLaw } from '../../../test/support/law.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { accessRoutes, giveDemonstrationPassword, type Role } from '../../ground/access/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { lawRoutes } from '../../rules/law/law-routes.ts';
import { editionRoutes, type LawInUse, openLawInUse } from './index.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const REASON = { reason: '由三人确认随程序安装的版本。' };
const database = testDatabase();
let http: HttpApp;
let inUse: LawInUse;
const cookies: Partial<Record<Role, string>> = {};

beforeAll(async () => {
  const { pools, urls } = database;
  const now = () => TEST_NOW;
  const law = testLaw();
  inUse = await openLawInUse({ pools, now, log: () => undefined, version: '0.0.0' }, () => ({
    law,
    sources: [],
    faults: [],
  }));
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const config = { demonstration: true, pack: undefined };
  const masterKey = Buffer.alloc(32, 3);
  const deps = { pools, now, masterKey, config, law: inUse.law, lawOf: inUse.lawOf, refreshLaw: inUse.refresh };
  await http.register((scope) => accessRoutes(scope as HttpApp, deps as never));
  await http.register(async (scope) => editionRoutes(scope as HttpApp, deps, PROCEDURES));
  await http.register(async (scope) => lawRoutes(scope as HttpApp, inUse.law, now, inUse.lawOf));
  const city = await makeOrgan(urls.owner, '1.', 'city_bureau');
  for (const role of ['clerk', 'reviewer', 'publisher', 'counter'] as const) {
    const { accountId } = await makeActor(urls.owner, city, role);
    await giveDemonstrationPassword(deps, { accountId, username: `${role}.test`, password: PASSWORD });
    const answer = await post('/api/v1/session', { username: `${role}.test`, password: PASSWORD });
    const set = [answer.headers['set-cookie']].flat().map((one) => one!.split(';')[0]!);
    cookies[role] = set.join('; ');
  }
}, 60_000);
afterAll(() => inUse?.stop());

function post(url: string, payload: object, role?: Role) {
  const headers = { ...HOST, 'idempotency-key': randomUUID(), ...(role && { cookie: cookies[role] }) };
  return http.inject({ method: 'POST', url, headers, payload });
}
async function get<T = Record<string, unknown>>(url: string, role?: Role): Promise<{ status: number; body: T }> {
  const answer = await http.inject({ url, headers: { ...HOST, ...(role && { cookie: cookies[role] }) } });
  return { status: answer.statusCode, body: answer.json() };
}
type Shown = { id: string; state: string; steps: { step: string; allowed: boolean; why: { en: string } }[] };
const shown = async (id: string, role: Role) => (await get<Shown>(`/api/v1/law/proposals/${id}`, role)).body;

test('the public reads which editions were in use since when, and no name of anybody', async () => {
  const { edition } = testLaw();
  const { status, body } = await get('/api/v1/law/editions');
  expect(status).toBe(200);
  expect(body).toEqual({
    editions: [{ number: 1, edition, since: TEST_NOW.toISOString(), installedBy: 'zhengming 0.0.0' }],
  });
});

test.each([
  ['/api/v1/law/proposals', undefined, 401],
  ['/api/v1/law/packs-on-disk', undefined, 401],
  ['/api/v1/law/proposals', 'counter', 403],
  ['/api/v1/law/packs-on-disk', 'counter', 403],
  [`/api/v1/law/proposals/${randomUUID()}`, 'clerk', 404],
  [`/api/v1/law/proposals/${randomUUID()}/movements`, 'clerk', 404],
  [`/api/v1/law/editions/${'f'.repeat(64)}/changes?from=${'f'.repeat(64)}`, undefined, 404],
] as const)('%s asked by %s is refused with %i', async (url, role, status) => {
  expect((await get(url, role)).status).toBe(status);
});

test('the packs on disk go through three hands over HTTP, and each sees whether it is their step', async () => {
  const { body: disk } = await get('/api/v1/law/packs-on-disk', 'clerk');
  // The content in use, which nobody has adopted yet.
  expect(disk).toMatchObject({
    edition: testLaw().edition,
    faults: 0,
    casesFailed: 0,
    mayBeDrafted: true,
    changes: [],
  });

  expect((await post('/api/v1/law/proposals', REASON, 'reviewer')).statusCode).toBe(403);
  const drafted = await post('/api/v1/law/proposals', REASON, 'clerk');
  expect(drafted.statusCode).toBe(201);
  const { id } = drafted.json<{ id: string }>();
  const [step] = (await shown(id, 'clerk')).steps;
  expect(step).toMatchObject({ step: 'review', allowed: false, why: { en: expect.stringContaining('drafted') } });
  expect((await shown(id, 'reviewer')).steps).toMatchObject([{ step: 'review', allowed: true }]);

  const review = (role: Role) =>
    post(`/api/v1/law/proposals/${id}/reviews`, { outcome: 'passed', reason: '已核对。' }, role);
  expect((await review('clerk')).json()).toMatchObject({ code: 'access.denied' });
  expect((await review('reviewer')).statusCode).toBe(201);
  expect((await review('reviewer')).statusCode).toBe(409);
  expect(await shown(id, 'publisher')).toMatchObject({ state: 'passed', steps: [{ step: 'adopt', allowed: true }] });

  const adopted = await post('/api/v1/law/adoptions', { proposalId: id, ...REASON }, 'publisher');
  expect([adopted.statusCode, adopted.json()]).toMatchObject([201, { number: 2, edition: testLaw().edition }]);
  expect((await shown(id, 'clerk')).state).toBe('adopted');
  const { body } = await get<{ editions: { installedBy: string | null }[] }>('/api/v1/law/editions');
  expect(body.editions.map(({ installedBy }) => installedBy)).toEqual([null, 'zhengming 0.0.0']);
  expect((await get('/api/v1/law/packs-on-disk', 'clerk')).body.mayBeDrafted).toBe(false);
  expect((await post('/api/v1/law/proposals', REASON, 'clerk')).json()).toMatchObject({ code: 'edition.nothing_new' });
}, 60_000);

test('what a draft would move is read page by page', async () => {
  const { body } = await get<{ proposals: { id: string }[] }>('/api/v1/law/proposals', 'reviewer');
  const at = `/api/v1/law/proposals/${body.proposals[0]!.id}/movements`;
  const first = await get<{ next: string }>(at, 'reviewer');
  expect(first.body).toEqual({ looked: 0, movements: [], next: 'records' });
  const second = await get<{ next: string }>(`${at}?after=records`, 'reviewer');
  expect((await get(`${at}?after=${second.body.next}`, 'reviewer')).body).toEqual({
    looked: 0,
    movements: [],
    next: null,
  });
  expect((await get(`${at}?after=publication_1`, 'reviewer')).status).toBe(400);
});

test('two editions are compared by whoever asks, as the law is public', async () => {
  const { edition } = testLaw();
  expect(await get(`/api/v1/law/editions/${edition}/changes?from=${edition}`)).toEqual({
    status: 200,
    body: { changes: [] },
  });
});
