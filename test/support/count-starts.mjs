// Read by every Node process of a run of the tests (`--import`): writes a line for each server, PostgreSQL and browser that is started.
// Plain JavaScript, since a program under test may be started by a Node that reads no types.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import path from 'node:path';

const file = process.env.TEST_STARTS;

/** @param {'server' | 'cluster' | 'browser'} kind */
function count(kind) {
  if (file) appendFileSync(file, `${kind}\n`);
}

/** @param {readonly string[]} command */
function kindOf(command) {
  const names = command.map((word) => path.basename(word));
  if (names.some((name) => name === 'postgres')) return 'cluster';
  return /chrom/i.test(names[0] ?? '') ? 'browser' : undefined;
}

subscribe('tracing:net.server.listen:asyncEnd', () => count('server'));
// Told before the command is known.
subscribe('child_process', ({ process: child }) =>
  process.nextTick(() => {
    const kind = kindOf(child.spawnargs ?? []);
    if (kind) count(kind);
  }),
);
