import { beforeAll, expect, test } from 'vitest';
import { smallLaw } from '../../../test/support/small-law.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { lawRoutes } from './law-routes.ts';
import { loadLaw } from './load.ts';

const law = loadLaw();
const earlier = smallLaw();
let http: HttpApp;
beforeAll(async () => {
  http = (await makeHttp(await loadMessages(), () => undefined, 'test')).http;
  lawRoutes(
    http,
    () => law,
    () => new Date('2026-06-01T02:00:00Z'),
    async (edition) => (edition === earlier.edition ? earlier : undefined),
  );
  await http.ready();
});

async function get(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await http.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json() };
}

test('the edition in use names its packs, nation first, and counts articles by mark', async () => {
  const { body } = await get('/api/v1/law/edition');
  expect(body.edition).toBe(law.edition);
  expect((body.packs as { pack: string }[]).map(({ pack }) => pack)).toEqual(['cn', 'cn-41', 'cn-4111']);
  expect(Object.keys(body.articles as object).sort()).toEqual(['memory', 'reading', 'secondary', 'verified']);
});

test.each([
  ['2026-03-31', ['order58']],
  ['2026-04-01', ['order36']],
])('classes on %s are those of %j: the law changed on 2026-04-01', async (on, regimes) => {
  const { body } = await get(`/api/v1/law/rules/classes?on=${on}`);
  const found = new Set((body.rules as { regime: string }[]).map(({ regime }) => regime));
  expect([...found]).toEqual(regimes);
});

test('without a day the answer is for today in China', async () => {
  expect((await get('/api/v1/law/rules/periods')).body.on).toBe('2026-06-01');
});

test('named articles are answered in the order asked, each with level and mark', async () => {
  const { body } = await get('/api/v1/law/articles?refs=xzcf:48,gbf22:2');
  expect(body.articles).toMatchObject([
    { ref: 'xzcf:48', instrument: { level: 'L1' }, mark: expect.any(String) },
    { ref: 'gbf22:2', mark: expect.any(String) },
  ]);
});

test.each([
  ['/api/v1/law/rules/periods?on=2026-02-30', 400, 'http.invalid_request'],
  ['/api/v1/law/rules/ranks', 400, 'http.invalid_request'],
  ['/api/v1/law/rules/periods/no.such', 404, 'law.no_rule'],
])('%s is refused with %i %s', async (url, status, code) => {
  const answer = await get(url);
  expect(answer.status).toBe(status);
  expect(answer.body.code).toBe(code);
});

test('an edition that was in use before answers what it said, and one that never was is absent', async () => {
  const asked = async (edition: string) => get(`/api/v1/law/rules/periods?edition=${edition}`);
  const codes = ({ body }: Awaited<ReturnType<typeof get>>) =>
    (body.rules as { code: string }[]).map(({ code }) => code);
  expect(codes(await asked(earlier.edition))).toEqual(
    earlier.all('periods', '2026-06-01' as never).map(({ code }) => code),
  );
  expect((await get(`/api/v1/law/edition?edition=${earlier.edition}`)).body.edition).toBe(earlier.edition);
  expect(codes(await asked(law.edition)).length).toBeGreaterThan(20);
  expect((await asked('f'.repeat(64))).body.code).toBe('edition.absent');
});

test('an article that holds on other days only is named when asked for, and marked as not standing', async () => {
  const standing = (await get('/api/v1/law/articles?on=2026-06-01')).body.articles as { ref: string }[];
  const ever = (await get('/api/v1/law/articles?on=2026-06-01&ever=true')).body.articles as {
    ref: string;
    standing: boolean;
  }[];
  expect(standing.find(({ ref }) => ref === 'fgw58:5')).toBeUndefined();
  expect(ever.find(({ ref }) => ref === 'fgw58:5')?.standing).toBe(false);
});

test('beside a period lie its cases, each with its article', async () => {
  const { body } = await get('/api/v1/law/cases?code=penalty.publicity');
  const cases = body.cases as { article: string; says: string }[];
  expect(cases.length).toBeGreaterThan(0);
  for (const one of cases) expect(one.article).toMatch(/^[a-z0-9-]+:/);
});
