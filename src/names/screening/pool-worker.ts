/** One thread of a {@link ScreeningPool}. */
import { parentPort } from 'node:worker_threads';
import { Screener } from './screen.ts';
import type { PoolReply, PoolRequest } from './screening-pool.ts';
import { liveSegments } from './shared-segments.ts';

let screener: Screener | undefined;

function reply(message: PoolReply): void {
  parentPort!.postMessage(message);
}

parentPort!.on('message', (request: PoolRequest) => {
  if (request.kind === 'snapshot') {
    screener = new Screener(
      { segments: liveSegments(request.segments), revision: request.revision },
      request.thresholds,
    );
    return;
  }
  const { task, queries, top, options } = request;
  try {
    reply({ task, answers: queries.map((query) => screener!.screen(query, top, options)) });
  } catch (error) {
    reply({ task, error }); // the asker gets it; this thread goes on
  }
});
