/**
 * Peak memory of the program under a large file: `node bench/intake-peak.ts [rows …]`, by default 100,000 and 1,000,000 rows of csv.
 * The program runs as everybody starts it, in a process of its own with all its workers; this process makes the file, sends it as a
 * clerk, waits for the preview and accepts. Each size on a data folder of its own. The kernel keeps the highest resident memory of
 * each process (VmHWM); between readings nothing is missed. JSON on standard output, progress on standard error.
 */
import { randomUUID } from 'node:crypto';
import { openAsBlob, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { databaseProcesses, databaseUrls, signIn, withOffice } from '../test/drills/drill-office.ts';
import { type Program, spawnProgram, untilReady } from '../test/lifecycle/program.ts';
import { writeCsv } from './penalty-files.ts';
import { watchMemory } from './resident-memory.ts';

const LIMIT_MB = 512;
const LOOK_EVERY_MS = 500;
const sizes = process.argv.slice(2).map(Number);
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

type Clerk = { readonly address: string; readonly headers: Record<string, string> };

async function ask(
  { address, headers }: Clerk,
  path: string,
  body?: FormData | string,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${address}/api/v1${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'idempotency-key': randomUUID() }),
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

async function preview(clerk: Clerk, file: string): Promise<string> {
  const form = new FormData();
  form.append('file', await openAsBlob(file), 'penalties.csv');
  const { id } = await ask(clerk, '/submissions?item=penalty', form);
  for (;;) {
    const { state } = await ask(clerk, `/batches/${id}`);
    if (state === 'previewed') return id as string;
    if (state !== 'staging') throw new Error(`the batch is ${state}`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Until every entry of the journal has its position: the program's followers read them from there on. */
async function sequenced(home: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrls(home).owner });
  await owner.connect();
  const left = 'select (select count(*) from journal) - (select count(*) from journal_positions) as n';
  while (Number((await owner.query(left)).rows[0].n) > 0) await pause(LOOK_EVERY_MS);
  await owner.end();
}

async function peakAt(rows: number) {
  return withOffice(async (office) => {
    const file = join(office.home, 'penalties.csv');
    await writeCsv(file, rows);
    const program: Program = await spawnProgram(office.home, { ZHENGMING_SECOND_FACTOR: 'optional' });
    try {
      await untilReady(program);
      const [postmaster] = databaseProcesses(office.home);
      const memory = watchMemory(program.child.pid!, postmaster!);
      const clerk: Clerk = { address: program.address, headers: await signIn(program.address, office) };
      const atRest = memory.now();
      const id = await preview(clerk, file);
      const staged = memory.now();
      say(`${rows} rows staged: ${JSON.stringify(staged)}`);
      const { counts } = await ask(clerk, `/batches/${id}/steps`, JSON.stringify({ step: 'accept_good_rows' }));
      const accepted = memory.now();
      await sequenced(office.home);
      const whole = memory.stop();
      say(`${rows} rows accepted and sequenced: ${JSON.stringify({ accepted, whole, counts })}`);
      const megabytes = Math.round(statSync(file).size / 2 ** 20);
      return { rows, megabytes, limitMb: LIMIT_MB, peakMb: whole.sumMb, atRest, staged, accepted, whole };
    } finally {
      program.child.kill('SIGINT');
      await program.ended;
    }
  });
}

for (const rows of sizes.length > 0 ? sizes : [100_000, 1_000_000]) {
  process.stdout.write(`${JSON.stringify(await peakAt(rows))}\n`);
}
