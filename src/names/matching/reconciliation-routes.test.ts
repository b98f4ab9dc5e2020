import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { withdrawPublication } from '../../facts/publication/index.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { PUBLIC_SUBJECTS, reconciliationRoutes, SubjectIndex } from './index.ts';
import { PublicPartyDesk } from './public-party-desk-queries.ts';

const NAME = '漯河市虚构核对纸业有限公司';
const HIDDEN = '漯河市虚构未公示纸业有限公司';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const database = testDatabase();
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-reconcile-'));
let bureau: TestBureau;
let http: HttpApp;
let index: SubjectIndex;
beforeAll(async () => {
  bureau = await testBureau(database);
  const { law, clock } = bureau;
  const ids = await bureau.send([penaltyRow(1, { CF_XDR_MC: NAME }), penaltyRow(2, { CF_XDR_MC: HIDDEN })]);
  await bureau.publish(ids.get(NUMBER(1))!);
  const shared = { pools: database.pools, now: () => clock.now };
  index = new SubjectIndex(PUBLIC_SUBJECTS, { ...shared, log: () => undefined, home });
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const deps = { ...shared, law: () => law, names: { all: index, public: index }, questionsAMinute: () => 3_000 };
  await http.register(async (scope) => reconciliationRoutes(scope as HttpApp, deps as never));
  await sequenceNow(database.pools, clock.now);
  index.start();
  await vi.waitFor(() => expect(index.position).toBeGreaterThan(0), { timeout: 20_000 });
}, 60_000);
afterAll(async () => {
  await index.stop();
  rmSync(home, { recursive: true, force: true });
});

/** As OpenRefine sends it: JSON in a field of a form. */
const form = (field: string, value: unknown, remoteAddress = '192.0.2.1') =>
  http.inject({
    method: 'POST',
    url: '/reconcile',
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.test' },
    payload: new URLSearchParams({ [field]: JSON.stringify(value) }).toString(),
  });
const idOf = async (name: string) => {
  const [party] = await bureau.asOwner<{ id: string }>('select subject_id as id from subject_names where name = $1', [
    name,
  ]);
  return party!.id;
};
const get = (url: string) => http.inject({ url, headers: { host: 'zhengming.test' } });

// The shapes of the report (version 0.2), as far as this service fills them; `strict` so that nothing slips in unseen.
const Named = z.strictObject({ id: z.string(), name: z.string() });
const Service = z.strictObject({ service_url: z.url(), service_path: z.string().startsWith('/') });
const Manifest = z.strictObject({
  versions: z.array(z.string()).refine((versions) => versions.includes('0.2')),
  name: z.string(),
  identifierSpace: z.url(),
  schemaSpace: z.url(),
  documentation: z.url(),
  defaultTypes: z.array(Named),
  batchSize: z.int().positive(),
  view: z.strictObject({ url: z.string().includes('{{id}}') }),
  preview: z.strictObject({ url: z.string().includes('{{id}}'), width: z.int(), height: z.int() }),
  suggest: z.strictObject({ entity: Service, property: Service, type: Service }),
  extend: z.strictObject({ propose_properties: Service, property_settings: z.array(z.never()) }),
});
const Results = z.record(
  z.string(),
  z.strictObject({
    result: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        score: z.number().min(0).max(100),
        match: z.boolean(),
        type: z.array(Named),
        features: z.array(z.strictObject({ id: z.string(), value: z.union([z.number(), z.boolean()]) })),
      }),
    ),
  }),
);
const Extension = z.strictObject({
  meta: z.array(Named),
  rows: z.record(z.string(), z.record(z.string(), z.array(z.strictObject({ str: z.string() })))),
});

