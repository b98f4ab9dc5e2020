/** Work beside the requests, running until it is stopped. */
export type Worker = { stop(): Promise<void> };

/**
 * Runs `round` again and again: at once while it answers that it found work, after `pauseMs` milliseconds when it found none.
 * A round that fails is told and tried again after the pause: nothing is lost by waiting. `stop` waits for the round in hand.
 */
export function startWorker(
  pauseMs: number,
  round: (stopping: () => boolean) => Promise<number>,
  tell: (failure: unknown) => void,
): Worker {
  let stopped = false;
  let wake: () => void = () => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = (async () => {
    while (!stopped) {
      let found = 0;
      try {
        found = await round(() => stopped);
      } catch (failure) {
        if (!stopped) tell(failure);
      }
      if (found === 0 && !stopped) await pause();
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await loop;
    },
  };
}
