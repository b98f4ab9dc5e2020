import type { PoolClient } from 'pg';
import { releaseLocks } from '../platform/alone.ts';
import type { Pools } from '../platform/db.ts';
import { startWorker, type Worker } from '../platform/worker.ts';
import { becomeSequencer, sequenceOnce } from './sequencer-store.ts';

/** How long an entry waits for its position at most, save for the pass itself. Milliseconds. */
const PAUSE_MS = 150;

/**
 * Runs the sequencer of this process. Of many processes one works, the others stand by and take over when its connection
 * ends. A failed pass is told and tried again: nothing is lost by waiting.
 */
export function startSequencer(pools: Pools, now: () => Date, tell: (failure: unknown) => void): Worker {
  let client: PoolClient | undefined;
  let mine = false;
  const drop = (failure?: unknown) => {
    client?.release(failure instanceof Error ? failure : true);
    client = undefined;
    mine = false;
  };
  const round = async () => {
    try {
      client ??= await pools.intakePool.connect();
      mine ||= await becomeSequencer(client);
      return mine ? await sequenceOnce(client, now()) : 0;
    } catch (failure) {
      drop(failure);
      throw failure;
    }
  };
  const worker = startWorker(PAUSE_MS, round, tell);
  return {
    async stop() {
      await worker.stop();
      drop();
    },
  };
}

/** One pass over what waits now, for a command line or a test; refuses nothing if another process sequences: then it has. */
export async function sequenceNow(pools: Pools, at: Date): Promise<number> {
  const client = await pools.intakePool.connect();
  try {
    return (await becomeSequencer(client)) ? await sequenceOnce(client, at) : 0;
  } finally {
    await releaseLocks(client);
  }
}
