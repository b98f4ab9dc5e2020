import { existsSync, readFileSync } from 'node:fs';

/**
 * What a run of all tests may start, so that it stays a matter of minutes: things that are counted, since what is timed fails on a
 * machine that has other work. Who needs more first looks whether a file could share what another has started (`testConsole`, `testDatabase`), then
 * raises the number here in the commit that needs it, and says why.
 */
export const BUDGET = { database: 170, cluster: 16, server: 80, browser: 4 } as const;
export type Started = Record<keyof typeof BUDGET, number>;

/** What was started, from the lines that `test/support/count-starts.mjs` and `testDatabase` write. */
export function startedIn(file: string): Started {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const count = (kind: string) => lines.filter((line) => line === kind).length;
  return {
    database: count('database'),
    cluster: count('cluster'),
    server: count('server'),
    browser: count('browser'),
  };
}

/** What outgrew the budget, in words; and whether the counting itself came to nothing, which must not pass for thrift. */
export function overBudget(started: Started): string[] {
  if (started.database === 0) return ['nothing was counted'];
  return (Object.keys(BUDGET) as (keyof typeof BUDGET)[])
    .filter((kind) => started[kind] > BUDGET[kind])
    .map((kind) => `${started[kind]} of ${kind}, the budget is ${BUDGET[kind]}`);
}

/** The ten test files that took longest, as lines: seconds, then the file. */
export function slowest(
  files: readonly { readonly name: string; readonly startTime: number; readonly endTime: number }[],
): string[] {
  return files
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
