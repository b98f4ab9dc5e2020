import type { Context } from '../../ground/audit/index.ts';
import { ifAlone } from '../../ground/platform/alone.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { openFile, type Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { listUnread, type OpenBatch } from './batch-queries.ts';
import { stageBatch } from './staging-jobs.ts';
import { deleteEndedRows } from './staging-store.ts';

/** How long a batch waits at most until somebody looks whether there is one. Milliseconds. */
const PAUSE_MS = 400;
/** Locks of batches under work: the two halves of an advisory lock's key. */
const BATCH_LOCKS = 7_301_002;

export type StagingWorkerDeps = {
  readonly pools: Pools;
  readonly vault: Vault;
  readonly law: () => Law;
  readonly now: () => Date;
  readonly spool: Spool;
  readonly log: Log;
};

/**
 * Reads and checks batches that wait, one at a time in this process; several processes share the work. The batches' own table
 * is the queue: what was submitted is never lost, and a batch whose reading was cut off is read again from the sealed file.
 */
export function startStagingWorker(deps: StagingWorkerDeps): Worker {
  const swept = deps.spool.sweep();
  const round = async () => {
    await swept;
    return workOnce(deps);
  };
  return startWorker(PAUSE_MS, round, (failure) => deps.log('reading a batch failed', { error: String(failure) }));
}

/** Reads the batches that wait now; answers how many it took. One that fails waits for the next round and holds up none behind it. */
export async function workOnce(deps: StagingWorkerDeps): Promise<number> {
  let worked = 0;
  const failures: unknown[] = [];
  for (const { batch } of await listUnread(deps.pools.intake)) {
    const reading = readAlone(deps.pools, batch.id, (open) => readBatch(deps, open));
    const taken = await reading.catch((failure: unknown) => void failures.push(failure));
    if (taken) worked += 1;
  }
  if (failures.length > 0) throw new AggregateError(failures, String(failures[0]));
  await inContext(deps.pools.intake, { purpose: 'system' }, (tx) => deleteEndedRows(tx, deps.pools.origin));
  return worked;
}

/** Reads a batch unless somebody is at it, or was between the list and now. Answers whether nobody was. */
export function readAlone(pools: Pools, id: string, read: (open: OpenBatch) => Promise<unknown>): Promise<boolean> {
  return ifAlone(pools.intakePool, { kind: BATCH_LOCKS, id }, async () => {
    const [open] = await listUnread(pools.intake, id);
    if (open !== undefined) await read(open);
  });
}

async function readBatch(deps: StagingWorkerDeps, { batch, actor }: OpenBatch): Promise<void> {
  const { pools, vault, spool, now } = deps;
  const law = deps.law();
  const ctx: Context = { actor, pools, now, edition: law.edition };
  const file = await inContext(pools.intake, { purpose: 'system' }, async (tx) => {
    const { body } = await openFile(tx, vault, batch.fileId);
    return spool.keep(body);
  });
  try {
    const item = batch.item === 'unknown' ? undefined : batch.item;
    await stageBatch(ctx, { vault, law }, { id: batch.id, file, item, history: batch.history });
  } finally {
    await spool.drop(file);
  }
}