test('a client goes its way: manifest, queries in a form, suggestions, extension, preview', async () => {
  const manifest = Manifest.parse((await get('/reconcile')).json());
  const queries = {
    q0: { query: '漯河市虚构核对纸业公司', type: 'organisation', limit: 3, type_strict: 'should' },
    q1: { query: '随便什么', properties: [{ pid: 'uscc', v: usccFor('411100', '91', 1) }] },
    q2: { query: '南阳无有水泥厂' },
  };
  const answered = await form('queries', queries);
  expect(answered.headers['access-control-allow-origin']).toBe('*');
  const { q0, q1, q2 } = Results.parse(answered.json());
  const [found] = q0!.result;
  expect(found).toMatchObject({
    name: NAME,
    match: false,
    features: [{ id: 'similarity' }, { id: 'other_form', value: true }],
  });
  expect(q1!.result[0]).toMatchObject({ id: found!.id, match: true, score: 100 });
  expect(q2!.result).toEqual([]);

  const local = ({ service_url, service_path }: z.infer<typeof Service>) => {
    expect(service_url).toBe('http://zhengming.test');
    return service_path;
  };
  const entity = (await get(`${local(manifest.suggest.entity)}?prefix=${encodeURIComponent('虚构核对')}`)).json();
  expect(entity.result[0]).toMatchObject({ id: found!.id, name: NAME });
  const further = (
    await get(`${local(manifest.suggest.entity)}?prefix=${encodeURIComponent('虚构核对')}&cursor=1`)
  ).json();
  expect(further.result).toEqual(entity.result.slice(1));
  const property = (await get(`${local(manifest.suggest.property)}?prefix=code`)).json();
  expect(property.result.map(({ id }: { id: string }) => id)).toEqual(['uscc']);
  expect((await get(`${local(manifest.suggest.type)}?prefix=`)).json().result).toHaveLength(1);

  const proposed = (await get(`${local(manifest.extend.propose_properties)}?type=organisation`)).json();
  const properties = proposed.properties.map(({ id }: { id: string }) => ({ id }));
  const extension = Extension.parse((await form('extend', { ids: [found!.id], properties })).json());
  expect(extension.rows[found!.id]).toEqual({
    uscc: [{ str: usccFor('411100', '91', 1) }],
    name: [{ str: NAME }],
    former_name: [],
    public_decision: [{ str: `${NUMBER(1)} (2026-03-02)` }],
  });

  const preview = await get(manifest.preview.url.replace('http://zhengming.test', '').replace('{{id}}', found!.id));
  expect(preview.statusCode).toBe(200);
  expect(preview.body).toContain(NAME);
  expect(preview.headers['content-security-policy']).toContain('frame-ancestors *');
  expect(manifest.view.url).toBe(manifest.preview.url);
});

test('the steps of OpenRefine, one after the other, each get what it reads', async () => {
  const id = await idOf(NAME);
  // A column is begun: ten cells are asked at once, and their types counted.
  const cells = Object.fromEntries(
    Array.from({ length: 10 }, (_, n) => [`q${n}`, { query: n === 0 ? NAME : '无有厂', limit: 3 }]),
  );
  const guessed = Results.parse((await form('queries', cells)).json());
  expect(Object.keys(guessed)).toEqual(Object.keys(cells));
  const [{ id: type }] = guessed.q0!.result[0]!.type as [{ id: string; name: string }];

  // The column is reconciled with that type and a second column as a property; a cell of prose spoils no other's answer.
  const code = { pid: 'uscc', v: usccFor('411100', '91', 1) };
  const asked = {
    type,
    type_strict: 'should',
    properties: [code, { pid: 'other', v: [{ id: 'x', name: 'y' }, true, 7] }],
  };
  const batch = {
    q0: { query: '写错了的名称', ...asked },
    q1: { query: '长'.repeat(5_000), type, type_strict: 'should' },
  };
  const answered = Results.parse((await form('queries', batch)).json());
  expect(answered.q0!.result[0]).toMatchObject({ id, match: true });
  expect(answered.q1!.result).toEqual([]);

  // A person searches for a match by name, then by pasting the id.
  const search = async (prefix: string) =>
    (await get(`/reconcile/suggest/entity?prefix=${encodeURIComponent(prefix)}`)).json().result[0];
  expect(await search(NAME)).toMatchObject({ id, name: NAME, notable: [{ id: type }] });
  expect(await search(id)).toMatchObject({ id, name: NAME });
  const pasted = Results.parse((await form('queries', { q0: { query: id } })).json());
  expect(pasted.q0!.result).toMatchObject([{ id, match: true, score: 100 }]);

  // Columns are added from reconciled values: what there is, then the values in the order in which they were chosen.
  const proposed = (await get(`/reconcile/properties?type=${type}&limit=2`)).json();
  expect(proposed).toMatchObject({ type, limit: 2, properties: [{ id: 'uscc' }, { id: 'name' }] });
  expect((await get('/reconcile/properties?type=person')).json()).toEqual({ type: 'person', properties: [] });
  const chosen = { ids: [id], properties: [{ id: 'name', settings: {} }, { id: 'uscc' }, { id: 'unknown' }] };
  const extension = Extension.parse((await form('extend', chosen)).json());
  expect(extension.meta.map((property) => property.id)).toEqual(['name', 'uscc']);
  expect(extension.rows[id]).toEqual({ name: [{ str: NAME }], uscc: [{ str: usccFor('411100', '91', 1) }] });
});

