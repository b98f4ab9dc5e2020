import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { giveDemonstrationPassword, ROLES, type Role } from '../src/ground/access/index.ts';
import { cookiesOf } from './support/access.ts';
import { makeActor, makeOrgan, type TestOrgan } from './support/actors.ts';
import { type Asked, askedStatements } from './support/asked-statements.ts';
import { ownerOf, testDatabase } from './support/database.ts';
import {
  askingAs,
  colleaguesAt,
  type EveryObject,
  everyObject,
  fittingBodies,
  kindOf,
} from './support/every-object.ts';
import { keptFromIndexes } from './support/plans.ts';
import { agreedKey } from './support/program-keys.ts';
import { OPEN_TERMS } from './support/programs.ts';
import type { TestBureau } from './support/publications.ts';
import { type Call, callsOf, type Document } from './support/route-calls.ts';
import { type WholeProgram, wholeProgram } from './support/whole-program.ts';

const database = testDatabase();
const PASSWORD = 'a long sentence of the matrix 42';
let program: WholeProgram;
let app: WholeProgram['app'];
let bureau: TestBureau;
let calls: Call[];
/** Every statement that anybody's question led to, and those of the workers. */
let asked: ReadonlyMap<string, Asked>;
/** Who tries it from the neighbouring organ: whoever enters, decides, audits and administers, and a program. */
const STRANGERS: ReadonlySet<Role> = new Set(['clerk', 'decider', 'auditor', 'administrator']);
/** Headers by who asks; `own` sits at the organ whose objects are asked about, `foreign` at its neighbour. */
const own = new Map<string, Record<string, string>>();
const foreign = new Map<string, Record<string, string>>();
/** Programs at the own organ whose keys are for no item and for no matter. */
const narrow = new Map<string, Record<string, string>>();
/** By the address that names one: the objects of the own organ. */
let objects: EveryObject;
let ids: Record<'record' | 'batch' | 'account' | 'publication', string>;

const keptBy = (organ: TestOrgan, accountId: string) =>
  bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [organ.id, accountId]);

async function signedIn(organ: TestOrgan, role: Role): Promise<Record<string, string>> {
  const { accountId } = await makeActor(database.urls.owner, organ, role);
  await keptBy(organ, accountId);
  const username = `${role}.${accountId.slice(0, 8)}`;
  await giveDemonstrationPassword(app.deps, { accountId, username, password: PASSWORD });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const payload = { username, password: PASSWORD };
  return { cookie: cookiesOf(await app.http.inject({ method: 'POST', url: '/api/v1/session', payload, headers })) };
}

/** As somebody in a post of the own organ who does what is rightful. */
const askAs = askingAs((role, request) => {
  const from = { 'sec-fetch-site': 'same-origin', host: 'zhengming.test', 'idempotency-key': randomUUID() };
  return app.http.inject({ ...request, headers: { ...from, ...own.get(role), ...request.headers } });
});

/** The id of a key at that organ with which nobody asks. */
async function keyOfItsOwn(home: TestOrgan): Promise<string> {
  const { accountId, postId } = await makeActor(database.urls.owner, home, 'counter', 'program');
  await keptBy(home, accountId);
  await agreedKey(database, home, { accountId, postId, label: '闲置', expiresOn: '2026-06-01' });
  const [key] = await bureau.asOwner<{ id: string }>('select id from program_keys where account_id = $1', [accountId]);
  return key!.id;
}

beforeAll(async () => {
  asked = askedStatements(database.pools);
  program = await wholeProgram(database, 'city_bureau');
  ({ app, bureau } = program);
  const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
  const home = { id, path: organPath, kind };
  const neighbour = await makeOrgan(database.urls.owner, '1.2.');
  for (const role of ROLES) {
    own.set(role, await signedIn(home, role));
    if (STRANGERS.has(role)) foreign.set(role, await signedIn(neighbour, role));
  }
  const asking = await makeActor(database.urls.owner, neighbour, 'counter', 'program');
  await keptBy(neighbour, asking.accountId);
  const wish = { accountId: asking.accountId, postId: asking.postId, label: '矩阵', expiresOn: '2026-06-01' };
  foreign.set('program', { authorization: `Bearer ${await agreedKey(database, neighbour, wish)}` });
  for (const role of ['clerk', 'counter'] as const) {
    const { accountId, postId } = await makeActor(database.urls.owner, home, role, 'program');
    await keptBy(home, accountId);
    const narrowWish = { accountId, postId, label: '矩阵', expiresOn: '2026-06-01' };
    const key = await agreedKey(database, home, narrowWish, { ...OPEN_TERMS, items: [], matters: [] });
    narrow.set(role, { authorization: `Bearer ${key}` });
  }
  const one = await colleaguesAt(bureau, database, askAs);
  const made = await everyObject(askAs, bureau, database, one);
  objects = new Map([...made, ['program-keys', await keyOfItsOwn(home)]]);
  const of = (kind: string) => objects.get(kind)!;
  ids = { record: of('records'), batch: of('batches'), account: of('accounts'), publication: of('publications') };
  const document = (await app.http.inject({ url: '/openapi.json' })).json() as Document;
  // Signing out, choosing another post, ending sessions would end the asking.
  const ending =
    /^(DELETE .*session|POST .*(me[/]post|me[/]passwords|invitations[/]redemptions)|POST [/]api[/]v1[/]session$)/;
  const bodies = fittingBodies(objects, one.postId);
  calls = callsOf(document, (route) => objects.get(kindOf(route) ?? '') ?? ids.record)
    .filter(({ route }) => !ending.test(route))
    .map((call) => ({ ...call, ...(bodies[call.route] ? { payload: bodies[call.route]! } : {}) }));
}, 120_000);
afterAll(() => program?.stop());

