import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type App, buildApp } from '../src/app.ts';
import { giveDemonstrationPassword, type Role } from '../src/ground/access/index.ts';
import { readConfig } from '../src/ground/config/config.ts';
import { chinaDate } from '../src/ground/kernel/plain-date.ts';
import { Vault } from '../src/ground/vault/index.ts';
import { enterObjection } from '../src/rights/objections/index.ts';
import { cookiesOf } from './support/access.ts';
import { makeActor, TEST_NOW } from './support/actors.ts';
import { testDatabase } from './support/database.ts';
import { usccFor } from './support/identifiers.ts';
import { penaltyRow } from './support/penalties.ts';
import { type TestBureau, testBureau } from './support/publications.ts';
import { callsOf, type Document } from './support/route-calls.ts';

const PASSWORD = 'a long sentence of the lists 42';
const READERS: readonly Role[] = ['clerk', 'auditor'];
const database = testDatabase();
let app: App;
let bureau: TestBureau;
let vault: Vault;
let lists: string[];
const cookies = new Map<Role, string>();

beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, TEST_NOW);
  app = await buildApp({
    config: readConfig({ ZHENGMING_DEMO: 'true' }),
    pools: database.pools,
    now: () => TEST_NOW,
    law: () => bureau.law,
    masterKey: bureau.masterKey,
    home: mkdtempSync(path.join(tmpdir(), 'zhengming-lists-')),
    log: () => undefined,
  });
  for (const role of READERS) cookies.set(role, await signedIn(role));
  const document = (await app.http.inject({ url: '/openapi.json' })).json() as Document;
  lists = callsOf(document, () => randomUUID())
    .filter(({ route }) => /^GET [/]api[/]v1[/](?!law|access)/.test(route) && !route.includes('{'))
    .map(({ url }) => url);
  // What follows the journal asks the database beside the requests: made, and then kept as it is.
  for (const index of Object.values(app.deps.names)) {
    await index.reached(0);
    await index.stop();
  }
}, 120_000);
afterAll(() => app?.close());

async function signedIn(role: Role): Promise<string> {
  const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
  const { accountId } = await makeActor(database.urls.owner, { id, path: organPath, kind }, role);
  const username = `${role}.${accountId.slice(0, 8)}`;
  await giveDemonstrationPassword(app.deps, { accountId, username, password: PASSWORD });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const payload = { username, password: PASSWORD };
  return cookiesOf(await app.http.inject({ method: 'POST', url: '/api/v1/session', payload, headers }));
}

/** A batch of three rows, one of them for the quarantine; one record is published and one is under objection. */
async function anotherBatch(serial: number): Promise<void> {
  const contradicting = penaltyRow(serial + 2, { CF_XDR_SHXYM: usccFor('411100', '91', serial) });
  const [first, second] = [
    ...(await bureau.send([penaltyRow(serial), penaltyRow(serial + 1), contradicting])).values(),
  ];
  await bureau.publish(first!);
  const said = { channel: 'paper', points: ['当事人称未违法。'], exhibits: [] } as const;
  const given = { recordId: second!, receivedOn: chinaDate(TEST_NOW), ...said };
  await enterObjection(bureau.clerk, { law: bureau.law, vault }, given);
}

type Asked = { readonly statements: number; readonly bytes: number };

/** Asked twice: the one time it may be that a short memory of the session has just ended. */
async function askedBy(role: Role, url: string): Promise<Asked | undefined> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const counts: number[] = [];
  let bytes = 0;
  for (let time = 0; time < 2; time += 1) {
    query.mockClear();
    const answer = await app.http.inject({ url, headers: { cookie: cookies.get(role) } });
    if (answer.statusCode !== 200) return undefined;
    counts.push(query.mock.calls.length);
    bytes = answer.payload.length;
  }
  return { statements: Math.min(...counts), bytes };
}

async function askAll(): Promise<Map<string, Asked>> {
  const found = new Map<string, Asked>();
  for (const role of READERS) {
    for (const url of lists) {
      const asked = await askedBy(role, url);
      if (asked) found.set(`${role} ${url.slice('/api/v1/'.length)}`, asked);
    }
  }
  return found;
}

vi.setConfig({ testTimeout: 120_000 });

test('a list page asks the database as often for many rows as for few', async () => {
  for (const serial of [1, 11]) await anotherBatch(serial);
  const few = await askAll();
  for (const serial of [21, 31, 41, 51, 61]) await anotherBatch(serial);
  const many = await askAll();
  // The pages have become longer, or this would say nothing.
  const longer = [...many].filter(([page, { bytes }]) => bytes > few.get(page)!.bytes * 1.5).map(([page]) => page);
  expect(longer).toEqual(
    expect.arrayContaining([
      ...['batches', 'records', 'quarantine', 'publications/queue', 'cases', 'work'].map((page) => `clerk ${page}`),
    ]),
  );
  const asked = (pages: typeof many) =>
    Object.fromEntries([...pages].map(([page, { statements }]) => [page, statements]));
  expect(asked(many)).toEqual(asked(few));
});
