/**
 * Every measurement of the screening, one after the other and each in a process of its own, so that none takes memory or warmth from
 * another: `npm run bench:screening -- --everything`. A quiet machine needs about an hour; fifty million names need 8 GiB.
 * `--share 0.01` makes all lists a hundred times smaller: whether everything runs shows in minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Measurement = {
  readonly file: string;
  readonly args: readonly string[];
  readonly node?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
};
const memory = (mebibytes: number) => [`--max-old-space-size=${mebibytes}`];
/** As the launcher starts `zhengming screen`. */
const LARGE_PAGES = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };
/** No list is smaller: the questions are about its first names. */
const FEWEST = 10_000;

function measurementsOf(share: number, folder: string): readonly Measurement[] {
  const sized = (names: number) => String(Math.max(Math.min(names, FEWEST), Math.round(names * share)));
  const large = {
    file: 'large.ts',
    args: [sized(5e7), '5000', path.join(folder, 'names.index')],
    node: memory(9_000),
    env: LARGE_PAGES,
  };
  return [
    { file: 'run.ts', args: ['--names', '10000'] },
    { file: 'run.ts', args: ['--names', sized(1e6), '--asked', '5000', '--peer-asked', '250'], node: memory(6_000) },
    { file: 'run.ts', args: ['--names', sized(1e6), '--set', 'own', '--no-postgres'], node: memory(6_000) },
    { file: 'npm-peers.ts', args: ['10000', '2500', '250'], node: memory(4_000) },
    { file: 'npm-peers.ts', args: [sized(1e6), '2500', '20'], node: memory(9_000) },
    { file: 'codes.ts', args: [sized(1e7)], node: ['--expose-gc', ...memory(8_000)] },
    { file: 'sheet.ts', args: [sized(1e5), sized(1e6)], node: memory(6_000) },
    { file: 'http.ts', args: [sized(1e5)] },
    { file: 'http-public.ts', args: [sized(1e5)] },
    { file: 'follow.ts', args: [sized(2e5)] },
    // By the process that makes the list and keeps it, then by one that finds it kept.
    large,
    large,
  ];
}

/** @returns the measurements that ended with an aim missed or a failure, by their commands */
export function measureEverything(share: number): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-bench-'));
  const missed = measurementsOf(share, folder).flatMap(({ file, args, node = [], env = {} }) => {
    const command = [...node, `bench/screening/${file}`, ...args];
    const set = Object.entries(env).map(([name, value]) => `${name}=${value} `);
    console.log(`\n# ${set.join('')}node ${command.join(' ')}`);
    const { status } = spawnSync(process.execPath, [...node, `${import.meta.dirname}/${file}`, ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    return status === 0 ? [] : [command.join(' ')];
  });
  rmSync(folder, { recursive: true, force: true });
  return missed;
}
