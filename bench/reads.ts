/**
 * Every read of console, portal and API on a large database, as everybody who may ask: `node bench/reads.ts FOLDER [parties] [records] [copies]`.
 * Makes the database in FOLDER the first time (minutes, some gigabytes) and asks it as it stands after that. A line of JSON for each question
 * with a statement that took long, the slowest first; exit code 1 when one reads a large table whole. See bench/reads/README.md.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../src/ground/config/config.ts';
import { embeddedUrl, startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { type Running, start } from '../src/serve.ts';
import { loadTables } from './checks/tables.ts';
import { type Found, worstOf } from './reads/answers.ts';
import { type Asker, everybody, type Question } from './reads/asking.ts';
import { copyWorld, tellPlans } from './reads/copies.ts';
import { objectsOf } from './reads/ids.ts';
import { PlanLog } from './reads/plan-log.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('reads.ts needs a folder for the database');
const home = path.resolve(folder);
const [parties = 300_000, records = 900_000, copies = 200] = process.argv.slice(3, 6).map(Number);
const SLOW_MS = 20;
/** A statement that reads so many rows of one table reads many. */
const LARGE = 20_000;
/** The last answer counts: the first one of a connection is planned, and finds nothing in memory. */
const TIMES = 2;
/** How long the workers are listened to. */
const WORK_MS = 90_000;
const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
const config = readConfig({ ZHENGMING_DEMO: 'true', ZHENGMING_DATA: home, PORT: '0' });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function serving<T>(role: 'all' | 'web' | 'work', work: (program: Running) => Promise<T>): Promise<T> {
  const program = await start(config, role, new AbortController().signal);
  try {
    return await work(program);
  } finally {
    await program.stop();
  }
}

async function make(): Promise<void> {
  const made = path.join(home, 'made-for-reads');
  if (existsSync(made)) return;
  await serving('all', () => pause(20_000)); // the workers write what follows from the demonstration
  const cluster = await startEmbeddedPostgres(home, { shared_buffers: '2GB', max_wal_size: '16GB' });
  try {
    const owner = cluster.urlOf('zhengming');
    await copyWorld(owner, copies, say);
    await loadTables(owner, parties, records, say);
    await tellPlans(owner, SLOW_MS);
  } finally {
    await cluster.stop();
  }
  writeFileSync(made, `${parties} ${records} ${copies}\n`);
}

async function ask(address: string, plans: PlanLog, asker: Asker, question: Question): Promise<Found> {
  let found: Found | undefined;
  for (let turn = 0; turn < TIMES; turn += 1) {
    const began = performance.now();
    const answer = await fetch(`${address}${question.address}`, asker.request(question));
    const text = await answer.text();
    const ms = Math.round(performance.now() - began);
    found = { asker: asker.name, ...question, status: answer.status, ms, statements: plans.take() };
    if (answer.status >= 400) break;
    if (turn === 0) asker.heard(question, text);
  }
  return found!;
}

async function askEverybody(plans: PlanLog, { address, demoAccounts }: Running): Promise<Found[]> {
  while ((await fetch(`${address}/readyz`)).status !== 200) await pause(1_000);
  const objects = await objectsOf(embeddedUrl(home, 'zhengming'));
  const found: Found[] = [];
  for (const asker of await everybody(address, demoAccounts, (kind) => objects.get(kind) ?? '')) {
    plans.take();
    const before = found.length;
    for (let question = asker.next(); question !== undefined; question = asker.next()) {
      const one = await ask(address, plans, asker, question);
      found.push(one);
      if (one.statements.length > 0) say(`${one.ms} ms ${asker.name} ${question.address} ${question.body ?? ''}`);
    }
    say(`${asker.name}: ${found.length - before} questions`);
  }
  return found;
}

async function listenToWorkers(plans: PlanLog): Promise<Found> {
  await pause(WORK_MS);
  return { asker: 'workers', address: `${WORK_MS} ms`, status: 200, ms: WORK_MS, statements: plans.take() };
}

await make();
const plans = new PlanLog(path.join(home, 'postgresql.log'), LARGE);
const answers = await serving('web', (program) => askEverybody(plans, program));
const found = [...answers, await serving('work', () => listenToWorkers(plans))];
for (const one of worstOf(found)) process.stdout.write(`${JSON.stringify(one)}\n`);
const isWhole = ({ statements }: Found) => statements.some(({ whole }) => whole.length > 0);
process.exitCode = found.some(isWhole) ? 1 : 0;
