import { existsSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its clock. */
const TICK_MS = 10;

/** Processor time that these processes have used so far, user and system; nothing for one that is gone, or without /proc. */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file)) return 0;
    const fields = readFileSync(file, 'utf8').split(') ').at(-1)!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * TICK_MS;
}
