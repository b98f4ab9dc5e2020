// `npm run drills`: the long drills in full, one after the other, a line each; ends with 1 when one of them failed.
//   --sample        what a landing runs: of each drill as much as fits into its seconds, with the day as seed, so that the days add up;
//                   the whole of a drill whose code has changed since its last full run (test/drills/last-full-run.json)
//   --seed N        other dice than the usual ones, or those of a day that failed
//   --share 0.1     a tenth of each
//   --only "name"   the drills whose name has this in it
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DRILLS, type Drill, type DrillSize, missing } from './drill-list.ts';
import { keepFullRun, lastFullRuns, stateOf } from './drill-runs.ts';

const root = path.resolve(import.meta.dirname, '..');
/** The usual dice, so that a failure can be met again. */
const SEED = 20_261_124;
/** What a drill may take in a sample, on two cores. */
const SAMPLE_SECONDS = 30;

const { values } = parseArgs({
  options: {
    sample: { type: 'boolean', default: false },
    seed: { type: 'string' },
    share: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

/** The calendar day as a number, 20261207: another for each day, and named where a sample failed. */
const today = () => Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));

const seed = values.seed === undefined ? (values.sample ? today() : SEED) : Number(values.seed);
const given = values.share === undefined ? undefined : Number(values.share);
if (!Number.isSafeInteger(seed) || (given !== undefined && !(given > 0 && given <= 1))) {
  throw new Error('--seed is a whole number, --share more than 0 and at most 1');
}

/** How much of a drill this run does, and why when it is not what was asked for. */
function sizeOf(drill: Drill): DrillSize & { readonly why?: string } {
  if (given !== undefined) return { seed, share: given };
  if (!values.sample) return { seed, share: 1 };
  const known = lastFullRuns(root)[drill.name];
  const share = Math.min(1, SAMPLE_SECONDS / drill.seconds);
  // Of what never ran in full nothing can be told to have changed; the release owes it.
  if (known === undefined) return { seed, share, why: 'no full run is written down' };
  if (known.code !== stateOf(root, drill)) return { seed, share: 1, why: `changed since ${known.on}` };
  return { seed, share };
}

/** In a sample, of a group that takes turns the one whose day it is. */
function isOnTurn(drill: Drill): boolean {
  if (!values.sample || drill.turn === undefined) return true;
  const group = DRILLS.filter(({ turn }) => turn === drill.turn);
  return group[seed % group.length] === drill;
}

type Outcome = 'passed' | 'failed' | 'left out';

/** Runs one drill; its own report goes on standard error, its line on standard output. */
function run(drill: Drill): Outcome {
  const { name, file, ownDatabase } = drill;
  const needed = missing(drill);
  if (needed !== undefined) {
    process.stdout.write(`– ${name}: left out, ${needed} is not on this machine (apt-get install ${needed})\n`);
    return 'left out';
  }
  const size = sizeOf(drill);
  const args = drill.args?.(size) ?? [];
  const environment = drill.environment?.(size) ?? {};
  const began = performance.now();
  const { DATABASE_URL: database, ...rest } = process.env;
  const { status, stdout, error } = spawnSync(process.execPath, [path.join(root, file), ...args], {
    cwd: root,
    env: { ...rest, ...environment, ...(ownDatabase && database !== undefined ? { DATABASE_URL: database } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  if (error) process.stderr.write(`${error.message}\n`);
  process.stderr.write(`${stdout}\n`);
  const command = [...Object.entries(environment).map(([key, value]) => `${key}=${value}`), 'node', file, ...args];
  const share = size.share === 1 ? 'whole' : `${(size.share * 100).toFixed(1)} %`;
  const told = [share, ...(size.why === undefined ? [] : [size.why]), `${seconds} s`].join(', ');
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name}: ${command.join(' ')} (${told})\n`);
  if (status === 0 && size.share === 1) keepFullRun(root, drill, { seed, seconds });
  return status === 0 ? 'passed' : 'failed';
}

process.stdout.write(`seed ${seed}\n`);
const chosen = DRILLS.filter(({ name }) => name.includes(values.only)).filter(isOnTurn);
const outcomes = chosen.map((drill) => ({ name: drill.name, outcome: run(drill) }));
const failed = outcomes.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
process.stdout.write(failed.length === 0 ? 'all drills passed\n' : `failed drills: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 && chosen.length > 0 ? 0 : 1;