test('what is tried in a browser gets the answer of the form', async () => {
  const queries = { q0: { query: NAME } };
  const extend = { ids: [await idOf(NAME)], properties: [{ id: 'uscc' }] };
  for (const [field, value] of Object.entries({ queries, extend })) {
    const inAddress = await get(`/reconcile?${new URLSearchParams({ [field]: JSON.stringify(value) })}`);
    expect(inAddress.json()).toEqual((await form(field, value)).json());
  }
  expect((await get('/reconcile?queries=no')).json()).toMatchObject({ code: 'reconcile.unreadable' });
});

test.each([
  ['GET', '/reconcile', 200],
  ['GET', '/reconcile?queries=no', 400],
  ['GET', '/reconcile/suggest/entity?prefix=a', 200],
  ['GET', '/reconcile/suggest/property?prefix=a', 200],
  ['GET', '/reconcile/suggest/type?prefix=a', 200],
  ['GET', '/reconcile/properties?type=organisation', 200],
  ['GET', '/reconcile/preview?id=none', 404],
  ['POST', '/reconcile', 400],
  ['OPTIONS', '/reconcile', 204],
  ['OPTIONS', '/reconcile/suggest/entity', 204],
] as const)('a page from elsewhere may read %s %s, refusals too', async (method, url, status) => {
  const answer = await http.inject({ method, url, headers: { origin: 'https://elsewhere.test' } });
  expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([status, '*']);
  expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
});

test('of whom nothing is public, or no longer, nothing is told: by name, code, id or suggestion', async () => {
  const hidden = await idOf(HIDDEN);
  const told = async (id: string, name: string, code: string) => {
    const queries = { a: { query: name }, b: { query: code }, c: { query: id } };
    const results = Results.parse((await form('queries', queries)).json());
    const extension = Extension.parse((await form('extend', { ids: [id], properties: [{ id: 'name' }] })).json());
    const preview = await get(`/reconcile/preview?id=${id}`);
    const suggested = (await get(`/reconcile/suggest/entity?prefix=${encodeURIComponent(name)}`)).json();
    return JSON.stringify([results, extension, preview.body, suggested]).includes(name);
  };
  expect(await told(hidden, HIDDEN, usccFor('411100', '91', 2))).toBe(false);
  const open = await idOf(NAME);
  expect(await told(open, NAME, usccFor('411100', '91', 1))).toBe(true);
  const today = bureau.clock.now;
  bureau.clock.now = new Date('2029-03-09T02:00:00Z');
  expect(await told(open, NAME, usccFor('411100', '91', 1))).toBe(false);
  bureau.clock.now = today;
});

