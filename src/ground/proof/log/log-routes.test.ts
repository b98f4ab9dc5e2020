import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_EDITION } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { testLogHome, writeEntries } from '../../../../test/support/log.ts';
import { startSequencer } from '../../audit/index.ts';
import { type HttpApp, makeHttp } from '../../platform/http.ts';
import { loadMessages } from '../../platform/messages.ts';
import { openCheckpoint } from '../tlog/checkpoint.ts';
import { readKey } from '../tlog/note.ts';
import { logRoutes } from './log-routes.ts';
import { startLogWorker } from './worker-jobs.ts';

const database = testDatabase();
const { home } = testLogHome();
let http: HttpApp;
beforeAll(async () => {
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  logRoutes(http, { home });
});

const get = (url: string) => http.inject({ url });

test('before the first entry there is no checkpoint, and nothing is made up', async () => {
  expect((await get('/log/checkpoint')).statusCode).toBe(404);
  expect((await get('/log/tile/0/000')).json()).toMatchObject({ code: 'log.tile_absent' });
});

test('what was done is in a signed checkpoint soon after its commit, and its tiles are for any cache', async () => {
  const actor = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  const failures: unknown[] = [];
  const tell = (failure: unknown) => failures.push(failure);
  const now = () => new Date();
  const config = { logKeyFile: path.join(home, 'own-key'), logOrigin: 'log.invalid/own', witnesses: undefined };
  const workers = [
    startSequencer(database.pools, now, tell),
    await startLogWorker({
      pools: database.pools,
      home,
      now,
      config,
      log: tell,
      law: () => ({ edition: TEST_EDITION }),
    }),
  ];
  await writeEntries(contextFor(actor, database.pools), 3);
  // Three acts, and that of the keeper, who adopts what it finds at the first start.
  // A second on a machine at rest (bench/log.ts measures it); a busy one gets more.
  let answer = await get('/log/checkpoint');
  for (const end = performance.now() + 10_000; performance.now() < end; answer = await get('/log/checkpoint')) {
    if (answer.statusCode === 200 && answer.body.split('\n')[1] === '4') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const worker of workers) await worker.stop();
  expect(failures).toEqual([]);

  const key = readKey((await get('/log/key')).body);
  expect(openCheckpoint(answer.body, key)).toMatchObject({ origin: 'log.invalid/own', size: 4 });
  expect(answer.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=1',
  });
  const tile = await get('/log/tile/0/000.p/4');
  expect(tile.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
  });
  expect([tile.rawPayload.length, (await get('/log/tile/entries/000.p/4')).rawPayload.length]).toEqual([128, 136]);
});

test.each([
  '/log/tile/0/000.p/5',
  '/log/tile/0/1',
  '/log/tile/../../log-key',
  '/log/tile/%2e%2e/%2e%2e/own-key',
  '/log/own-key',
])('%s is no address of the log', async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['cache-control']).toBe('no-store');
});
