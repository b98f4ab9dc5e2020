import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../test/support/database.ts';
import { type App, buildApp } from './app.ts';
import { readConfig } from './ground/config/config.ts';
import { loadLaw } from './rules/law/index.ts';

const database = testDatabase();
const law = loadLaw();
const masterKey = randomBytes(32);
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-app-'));
const TOKEN = 'the-token-of-the-monitor-of-this-test';
let app: App;

beforeAll(async () => {
  const deps = {
    config: readConfig({ PORT: '0', ZHENGMING_METRICS_TOKEN: TOKEN }),
    pools: database.pools,
    now: () => new Date('2026-05-06T01:00:00Z'),
    law: () => law,
    masterKey,
    home,
    log: () => undefined,
  };
  app = await buildApp(deps);
  await app.listen();
});
afterAll(() => app?.close());

test('a program with database and law says that it is ready, part by part', async () => {
  const answer = await app.http.inject({ url: '/readyz' });
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { ready: true, parts: { database: true, intake: true, law: true } },
  ]);
});

test('the counters name route patterns and how many requests are running', async () => {
  await app.http.inject({ url: '/healthz' });
  const headers = { authorization: `Bearer ${TOKEN}` };
  const { body } = await app.http.inject({ url: '/metrics', headers });
  expect(body).toContain('zhengming_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1');
  expect(body).toMatch(/^zhengming_http_active_requests 1$/m); // this one
});

test.each([
  ['nothing', {}],
  ['another token', { authorization: `Bearer ${TOKEN}x` }],
  ['the token in another way', { authorization: TOKEN }],
])('the counters are for the monitor: whoever shows %s reads none', async (_what, headers) => {
  const answer = await app.http.inject({ url: '/metrics', headers });
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'http.metrics_token']);
  expect(answer.body).not.toContain('_seconds');
});

test('the interface describes itself as OpenAPI 3.1, and every path of it is versioned or a probe', async () => {
  const document = (await app.http.inject({ url: '/openapi.json' })).json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).filter((path) => !/^\/(api\/v1\/|healthz|readyz)/.test(path))).toEqual([]);
});

test('a worker-only program answers probes and nothing else', async () => {
  const deps = {
    config: readConfig({}),
    pools: database.pools,
    now: () => new Date(0),
    law: () => law,
    masterKey,
    home,
  };
  const worker = await buildApp(deps, 'work');
  expect((await worker.http.inject({ url: '/healthz' })).statusCode).toBe(200);
  expect((await worker.http.inject({ url: '/api/v1/law/edition' })).statusCode).toBe(404);
  // Nobody has given this one a token for its monitor.
  const headers = { authorization: 'Bearer undefined' };
  expect((await worker.http.inject({ url: '/metrics', headers })).statusCode).toBe(404);
});
