/**
 * Spoiled files through reading and checking: each must end in rows or in a refusal with a sentence, soon, in bounded memory.
 * `node test/drills/intake-fuzz.ts [files] [seed]` runs the long drill.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRows } from '../../src/facts/intake/checking/check-rows.ts';
import { INTAKE_MESSAGES } from '../../src/facts/intake/intake-messages.ts';
import type { PlainDate } from '../../src/ground/kernel/plain-date.ts';
import { Refusal } from '../../src/ground/kernel/refusal.ts';
import { readRows } from '../../src/ground/reading/read-rows.ts';
import { testItems } from '../support/intake-items.ts';
import { type Bases, makeBases, spoiled } from './intake-fuzz-files.ts';

/** On a busy machine a child may wait long for its turn. */
const HANG_MS = 60_000;
const MEMORY_MB = 512;
/** Files in hand at a time: half of them wait for a child. */
const LANES = 3;
const LIMITS = { waitMs: HANG_MS, rows: 100_000 };

export type FuzzReport = {
  readonly files: number;
  readonly read: number;
  /** Refusal code → how often. */
  readonly refused: Readonly<Record<string, number>>;
  /** Each names the seed that makes the file again. */
  readonly failures: readonly string[];
  readonly peakMb: number;
};

async function fuzzIntake(
  files: number,
  seed: number,
  said: (done: number, failure?: string) => void,
): Promise<FuzzReport> {
  const bases = await makeBases();
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-fuzz-'));
  const refused: Record<string, number> = {};
  const failures: string[] = [];
  let [next, done, read, peakMb] = [0, 0, 0, 0];

  async function lane(name: number): Promise<void> {
    while (next < files) {
      const now = seed + next;
      next += 1;
      const outcome = await tryOne(bases, now, join(folder, `file${name}`));
      const failure = outcome.startsWith('!') ? `seed ${now}: ${outcome}` : undefined;
      if (failure) failures.push(failure);
      else if (outcome === 'read') read += 1;
      else refused[outcome] = (refused[outcome] ?? 0) + 1;
      peakMb = Math.max(peakMb, Math.round(process.memoryUsage.rss() / 2 ** 20));
      done += 1;
      said(done, failure);
    }
  }

  try {
    await Promise.all(Array.from({ length: LANES }, (_, name) => lane(name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (peakMb > MEMORY_MB) failures.push(`memory: ${peakMb} MB`);
  return { files, read, refused, failures, peakMb };
}

/** `read`, the code of a refusal, or `!` and what went wrong. */
async function tryOne(bases: Bases, seed: number, path: string): Promise<string> {
  const { kind, bytes } = spoiled(bases, seed);
  writeFileSync(path, bytes);
  const began = performance.now();
  const outcome = await readThrough(path);
  const took = performance.now() - began;
  return took > HANG_MS ? `! ${kind} took ${Math.round(took)} ms` : outcome;
}

async function readThrough(path: string): Promise<string> {
  try {
    const options = { items: testItems, today: '2026-06-01' as PlainDate };
    for await (const { rows } of checkRows(readRows(path, { limits: LIMITS }), options)) {
      const mute = rows.flatMap(({ problems }) => problems).find(({ code, words }) => !words && !INTAKE_MESSAGES[code]);
      if (mute) return `! ${mute.code} has no sentence`;
      if (rows.some(({ ok, problems }) => ok === problems.some(({ severity }) => severity === 'error')))
        return '! ok is wrong';
    }
    return 'read';
  } catch (error) {
    if (!(error instanceof Refusal))
      return `! ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (error.code === 'file.reader_fell') return '! the child fell';
    return INTAKE_MESSAGES[error.code] ? error.code : `! ${error.code} has no sentence`;
  }
}

const [files = '10000', seed = '1'] = process.argv.slice(2);
const report = await fuzzIntake(Number(files), Number(seed), (done, failure) => {
  if (failure || done % 500 === 0) process.stderr.write(`${done}${failure ? ` ${failure}` : ''}\n`);
});
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
process.exitCode = report.failures.length > 0 ? 1 : 0;
