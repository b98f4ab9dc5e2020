import { existsSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its clock. */
const TICK_MS = 10;

/** Fields of `/proc/<pid>/stat` after the name; nothing for a process that is gone, or without /proc. */
function statOf(pid: number): string[] {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(') ').at(-1)!.split(' ') : [];
}

const ticks = (fields: readonly string[], ...at: number[]) => at.reduce((sum, n) => sum + Number(fields[n] ?? 0), 0);

/** Processor time that these processes have used so far, user and system. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticks(statOf(pid), 11, 12), 0) * TICK_MS;
}

export function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

/** The same of a process and all that it ever started, those that have ended among them; `except` is left out with its own. */
export function cpuMsOfTree(pid: number, except?: number): number {
  const children = childrenOf(pid).filter((child) => child !== except);
  const own = ticks(statOf(pid), 11, 12, 13, 14) * TICK_MS;
  return children.reduce((sum, child) => sum + cpuMsOfTree(child), own);
}
