// `npm run drills`: the long drills, one after the other, with a line each; ends with 1 when one of them failed.
// The first argument makes them shorter: `npm run drills -- 0.1` is a tenth of each. The second is the seed: the same one by
// default, so that a failure can be met again, and another whenever somebody wants to look further.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { hasPostgres18 } from '../test/support/postgres-18.ts';

const root = path.resolve(import.meta.dirname, '..');
const share = Number(process.argv[2] ?? 1);
const seed = process.argv[3] ?? '20261124';
const times = (full: number) => String(Math.max(1, Math.round(full * share)));

type Drill = {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Runs on DATABASE_URL where it is given; the others bring their own database, which they may kill. */
  readonly ownDatabase?: true;
};

/** What the suite does a little of, these do in full. */
const VITEST = 'node_modules/vitest/vitest.mjs';
const inFull = {
  DRILL_KILLS: times(30),
  DRILL_STEPS: times(50_000),
  DRILL_SEED: seed,
  DRILL_EDITS: times(170),
  DRILL_STRIDE: String(Math.max(1, Math.round(1 / share))),
};

/** A database that is given is tried once: it must be empty. */
const MAJORS = process.env.DATABASE_URL || !hasPostgres18() ? ['17'] : ['17', '18'];

const DRILLS: readonly Drill[] = [
  { name: 'spoiled files', file: 'test/drills/intake-fuzz.ts', args: [times(10_000), seed] },
  { name: 'kill -9 during intake', file: 'test/drills/kill-intake.ts', args: [times(30), seed] },
  { name: 'kill -9 during checks', file: 'test/drills/kill-checks.ts', args: [times(12), seed] },
  { name: 'kill -9 while the log grows', file: VITEST, args: ['run', 'test/drills/log-kill.test.ts'] },
  { name: 'every column as a superuser', file: VITEST, args: ['run', 'test/drills/tamper.test.ts'] },
  { name: 'the structure as a superuser', file: VITEST, args: ['run', 'src/ground/proof/catalogue/catalogue.test.ts'] },
  { name: 'random steps of every procedure', file: VITEST, args: ['run', 'src/rights/procedures/model.test.ts'] },
  { name: 'backup and restore', file: 'test/drills/restore-drill.ts', args: [times(2_000)] },
  { name: 'pgBackRest on a PostgreSQL of your own', file: 'test/drills/pgbackrest.ts', args: [times(1_000)] },
  ...MAJORS.map((major) => ({
    name: `a PostgreSQL of your own, ${process.env.DATABASE_URL ? 'the one given' : major}`,
    file: 'test/drills/own-database.ts',
    args: [major],
    ownDatabase: true as const,
  })),
];

/** Runs one drill; its own report goes on standard error, its line on standard output. */
function run({ name, file, args, ownDatabase }: Drill): boolean {
  const began = performance.now();
  const { DATABASE_URL: given, ...rest } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, file), ...args], {
    cwd: root,
    env: { ...rest, ...inFull, ...(ownDatabase && given !== undefined ? { DATABASE_URL: given } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stderr.write(`${stdout}\n`);
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name}: node ${[file, ...args].join(' ')} (${seconds} s)\n`);
  return status === 0;
}

const failed = DRILLS.filter((drill) => !run(drill)).map(({ name }) => name);
process.stdout.write(failed.length === 0 ? 'all drills passed\n' : `failed drills: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
