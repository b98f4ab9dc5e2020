/**
 * Every measurement of the screening, one after the other and each in a process of its own, so that none takes memory or warmth from
 * another: `npm run bench:screening -- --everything`. A quiet machine needs about an hour; fifty million names need 8 GiB.
 */
import { spawnSync } from 'node:child_process';

type Measurement = { readonly file: string; readonly args: readonly string[]; readonly node?: readonly string[] };
const memory = (mebibytes: number) => [`--max-old-space-size=${mebibytes}`];

const MEASUREMENTS: readonly Measurement[] = [
  { file: 'run.ts', args: ['--names', '10000'] },
  { file: 'run.ts', args: ['--names', '1000000', '--asked', '5000', '--peer-asked', '250'], node: memory(6_000) },
  { file: 'run.ts', args: ['--names', '1000000', '--set', 'own', '--no-postgres'], node: memory(6_000) },
  { file: 'npm-peers.ts', args: ['10000', '2500', '250'], node: memory(4_000) },
  { file: 'npm-peers.ts', args: ['1000000', '2500', '20'], node: memory(9_000) },
  { file: 'codes.ts', args: ['10000000'], node: ['--expose-gc', ...memory(8_000)] },
  { file: 'sheet.ts', args: ['100000', '1000000'], node: memory(6_000) },
  { file: 'http.ts', args: ['100000'] },
  { file: 'http-public.ts', args: ['100000'] },
  { file: 'follow.ts', args: ['200000'] },
  { file: 'large.ts', args: ['50000000'], node: memory(9_000) },
];

/** @returns the measurements that ended with an aim missed or a failure, by their commands */
export function measureEverything(): string[] {
  return MEASUREMENTS.flatMap(({ file, args, node = [] }) => {
    const command = [...node, `bench/screening/${file}`, ...args];
    console.log(`\n# node ${command.join(' ')}`);
    const { status } = spawnSync(process.execPath, [...node, `${import.meta.dirname}/${file}`, ...args], {
      stdio: 'inherit',
    });
    return status === 0 ? [] : [command.join(' ')];
  });
}
