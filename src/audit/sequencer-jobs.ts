import type { PoolClient } from 'pg';
import type { Pools } from '../platform/db.ts';
import { becomeSequencer, sequenceOnce } from './sequencer-store.ts';

/** How long an entry waits for its position at most, save for the pass itself. Milliseconds. */
const PAUSE_MS = 150;

export type Sequencer = { stop(): Promise<void> };

/**
 * Runs the sequencer of this process. Of many processes one works, the others stand by and take over when its connection
 * ends. A failed pass is told and tried again: nothing is lost by waiting.
 */
export function startSequencer(pools: Pools, now: () => Date, tell: (failure: unknown) => void): Sequencer {
  let stopped = false;
  let client: PoolClient | undefined;
  let wake: () => void = () => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const drop = (failure?: unknown) => {
    client?.release(failure instanceof Error ? failure : true);
    client = undefined;
  };
  const loop = (async () => {
    let mine = false;
    while (!stopped) {
      try {
        client ??= await pools.intakePool.connect();
        mine ||= await becomeSequencer(client);
        if (mine) while (!stopped && (await sequenceOnce(client, now())) > 0);
      } catch (failure) {
        mine = false;
        drop(failure);
        if (!stopped) tell(failure);
      }
      if (!stopped) await pause();
    }
    drop();
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await loop;
    },
  };
}

/** One pass over what waits now, for a command line or a test; refuses nothing if another process sequences: then it has. */
export async function sequenceNow(pools: Pools, at: Date): Promise<number> {
  const client = await pools.intakePool.connect();
  try {
    return (await becomeSequencer(client)) ? await sequenceOnce(client, at) : 0;
  } finally {
    client.release(true); // its lock goes with the connection
  }
}