test('parties asked for at one moment are read together, and remembered ones again when the journal names them or a day ends', async () => {
  let reads = 0;
  const counting = {
    ...database.pools,
    get appPool() {
      reads += 1;
      return database.pools.appPool;
    },
  };
  let now = bureau.clock.now;
  const desk = new PublicPartyDesk(counting, () => now);
  const id = await idOf(NAME);
  const together = await Promise.all(Array.from({ length: 30 }, () => desk.parties([id])));
  expect(together.map((parties) => parties.get(id)?.name)).toEqual(Array(30).fill(NAME));
  expect(reads).toBeLessThanOrEqual(2);

  const readsFor = async () => {
    const before = reads;
    const name = (await desk.remembered([id])).get(id)?.name;
    return [name, reads - before];
  };
  expect(await readsFor()).toEqual([NAME, 1]);
  expect(await readsFor()).toEqual([NAME, 0]);
  desk.forget([id]);
  expect(await readsFor()).toEqual([NAME, 1]);
  now = new Date('2029-03-09T02:00:00Z');
  expect(await readsFor()).toEqual([undefined, 1]);
});

test('a party whose name the journal touches is told anew', async () => {
  const told: (readonly string[] | undefined)[] = [];
  index.onTouched((ids) => told.push(ids));
  const ids = await bureau.send([penaltyRow(3, { CF_XDR_MC: NAME, CF_XDR_SHXYM: usccFor('411100', '91', 1) })]);
  await bureau.publish(ids.get(NUMBER(3))!);
  await sequenceNow(database.pools, bureau.clock.now);
  const id = await idOf(NAME);
  // By its id, or with all others where the list was made anew meanwhile.
  const isTold = (ids: readonly string[] | undefined) => ids === undefined || ids.includes(id);
  await vi.waitFor(() => expect(told).toSatisfy((all: typeof told) => all.some(isTold)), { timeout: 20_000 });
});

test('a withdrawn publication is in no suggestion once its entry has a position, though it was just answered', async () => {
  const other = '漯河市虚构将撤纸业有限公司';
  const ids = await bureau.send([penaltyRow(4, { CF_XDR_MC: other })]);
  const { id } = await bureau.publish(ids.get(NUMBER(4))!);
  const suggested = async () =>
    JSON.stringify((await get(`/reconcile/suggest/entity?prefix=${encodeURIComponent(other)}`)).json()).includes(other);
  await sequenceNow(database.pools, bureau.clock.now);
  await expect.poll(suggested, { timeout: 20_000 }).toBe(true);
  const withdrawal = { publicationId: id, ground: 'unlawful', publicReason: '决定被确认违法' } as const;
  await withdrawPublication(bureau.publisher, bureau.law, withdrawal);
  await sequenceNow(database.pools, bureau.clock.now);
  await expect.poll(suggested, { timeout: 20_000 }).toBe(false);
});

test.each([
  ['no field', {}, 'reconcile.unreadable'],
  ['no JSON', { queries: '{' }, 'reconcile.unreadable'],
  ['another shape', { queries: JSON.stringify({ q0: { query: 7 } }) }, 'reconcile.unreadable'],
  [
    'too many',
    { queries: JSON.stringify(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [n, { query: '虚构' }]))) },
    'reconcile.too_many',
  ],
])('a form with %s is refused', async (_, fields, code) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams(fields as Record<string, string>).toString();
  const answer = await http.inject({ method: 'POST', url: '/reconcile', headers, payload });
  expect([answer.statusCode, answer.json().code]).toEqual([400, code]);
});

test('an address that asks without end is told to wait, another is not', async () => {
  const queries = Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [`q${n}`, { query: '', properties: [{ pid: 'x', v: '1' }] }]),
  );
  let last = 200;
  for (let n = 0; n < 16; n += 1) last = (await form('queries', queries, '192.0.2.9')).statusCode;
  expect(last).toBe(429);
  expect((await form('queries', queries, '192.0.2.10')).statusCode).toBe(200);
}, 20_000);
