/**
 * From the second start of the program to its first answered check, beside PostgreSQL's own start on the same folder, one after
 * the other in one run: `node bench/restart.ts [rounds] [folder for CPU profiles]`. JSON on standard output.
 */
import { randomUUID } from 'node:crypto';
import { startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { type DrillOffice, signIn, withOffice } from '../test/drills/drill-office.ts';
import { again, send } from '../test/drills/drill-sender.ts';
import { DrillServer } from '../test/drills/drill-server.ts';
import { type Program, spawnProgram } from '../test/lifecycle/program.ts';
import { usccFor } from '../test/support/identifiers.ts';
import { csvOf, penaltyRow } from '../test/support/penalties.ts';

const rounds = Number(process.argv[2] ?? 7);
const profiles = process.argv[3];
const AIM_MS = 3_000;
const WAIT_MS = 120_000;

/** The first start, and a party to ask about. */
async function firstStart(office: DrillOffice): Promise<number> {
  const server = new DrillServer(office.home);
  const ms = await server.start();
  const sent = { ...again({ body: csvOf([penaltyRow(1, { CF_JDRQ: '2026/03/02' })]) }), rows: 1, refused: 0 };
  await send(server.address, await signIn(server.address, office), sent, true);
  await server.stop();
  return ms;
}

async function untilAnswered({ address }: Program, { programKey }: DrillOffice, since: number): Promise<number> {
  const question = { code: usccFor('411100', '91', 1), matter: '律师事务所设立许可', purpose: '核对设立条件' };
  while (performance.now() - since < WAIT_MS) {
    const response = await fetch(`${address}/api/v1/checks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${programKey}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify([question]),
    }).catch(() => undefined); // nobody listens yet
    if (response?.status === 201) {
      const { answers } = (await response.json()) as { answers: { subject: unknown }[] };
      if (!answers[0]!.subject) throw new Error('the answer knows nobody');
      return performance.now() - since;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('no answer');
}

async function secondStart(office: DrillOffice): Promise<number> {
  const since = performance.now();
  const profile = profiles === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` };
  const program = await spawnProgram(office.home, profile);
  const ms = await untilAnswered(program, office, since);
  program.child.kill('SIGINT');
  await program.ended;
  return ms;
}

async function databaseStart(home: string): Promise<number> {
  const since = performance.now();
  const server = await startEmbeddedPostgres(home);
  const ms = performance.now() - since;
  await server.stop();
  return ms;
}

function middle(times: readonly number[]): number {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!);
}

await withOffice(async (office) => {
  const firstMs = Math.round(await firstStart(office));
  const program: number[] = [];
  const database: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    program.push(await secondStart(office));
    database.push(await databaseStart(office.home));
    process.stderr.write(
      `${round}: ${Math.round(program.at(-1)!)} ms, PostgreSQL ${Math.round(database.at(-1)!)} ms\n`,
    );
  }
  const report = {
    rounds,
    firstReadyMs: firstMs,
    checkAnsweredMs: middle(program),
    slowestMs: Math.round(Math.max(...program)),
    postgresReadyMs: middle(database),
    aimMs: AIM_MS,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.checkAnsweredMs <= AIM_MS ? 0 : 1;
});
