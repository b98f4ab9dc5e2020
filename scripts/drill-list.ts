import { spawnSync } from 'node:child_process';
import { hasPostgres18 } from '../test/support/postgres-18.ts';

/** How much of a drill is done, and with which dice. */
export type DrillSize = { readonly share: number; readonly seed: number };

export type Drill = {
  readonly name: string;
  /** Below the root of the program. */
  readonly file: string;
  readonly args?: (size: DrillSize) => readonly string[];
  /** What a test of the suite does a little of and the drill more, told by the environment. */
  readonly environment?: (size: DrillSize) => Readonly<Record<string, string>>;
  /** Seconds that the whole takes on two cores; the share of a sample follows from it. */
  readonly seconds: number;
  /** What it proves, as globs: where one of these files has changed since the last full run, a sample is not enough. */
  readonly code: readonly string[];
  /** Runs on DATABASE_URL where it is given; the others bring their own database, which they may kill. */
  readonly ownDatabase?: true;
  /** Debian package without which it cannot run, and its command. */
  readonly needs?: string;
  /** Those of one group take turns in a sample, a day each. */
  readonly turn?: string;
};

const VITEST = 'node_modules/vitest/vitest.mjs';
const times = (full: number, { share }: DrillSize) => String(Math.max(1, Math.round(full * share)));

/** A database that is given is tried once: it must be empty. */
const MAJORS = process.env.DATABASE_URL || !hasPostgres18() ? ['17'] : ['17', '18'];

/** Every drill, in the order in which they are run: what breaks most often first. */
export const DRILLS: readonly Drill[] = [
  {
    name: 'spoiled files',
    file: 'test/drills/intake-fuzz.ts',
    args: (size) => [times(10_000, size), String(size.seed)],
    seconds: 310,
    code: ['src/ground/reading/*.ts', 'test/drills/intake-fuzz*.ts'],
  },
  {
    name: 'kill -9 during intake',
    file: 'test/drills/kill-intake.ts',
    args: (size) => [times(30, size), String(size.seed)],
    seconds: 380,
    code: ['src/facts/intake/*-{store,jobs}.ts', 'test/drills/kill-intake.ts'],
  },
  {
    name: 'kill -9 during checks',
    file: 'test/drills/kill-checks.ts',
    args: (size) => [times(12, size), String(size.seed)],
    seconds: 55,
    code: ['src/facts/checks/*-{store,commands}.ts', 'test/drills/kill-checks.ts'],
  },
  {
    name: 'kill -9 while the log grows',
    file: VITEST,
    args: () => ['run', 'test/drills/log-kill.test.ts'],
    environment: (size) => ({ DRILL_KILLS: times(30, size) }),
    seconds: 35,
    code: ['src/ground/proof/log/*.ts', 'test/drills/log-*.ts'],
  },
  {
    name: 'every column as a superuser',
    file: VITEST,
    args: () => ['run', 'test/drills/tamper.test.ts'],
    environment: ({ share, seed }) => ({
      DRILL_STRIDE: String(Math.min(4, Math.max(1, Math.round(1 / share)))),
      DRILL_SEED: String(seed),
    }),
    seconds: 35,
    code: ['src/ground/proof/verify/*.ts', 'test/drills/tamper.test.ts'],
  },
  {
    name: 'the structure as a superuser',
    file: VITEST,
    args: () => ['run', 'src/ground/proof/catalogue/catalogue.test.ts'],
    environment: (size) => ({ DRILL_EDITS: times(170, size), DRILL_SEED: String(size.seed) }),
    seconds: 25,
    code: ['src/ground/proof/catalogue/*.ts', 'test/support/structure-edits.ts'],
  },
  {
    name: 'random steps of every procedure',
    file: VITEST,
    args: () => ['run', 'src/rights/procedures/model.test.ts'],
    environment: (size) => ({ DRILL_STEPS: times(50_000, size), DRILL_SEED: String(size.seed) }),
    seconds: 1_280,
    code: [
      'src/rights/procedures/{procedure,step,timer,case}{,-case,-shape,-tables,-timers,-store,-commands}.ts',
      'src/rights/*/*-procedure.ts',
      'test/support/{plain-case,random-steps,case-openings}.ts',
    ],
  },
  {
    name: 'backup and restore',
    file: 'test/drills/restore-drill.ts',
    args: (size) => [times(2_000, size)],
    seconds: 20,
    code: ['src/ground/backup/*.ts', 'test/drills/restore-drill.ts'],
  },
  {
    name: 'pgBackRest on a PostgreSQL of your own',
    file: 'test/drills/pgbackrest.ts',
    args: (size) => [times(1_000, size)],
    seconds: 40,
    code: ['src/ground/backup/{external,pgbackrest}*.ts', 'test/drills/pgbackrest.ts'],
    needs: 'pgbackrest',
  },
  ...MAJORS.map((major) => ({
    name: `a PostgreSQL of your own, ${process.env.DATABASE_URL ? 'the one given' : major}`,
    file: 'test/drills/own-database.ts',
    args: () => [major],
    seconds: 45,
    code: ['src/ground/platform/{migrate,database-urls}.ts', 'test/drills/own-database.ts'],
    ownDatabase: true as const,
    turn: 'a PostgreSQL of your own',
  })),
];

/** What must be installed before the drill can run: nothing where it can. */
export function missing({ needs }: Drill): string | undefined {
  if (needs === undefined) return undefined;
  return spawnSync(needs, ['version'], { stdio: 'ignore' }).error === undefined ? undefined : needs;
}
