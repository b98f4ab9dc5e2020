// One process of the log drill: acts, sequences and grows the log until it is killed. Address, folder and actor come as JSON.
import { randomUUID } from 'node:crypto';
import { act, type Context, startSequencer } from '../../src/ground/audit/index.ts';
import type { Actor } from '../../src/ground/kernel/actor.ts';
import { openPools } from '../../src/ground/platform/db.ts';
import { Origin } from '../../src/ground/platform/origin.ts';
import { startWorker } from '../../src/ground/platform/worker.ts';
import { LogGrower } from '../../src/ground/proof/log/log-jobs.ts';
import { logKeys } from '../../src/ground/proof/log/log-key-store.ts';
import { TileStore } from '../../src/ground/proof/log/tile-store.ts';

type Given = {
  readonly urls: { app: string; intake: string };
  readonly home: string;
  readonly folder: string;
  readonly origin: string;
  readonly actor: Actor;
  /** In hexadecimal; every process of one installation has the same. */
  readonly masterKey: string;
};
const { urls, home, folder, origin, actor, masterKey } = JSON.parse(process.argv[2]!) as Given;
const pools = openPools(urls, { app: 6, intake: 2 }, Origin.of(Buffer.from(masterKey, 'hex')));
const now = () => new Date();
const ctx: Context = { actor, pools, now, edition: '0'.repeat(64) };
const keys = logKeys({ home, keyFile: undefined, origin }, true);
const grower = new LogGrower({ db: pools.app, keys, tiles: new TileStore(folder), now, origin: pools.origin });
const tell = (failure: unknown) => process.stderr.write(`${String(failure)}\n`);
startSequencer(pools, now, tell);
startWorker(5, () => grower.grow(), tell);
process.stdout.write('up\n');
for (;;) {
  const id = randomUUID();
  await act(ctx, async () => ({ result: null, deed: 'test.touch', object: { kind: 'test', id } }));
}
