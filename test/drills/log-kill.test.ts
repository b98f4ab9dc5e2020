// Processes that write, sequence and grow the log are killed at any moment: no gap, no fork, nothing half. A few times in the
// suite, thirty times in `npm run drills`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openPools } from '../../src/ground/platform/db.ts';
import { Origin } from '../../src/ground/platform/origin.ts';
import { LogGrower } from '../../src/ground/proof/log/log-jobs.ts';
import { TileStore } from '../../src/ground/proof/log/tile-store.ts';
import type { Finding } from '../../src/ground/proof/verify/finding.ts';
import { verifyLog } from '../../src/ground/proof/verify/verify-commands.ts';
import { makeActor, makeOrgan, TEST_NOW } from '../support/actors.ts';
import { testDatabase } from '../support/database.ts';
import { LOG_ORIGIN, sequenceAll, testLogHome } from '../support/log.ts';

const database = testDatabase();
const KILLS = Number(process.env.DRILL_KILLS ?? 6);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('kills at any moment leave one tree without a gap', async () => {
  const { home, keys } = testLogHome();
  const folder = path.join(home, 'log');
  const actor = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  const masterKey = Buffer.alloc(32, 7);
  const given = { urls: database.urls, home, folder, origin: LOG_ORIGIN, actor, masterKey: masterKey.toString('hex') };
  const failures: string[] = [];
  const start = async () => {
    const program = path.join(import.meta.dirname, 'log-grower.ts');
    const env = { ...process.env, NODE_COMPILE_CACHE: path.join(home, 'compiled') };
    const child = spawn(process.execPath, [program, JSON.stringify(given)], { env });
    child.stderr.on('data', (text: Buffer) => failures.push(text.toString()));
    await once(child.stdout, 'data');
    return child;
  };
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const countOf = async (table: 'journal' | 'log_checkpoints'): Promise<number> =>
    (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n;
  /** However slow the machine is: between two kills the log grows. */
  const grownBeyond = async (checkpoints: number): Promise<void> => {
    while ((await countOf('log_checkpoints')) <= checkpoints) await pause(5);
  };
  // Two at a time, so that a kill falls into whatever one does while the other goes on.
  let running = await start();
  await grownBeyond(0);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const next = await start();
    await grownBeyond(await countOf('log_checkpoints'));
    await pause((kill * 37) % 180);
    running.kill('SIGKILL');
    running = next;
  }
  running.kill('SIGKILL');
  await once(running, 'exit');
  await pause(200);

  await sequenceAll(database);
  const tiles = new TileStore(folder);
  const origin = Origin.of(masterKey);
  const grower = new LogGrower({ db: database.pools.app, keys, tiles, now: () => TEST_NOW, origin });
  while ((await grower.grow()) > 0);
  const pools = openPools({ app: database.urls.owner, intake: database.urls.owner }, { app: 1, intake: 1 });
  const findings: Finding[] = [];
  const told = await verifyLog(
    { db: pools.app, keys, tiles },
    (finding) => findings.push(finding),
    () => undefined,
  );
  await pools.close();
  expect(findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings')).toEqual([]);
  expect(told.pending).toBe(0);
  expect(told.entries).toBe(await countOf('journal'));
  await client.end();
  expect(told.entries).toBeGreaterThan(KILLS);
  expect(told.checkpoints).toBeGreaterThan(KILLS);
  expect(
    failures.filter((failure) => /root_differs|log[.]gap|rolled_back|log_checkpoints_grow|false seal/.test(failure)),
  ).toEqual([]);
}, 180_000);