async function status(call: Call, headers: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  const { method, url, payload } = call;
  const answer = await app.http.inject({
    method,
    url,
    headers: { ...call.headers, ...headers, 'idempotency-key': randomUUID() },
    ...(payload ? { payload } : {}),
  });
  return { code: answer.statusCode, text: answer.payload };
}
// Thousands of questions in one test: a busy machine takes its time for them.
vi.setConfig({ testTimeout: 120_000 });

const done = (code: number) => code >= 200 && code < 300;
/** A fault of ours; what is not ready yet says so with 503. */
const failed = (code: number) => code >= 500 && code !== 503;
const isApi = ({ route }: Call) => route.includes(' /api/v1/');

const NAMES_AN_OBJECT = /\{\w*[iI]d\}/;

/** Open to everybody by their purpose: the law, what is public, proofs, the doors by which one comes in. */
const OPEN =
  /^(GET \/api\/v1\/(session\/ways|law|publications|open|log|portal|public|periods|calendar)|(GET|POST) \/api\/v1\/(receipts|hash-prefixes|screening\/buckets|repair\/simulations|public|my|log))/;

test('without a session no route answers but those that are open to everybody', async () => {
  const open: string[] = [];
  for (const call of calls.filter(isApi)) {
    const { code } = await status(call);
    expect([call.route, failed(code)]).toEqual([call.route, false]);
    if (code !== 401) open.push(`${call.route} ${code}`);
    if (OPEN.test(call.route) || !call.payload) continue;
    // Nor does a body that is no question change who is asked first, whether it is JSON or not.
    for (const payload of ['{"no":"question"}', '{']) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const answer = await app.http.inject({ method: call.method, url: call.url, headers, payload });
      expect([call.route, payload, answer.statusCode]).toEqual([call.route, payload, 401]);
    }
  }
  expect(open.filter((route) => !OPEN.test(route))).toEqual([]);
});

/** What a party may do at any organ: whom a name means is one for all of them, and so is the objection to it. */
const ANYWHERE = new Set(['POST /api/v1/judgements/{id}/objections']);

test('no route hands an object of one organ to anybody at its neighbour', async () => {
  const faults: string[] = [];
  const perRole = calls.filter((call) => isApi(call) && !OPEN.test(call.route) && NAMES_AN_OBJECT.test(call.route));
  expect(perRole.length).toBeGreaterThan(60);
  for (const call of perRole.filter(({ route }) => !ANYWHERE.has(route))) {
    for (const [role, headers] of foreign) {
      const { code, text } = await status(call, headers);
      // An empty list says no more than that nothing is there.
      if ((done(code) && text !== '[]') || failed(code))
        faults.push(`${role} ${call.route}: ${code} ${text.slice(0, 200)}`);
    }
  }
  expect(faults).toEqual([]);
});

/** What is one for the whole system, and read by whoever works with it at any organ. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  // A party is one party for all organs that hold something of it.
  'GET /api/v1/subject-pairs': ['subjects', 'subject-pairs', 'subject-merges'],
  // When the program stood still it did so for all, and the days count against no party anywhere.
  'GET /api/v1/outages': ['outages'],
  // Under which key everything is sealed: its mark, and who proposed another.
  'GET /api/v1/vault/master-key': ['vault/master-key-changes'],
};

test('the lists that a neighbour reads name nothing of the own organ', async () => {
  const faults: string[] = [];
  for (const call of calls.filter((one) => isApi(one) && one.method === 'GET' && !OPEN.test(one.route))) {
    for (const [role, headers] of foreign) {
      const { code, text } = await status(call, headers);
      if (!done(code)) continue;
      const told = [...objects].filter(([kind, id]) => text.includes(id) && !SHARED[call.route]?.includes(kind));
      if (told.length > 0) faults.push(`${role} ${call.route}: ${told.map(([kind]) => kind).join()}`);
    }
  }
  expect(faults).toEqual([]);
});

/** What an administrator may have to do with: rights and accounts, keys, who stands in for whom, their own sign-in, the law that all may read. */
const ADMINISTRATIVE =
  /\/api\/v1\/(me|access|organs|posts|persons|programs|program-keys|vault|accounts|session|settings|law|work|handovers|editions)(\/|$| )/;

