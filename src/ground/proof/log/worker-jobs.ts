import path from 'node:path';
import { inContext, type Pools } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { startWorker, type Worker } from '../../platform/worker.ts';
import { lookAtCatalogue } from '../catalogue/catalogue-jobs.ts';
import { printKey } from '../tlog/note.ts';
import { printSm2Key } from '../tlog/sm2.ts';
import { Cosigning, readWitnesses } from './cosigning-jobs.ts';
import { LogGrower } from './log-jobs.ts';
import { type LogKeys, logKeys } from './log-key-store.ts';
import { findHead } from './log-queries.ts';
import { dropSpent } from './spent-seal-jobs.ts';
import { takeDown } from './taking-jobs.ts';
import { TileStore } from './tile-store.ts';

/** With the sequencer's own pause this keeps a proof within a second of the commit. Milliseconds. */
const PAUSE_MS = 200;
/** Rows without an entry of their own (uses, looks, notices) come into the log this often. */
const TAKING_PAUSE_MS = 5_000;
/** Witnesses are others' machines: asked once a second at most, and left alone for a while when they fail. */
const WITNESS_PAUSE_MS = 1_000;
/** A look at the structure of the database costs it less than a tenth of a second. */
const CATALOGUE_PAUSE_MS = 60_000;
/** Seals that were asked for go soon enough at this pace: a day has a million at most. */
const SEALS_PAUSE_MS = 10 * 60_000;

export type LogWorkerDeps = {
  readonly pools: Pools;
  readonly home: string;
  readonly now: () => Date;
  readonly law: () => { readonly edition: string };
  readonly log: Log;
  readonly config: {
    readonly logKeyFile: string | undefined;
    readonly logOrigin: string | undefined;
    readonly logSm2KeyFile?: string | undefined;
    readonly witnesses: string | undefined;
  };
};

/** Where the log's files lie in a data folder. */
export const tileStoreOf = (home: string) => new TileStore(path.join(home, 'log'));

/**
 * The keys of this installation's log; made only by whoever `mayMake` them, and only while nothing is signed.
 * @throws {Refusal} busy `start.log_key_missing`, `start.key_unreadable`
 */
export async function keysOf(
  { pools, home, config }: Pick<LogWorkerDeps, 'pools' | 'home' | 'config'>,
  mayMake: boolean,
): Promise<LogKeys> {
  const head = await inContext(pools.app, { purpose: 'system' }, findHead);
  const { logKeyFile: keyFile, logOrigin: origin, logSm2KeyFile: sm2KeyFile } = config;
  return logKeys({ home, keyFile, origin, sm2KeyFile }, !mayMake || head !== undefined);
}

/** The public files of a log whose database was restored, from its journal; answers for how many entries. */
export async function rebuildFiles(deps: Pick<LogWorkerDeps, 'pools' | 'home' | 'config' | 'now'>): Promise<number> {
  const keys = await keysOf(deps, false);
  return new LogGrower({
    db: deps.pools.app,
    keys,
    tiles: tileStoreOf(deps.home),
    now: deps.now,
    origin: deps.pools.origin,
  }).rebuild();
}

/** Keeps the log up with the journal, and its witnesses up with the log, while the program runs. */
export async function startLogWorker(deps: LogWorkerDeps): Promise<Worker> {
  const { pools, now, home, log, config } = deps;
  const keys = await keysOf(deps, true);
  const tiles = tileStoreOf(home);
  await tiles.publishKey([printKey(keys.signer), ...(keys.sm2 ? [printSm2Key(keys.sm2)] : [])].join('\n'));
  const grower = new LogGrower({ db: pools.app, keys, tiles, now, origin: pools.origin });
  const told = (sentence: string) => (failure: unknown) => log(sentence, { error: String(failure) });
  const workers = [startWorker(PAUSE_MS, () => grower.grow(), told('growing the verifiable log failed'))];
  // However much is used, taken down once a pause: no round counts as having found work.
  const taking = () => takeDown({ ...deps, seen: () => grower.seen }).then(() => 0);
  workers.push(startWorker(TAKING_PAUSE_MS, taking, told('taking down what has no entry failed')));
  const dropping = () => dropSpent({ pools, seen: () => grower.seen });
  workers.push(startWorker(SEALS_PAUSE_MS, dropping, told('letting go of seals failed')));
  const looking = () => lookAtCatalogue(deps).then(() => 0);
  workers.push(startWorker(CATALOGUE_PAUSE_MS, looking, told('looking at the structure of the database failed')));
  for (const witness of readWitnesses(config.witnesses)) {
    const cosigning = new Cosigning({ db: pools.app, tiles, now, fetch }, witness);
    // However fast the log grows, a witness is asked once a pause: no round counts as having found work.
    const round = () => cosigning.ask().then(() => 0);
    workers.push(startWorker(WITNESS_PAUSE_MS, round, told('a witness did not cosign')));
  }
  return {
    async stop() {
      for (const worker of workers) await worker.stop();
    },
  };
}
