// Calls that name no item, by programs whose keys are for some items only: judged by what is asked about.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vault } from '../src/ground/vault/index.ts';
import { enterObjection } from '../src/rights/objections/index.ts';
import { makeActor, makeOrgan, type TestOrgan } from './support/actors.ts';
import { testDatabase } from './support/database.ts';
import { day } from './support/law.ts';
import { penaltyRow } from './support/penalties.ts';
import { agreedKey } from './support/program-keys.ts';
import { OPEN_TERMS } from './support/programs.ts';
import { type WholeProgram, wholeProgram } from './support/whole-program.ts';

const database = testDatabase();
let program: WholeProgram;
let batchId: string;
/** Keys for penalties, for licences, and for penalties at another organ. */
let penalties: string;
let licences: string;
let foreign: string;

async function keyFor(organ: TestOrgan, items: string[]): Promise<string> {
  const { accountId, postId } = await makeActor(database.urls.owner, organ, 'clerk', 'program');
  await program.bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [organ.id, accountId]);
  const wish = { accountId, postId, label: '事项', expiresOn: '2026-06-01' };
  return agreedKey(database, organ, wish, { ...OPEN_TERMS, items });
}
const get = async (key: string, url: string) => {
  const answer = await program.app.http.inject({ url, headers: { authorization: `Bearer ${key}` } });
  return {
    status: answer.statusCode,
    body: answer.body,
    code: answer.statusCode < 400 ? undefined : answer.json().code,
  };
};

beforeAll(async () => {
  program = await wholeProgram(database);
  const { bureau } = program;
  const contradicting = penaltyRow(1, { CF_XDR_MC: '漯河虚构改名商贸有限公司', CF_WSH: '虚司罚决字〔2026〕第改名号' });
  const sent = [...(await bureau.send([penaltyRow(1), contradicting])).values()];
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const said = { receivedOn: day('2026-03-06'), channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  await enterObjection(bureau.clerk, { law: bureau.law, vault }, { recordId: sent[0]!, ...said });
  [{ id: batchId }] = (await bureau.asOwner('select id from batches')) as [{ id: string }];
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  penalties = await keyFor({ id, path, kind }, ['penalty']);
  licences = await keyFor({ id, path, kind }, ['licence']);
  foreign = await keyFor(await makeOrgan(database.urls.owner, '2.2.'), ['penalty']);
}, 60_000);
afterAll(() => program.stop());

test.each([
  ['batches', '/api/v1/batches', (body: string) => JSON.parse(body).length],
  ['what waits', '/api/v1/quarantine', (body: string) => JSON.parse(body).length],
  ['cases', '/api/v1/cases', (body: string) => JSON.parse(body).cases.length],
])('a list of %s is cut to the items that a key is for, and to the own organ', async (_, url, count) => {
  const told = await Promise.all([penalties, licences, foreign].map((key) => get(key, url)));
  expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(told.map(({ body }) => count(body))).toEqual([1, 0, 0]);
});

test('a batch and its receipt are judged by the item of the batch; what is not there, or another organ’s, is not found', async () => {
  for (const url of [`/api/v1/batches/${batchId}`, `/api/v1/batches/${batchId}/receipt`]) {
    expect(await get(licences, url)).toMatchObject({ status: 403, code: 'access.key_scope' });
    expect((await get(foreign, url)).status).toBe(404);
    expect((await get(penalties, url.replace(batchId, randomUUID()))).status).toBe(404);
  }
  expect((await get(penalties, `/api/v1/batches/${batchId}`)).status).toBe(200);
  // The receipt comes with the log, within a second on a machine at rest.
  let receipt = await get(penalties, `/api/v1/batches/${batchId}/receipt`);
  for (const end = performance.now() + 20_000; receipt.status !== 200 && performance.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    receipt = await get(penalties, `/api/v1/batches/${batchId}/receipt`);
  }
  expect(receipt.body).toContain('tlog-proof');
});