/** By route, whether the posts of the own organ came past the shape of the request, their right and the look for the object. */
const answered = new Map<string, string[]>();

test('every route, asked by every post at the own organ, keeps administration, audit and business apart', async () => {
  const faults: string[] = [];
  const letIn = new Map<string, Set<string>>();
  const barred = new Map<string, Set<string>>();
  for (const call of calls.filter(isApi)) {
    if (OPEN.test(call.route)) continue;
    for (const [role, headers] of own) {
      const { code, text } = await status(call, headers);
      if (failed(code) || code === 401) faults.push(`${role} ${call.route}: ${code} ${text.slice(0, 200)}`);
      const past = code !== 403 && code !== 404 && !text.includes('"http.');
      answered.set(call.route, [...(answered.get(call.route) ?? []), past ? 'past' : `${code}`]);
      const kept = code === 403 ? barred : letIn;
      kept.set(role, (kept.get(role) ?? new Set()).add(call.route));
      if (!done(code) || ADMINISTRATIVE.test(call.route)) continue;
      if (role === 'administrator' || role === 'security') faults.push(`${role} does business: ${call.route}`);
      // A search is a question that is too private for an address; an export is one that leaves an entry.
      const asks = call.method === 'GET' || /\/(searches|exports)$/.test(call.route);
      if (role === 'auditor' && !asks) faults.push(`audit changes something: ${call.route}`);
    }
  }
  expect(faults).toEqual([]);
  // Neither door is painted on the wall: each post is let in somewhere and barred somewhere.
  for (const role of ROLES) {
    expect([role, (letIn.get(role)?.size ?? 0) > 10, (barred.get(role)?.size ?? 0) > 5]).toEqual([role, true, true]);
  }
});

/** Of these this bureau has none; the tests of their modules ask from the neighbouring organ. */
const NONE_THERE: ReadonlySet<string> = new Set([
  'POST /api/v1/accounts/{id}/identity-endings', // no provider of identities is configured here
  'POST /api/v1/law/proposals/{id}/reviews', // what lies on disk is what is in use
  'POST /api/v1/list-domains/{id}/reviews', // the packs that come with the program have no domain of a list
  'POST /api/v1/list-domains/{id}/openings',
  'POST /api/v1/settings/relaxations/{id}/decisions', // of the topmost organ alone, and nothing is relaxed here
]);

test('each address that names an object was asked with one that there is: somebody at its organ comes past the door', () => {
  const named = [...answered].filter(([route]) => NAMES_AN_OBJECT.test(route) && !NONE_THERE.has(route));
  expect(named.length).toBeGreaterThan(60);
  const unheard = named.filter(([, codes]) => !codes.includes('past'));
  expect(unheard.map(([route, codes]) => `${route} ${[...new Set(codes)]}`)).toEqual([]);
});

/** Tells nothing about any party and takes nothing in: what rules say, how long a prefix is, which notices ended what, the own desk. */
const BEYOND_SCOPE =
  /^(GET \/api\/v1\/(session\/ways|law|access\/policies|screening\/prefixes|recalls|work|handovers|me\/)|POST \/api\/v1\/(recalls|notices)\/\{id\}\/receipts)/;

test('a key that is for no item and no matter opens nothing, wherever its post could go', async () => {
  const faults: string[] = [];
  const scoped = new Set<string>();
  for (const call of calls.filter((one) => isApi(one) && !OPEN.test(one.route))) {
    for (const [role, headers] of narrow) {
      const { code, text } = await status(call, headers);
      if (text.includes('access.key_scope')) scoped.add(call.route);
      if ((done(code) && !BEYOND_SCOPE.test(call.route)) || failed(code))
        faults.push(`${role} ${call.route}: ${code} ${text.slice(0, 200)}`);
    }
  }
  expect(faults).toEqual([]);
  expect([...scoped]).toEqual(
    expect.arrayContaining([
      'GET /api/v1/batches',
      'GET /api/v1/batches/{id}',
      'GET /api/v1/cases',
      'GET /api/v1/feed',
      'GET /api/v1/feed/receipt',
      'POST /api/v1/checks',
      'POST /api/v1/screening',
      'POST /api/v1/screening/prefixes',
      'POST /api/v1/submissions',
    ]),
  );
});

