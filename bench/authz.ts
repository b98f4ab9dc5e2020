/**
 * What a decision about rights costs of a request: `node bench/authz.ts`. Decisions are timed as requests ask for them (a shape that
 * was asked before) and as the first of a shape is (the engine itself); requests are checks at a counter, whole, against the
 * embedded PostgreSQL, in the same run. JSON on standard output; exit code 1 when the share is 5 % or more.
 */
import { randomUUID } from 'node:crypto';
import { buildApp } from '../src/app.ts';
import { type Actor, DEEDS, type Deed, may } from '../src/ground/access/index.ts';
import { readConfig } from '../src/ground/config/config.ts';
import { openPools } from '../src/ground/platform/db.ts';
import { startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { databaseUrls, withOffice } from '../test/drills/drill-office.ts';
import { testLaw } from '../test/support/law.ts';

const ROUNDS = 5;
const REQUESTS = 300;
const DECISIONS = 200_000;
/** More than any route asks: a check asks once, a step of a case three times. */
const DECISIONS_A_REQUEST = 4;
const LEAST = 0.05;

const actor: Actor = {
  accountId: 'me',
  kind: 'person',
  postId: 'post',
  role: 'clerk',
  organId: 'organ',
  organPath: '1.3.',
  organKind: 'city_bureau',
};
const matterOf = (kind: string) => ({ kind, organPath: '1.3.7.', history: { submittedBy: 'another' } });
const middling = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Microseconds of one decision of a shape that was asked before. */
function knownDecision(): number {
  const matter = matterOf('record');
  const from = performance.now();
  for (let n = 0; n < DECISIONS; n += 1) may(actor, 'record.read', matter);
  return ((performance.now() - from) * 1000) / DECISIONS;
}

/** Microseconds of the first decision of a shape. */
function firstDecision(round: number): number {
  const deeds = Object.keys(DEEDS) as Deed[];
  const from = performance.now();
  for (const deed of deeds) may(actor, deed, matterOf(`first in round ${round}`));
  return ((performance.now() - from) * 1000) / deeds.length;
}

await withOffice(async ({ home, programKey }) => {
  const cluster = await startEmbeddedPostgres(home);
  const pools = openPools(databaseUrls(home), { app: 4, intake: 1 });
  const config = readConfig({});
  const [masterKey, now] = [Buffer.alloc(32, 1), () => new Date()];
  const app = await buildApp({ config, pools, now, law: testLaw, masterKey, home, log: () => undefined }, 'web');
  const ask = async () => {
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/v1/checks',
      headers: { authorization: `Bearer ${programKey}`, 'idempotency-key': randomUUID() },
      payload: [{ code: '91411100MA00000001', matter: '律师事务所设立许可', purpose: '核对设立条件' }],
    });
    if (answer.statusCode >= 400) throw new Error(`a check answered ${answer.statusCode}: ${answer.payload}`);
  };
  const rounds: { request: number; known: number; first: number }[] = [];
  try {
    for (let n = 0; n < 50; n += 1) await ask();
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = performance.now();
      for (let n = 0; n < REQUESTS; n += 1) await ask();
      const request = ((performance.now() - from) * 1000) / REQUESTS;
      rounds.push({ request, known: knownDecision(), first: firstDecision(round) });
    }
  } finally {
    await app.close();
    await pools.close();
    await cluster.stop();
  }
  const [requestUs, knownUs, firstUs] = (['request', 'known', 'first'] as const).map((key) =>
    middling(rounds.map((one) => one[key])),
  );
  const share = (DECISIONS_A_REQUEST * knownUs!) / requestUs!;
  const told = { requestUs, knownUs, firstUs, decisionsARequest: DECISIONS_A_REQUEST, share, least: LEAST };
  process.stdout.write(
    `${JSON.stringify(told, (_, value) => (typeof value === 'number' ? +value.toPrecision(3) : value))}\n`,
  );
  process.exitCode = share < LEAST ? 0 : 1;
});
