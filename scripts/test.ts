// `npm test`: types, style, architecture, then every test, the real browser included. Runs all of them, then says what failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browserForTests } from './browser.ts';
import { overBudget, slowest, startedIn } from './test-budget.ts';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'artifacts/vitest.json');
const starts = path.join(root, 'artifacts/starts.txt');
const bin = (name: string) => path.join(root, 'node_modules', name);

/** What the rules of architecture are held against. */
const HOUSES = ['src', 'web', 'verifier'];

type Step = { readonly name: string; readonly args: readonly string[] };

const CHECKS: readonly Step[] = [
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'style', args: [bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  {
    name: 'architecture',
    args: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', ...HOUSES],
  },
  ...(existsSync(path.join(root, 'web/tsconfig.json'))
    ? [{ name: 'types of the console', args: [bin('typescript/bin/tsc'), '-p', 'web', '--noEmit'] }]
    : []),
  { name: 'build of the console', args: [path.join(root, 'scripts/build-web.ts')] },
];

function run({ name, args }: Step, environment: NodeJS.ProcessEnv): boolean {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: environment });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  return status === 0;
}

type FileResult = {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[];
  }[];
};
type Totals = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: string[];
  readonly slowest: readonly string[];
};

/** What failed in a file; one whose tests never ran, since it could not be loaded or prepared, is one failure. */
function failuresOf({ name, status, message, assertionResults }: FileResult): string[] {
  const file = path.relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length > 0) return failed.map((test) => told(`${file} › ${test.fullName}`, test.failureMessages?.[0]));
  return status === 'failed' ? [told(file, message)] : [];
}

/** On one line, so that whoever has only the end of a long run can find it again. */
function told(what: string, message = ''): string {
  return `${what}: ${message.replaceAll(/\s+/g, ' ').trim().slice(0, 500)}`;
}

/** What vitest counted. */
function totals(): Totals {
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0, failures: [], slowest: [] };
  const report = JSON.parse(readFileSync(results, 'utf8')) as {
    numPassedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: FileResult[];
  };
  const failures = report.testResults.flatMap(failuresOf);
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    slowest: slowest(report.testResults.map((file) => ({ ...file, name: path.relative(root, file.name) }))),
  };
}

/** What every Node process of the run reads first: it counts what is started. */
function counting(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const counter = pathToFileURL(path.join(root, 'test/support/count-starts.mjs')).href;
  const options = [environment.NODE_OPTIONS, `--import=${counter}`].filter(Boolean).join(' ');
  return { ...environment, NODE_OPTIONS: options, TEST_STARTS: starts };
}

function testAll(extra: readonly string[]): number {
  const browser = browserForTests();
  const environment = { ...process.env, CHROME_PATH: browser };
  const failedChecks = CHECKS.filter((step) => !run(step, environment)).map(({ name }) => name);
  mkdirSync(path.dirname(results), { recursive: true });
  for (const file of [results, starts]) rmSync(file, { force: true });
  const vitest = {
    name: 'tests',
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
      ...extra,
    ],
  };
  const good = run(vitest, counting(environment));
  const { passed, failed, skipped, failures, slowest: ten } = totals();
  process.stdout.write(`the ten slowest files:\n${ten.join('\n')}\n`);
  const started = startedIn(starts);
  process.stdout.write(
    `started: ${Object.entries(started)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}\n`,
  );
  const excess = overBudget(started);
  for (const line of excess) process.stdout.write(`✗ budget of the tests (scripts/test-budget.ts): ${line}\n`);
  if (excess.length > 0) failedChecks.push('budget of the tests');
  for (const failure of failures) process.stdout.write(`✗ ${failure}\n`);
  if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
  if (failedChecks.length > 0) process.stdout.write(`failed checks: ${failedChecks.join(', ')}\n`);
  // A failed check is a failure like another; a run that failed for a reason of its own must not read as a success.
  const allFailed = Math.max(failed + failedChecks.length, good ? 0 : 1);
  process.stdout.write(`${passed} passed, ${allFailed} failed\n`);
  return allFailed === 0 ? 0 : 1;
}

try {
  process.exitCode = testAll(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