/** Lists that a program reads at all: of things of an item, and of rules and days, which are of none. */
const OF_ITEMS = ['batches', 'quarantine', 'cases', 'notices', 'determinations'];
const OF_NONE = ['procedures', 'list-domains', 'determinations/choices', 'outages'];

test('a key for some items sees of each list what is of them, and of a list that no program reads it is told why', async () => {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const [{ item } = { item: '' }] = await bureau.asOwner<{ item: string }>('select item from records limit 1');
  const [other] = await bureau.asOwner<{ n: number }>('select count(*)::int as n from batches where item = $1', [
    'xzxk',
  ]);
  expect(other?.n).toBe(0);
  const keyed = async (items: string[]) => {
    const { accountId, postId } = await makeActor(database.urls.owner, { id, path, kind }, 'clerk', 'program');
    await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, accountId]);
    const wish = { accountId, postId, label: '分项', expiresOn: '2026-06-01' };
    const key = await agreedKey(database, { id, path, kind }, wish, { ...OPEN_TERMS, items });
    return (list: string) => app.http.inject({ url: `/api/v1/${list}`, headers: { authorization: `Bearer ${key}` } });
  };
  const [within, beyond] = [await keyed([item]), await keyed(['xzxk'])];
  for (const list of [...OF_ITEMS, ...OF_NONE]) {
    const answers = [await within(list), await beyond(list)];
    expect([list, ...answers.map(({ statusCode }) => statusCode)]).toEqual([list, 200, 200]);
    const told = Object.values(ids).filter((one) => answers[1]!.payload.includes(one));
    expect([list, told]).toEqual([list, []]);
  }
  expect((await within('batches')).payload).toContain(ids.batch);
  for (const list of ['records', 'publications/queue', 'statements']) {
    const answer = (await within(list)).json() as { code: string; facts: { policy: string; why: { en: string } } };
    expect([list, answer.code, answer.facts.policy]).toEqual([list, 'access.denied', 'program-never-decides']);
    expect(answer.facts.why.en).toContain('A program may deliver data');
  }
});

test('a key whose day is spent gets no answer about anybody, by whichever door it asks', async () => {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const { accountId, postId } = await makeActor(database.urls.owner, { id, path, kind }, 'counter', 'program');
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, accountId]);
  const wish = { accountId, postId, label: '用尽', expiresOn: '2026-06-01' };
  const key = await agreedKey(database, { id, path, kind }, wish, { ...OPEN_TERMS, subjectsADay: 1 });
  const ask = (url: string, payload: object) => {
    const headers = { authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() };
    return app.http.inject({ method: 'POST', url, payload, headers });
  };
  const why = { matter: '资格审查', purpose: '核对' };
  const question = { name: '漯河虚构1号商贸有限公司', ...why };
  const refused = { status: 429, code: 'access.key_quota_spent', facts: { subjectsADay: 1 } };
  // Two at once are more than is left, and neither is answered.
  expect((await ask('/api/v1/checks', [question, question])).json()).toMatchObject(refused);
  expect((await ask('/api/v1/checks', [question])).statusCode).toBe(201);
  const before = await bureau.asOwner('select count(*) from check_uses');
  expect((await ask('/api/v1/checks', [question])).json()).toMatchObject(refused);
  expect(await bureau.asOwner('select count(*) from check_uses')).toEqual(before);
  expect((await ask('/api/v1/screening', { ...why, queries: [{ name: question.name }] })).json()).toMatchObject(
    refused,
  );
});

/** What runs all day: acts, their places in the journal, the log, those who follow, the lists of what waits. */
const HOT = [
  /insert into journal_positions/,
  /join vault_scopes as s on s.id = case/,
  /insert into log_rows/,
  /unnest\(subject_kin\(t.id\)\)/,
  /from journal_cursors/,
  /service_outcomes as x where x.service_id = s.id/,
  /from same_organisations/,
];

/** Takes down, once, all that was there before the log answered for a table. */
const OF_ALL = /where e[.]tx::xid = r[.]tx/;

test('whatever is asked finds its rows under row-level security as it would above it (decision 0950)', async () => {
  const statements = [...asked.values()].filter(({ text }) => !OF_ALL.test(text));
  expect(HOT.filter((hot) => !statements.some(({ text }) => hot.test(text)))).toEqual([]);
  const owner = ownerOf.get(database.pools)!;
  const text = `select s.salt from journal as j join vault_scopes as s on s.id = coalesce(j.subject_id, j.organ_id) where j.id = $1`;
  expect(await keptFromIndexes(owner, [{ role: 'zhengming_app', text }])).toEqual([`vault_scopes s: ${text}`]);
  expect(await keptFromIndexes(owner, statements)).toEqual([]);
});
