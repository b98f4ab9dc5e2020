/** The highest resident memory of a program and of the processes that it started, as the kernel counts it. */
import { existsSync, readFileSync } from 'node:fs';
import { childrenOf } from './cpu-time.ts';

export type Memory = {
  /** Of the program's own process since it started. Mebibytes. */
  readonly programMb: number;
  /** Of the child that had most. */
  readonly childMb: number;
  /** Of the program and its children together, at the moment when it was most: never less than the program's own. */
  readonly sumMb: number;
};

/** Children may live for a second: they are looked for this often. */
const LOOK_EVERY_MS = 20;

function kibibytes(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const file = `/proc/${pid}/status`;
  const line = existsSync(file) ? new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8')) : null;
  return Number(line?.[1] ?? 0);
}

/** `except` is the database, which is a program of its own. */
export function watchMemory(pid: number, except: number): { now(): Memory; stop(): Memory } {
  const children = () => childrenOf(pid).filter((child) => child !== except);
  let [child, together] = [0, 0];
  const look = () => {
    const each = children();
    child = Math.max(child, ...each.map((one) => kibibytes(one, 'VmHWM')));
    together = Math.max(
      together,
      [pid, ...each].reduce((sum, one) => sum + kibibytes(one, 'VmRSS'), 0),
    );
  };
  const watch = setInterval(look, LOOK_EVERY_MS);
  const now = () => {
    look();
    const program = kibibytes(pid, 'VmHWM');
    const [programMb, childMb, sumMb] = [program, child, Math.max(program, together)].map((n) => Math.round(n / 1024));
    return { programMb: programMb!, childMb: childMb!, sumMb: sumMb! };
  };
  return {
    now,
    stop() {
      clearInterval(watch);
      return now();
    },
  };
}
