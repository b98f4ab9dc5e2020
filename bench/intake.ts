/**
 * A file of penalties through the whole intake, durable, against COPY of the finished rows of every table that it filled, and
 * a workbook through the whole intake against reading it alone: `node bench/intake.ts [rows of the csv] [rows of the xlsx]`.
 * The same tables, indexes, constraints and settings, one after the other in one run, each on a database of its own in the
 * same embedded cluster; 0 rows leave one of them out. JSON on standard output, progress on standard error.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { acceptBatch, submitBatch } from '../src/facts/intake/index.ts';
import { stageBatch } from '../src/facts/intake/staging-jobs.ts';
import { type Context, sequenceNow } from '../src/ground/audit/index.ts';
import { openPools } from '../src/ground/platform/db.ts';
import { startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { migrate, setRolePasswords } from '../src/ground/platform/migrate.ts';
import { Spool } from '../src/ground/reading/index.ts';
import { readRows } from '../src/ground/reading/read-rows.ts';
import { Vault } from '../src/ground/vault/index.ts';
import { loadLaw } from '../src/rules/law/index.ts';
import { databaseProcesses } from '../test/drills/drill-office.ts';
import { contextFor, makeActor, makeOrgan } from '../test/support/actors.ts';
import { cpuMsOfTree } from './cpu-time.ts';
import { exceljsAlone } from './exceljs-alone.ts';
import { writeCsv, writeXlsx } from './penalty-files.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const sheetRows = Number(process.argv[3] ?? 100_000);
const NOW = new Date('2026-06-10T02:00:00Z');
const PASSWORD = 'only-for-the-benchmark';
/** In the order in which one may refer to another. The staging table is work in progress, not a finished row: left out. */
const TABLES = [
  'vault_keys',
  'vault_scopes',
  'sealed_files',
  'sealed_file_chunks',
  'sealed_values',
  'organs',
  'accounts',
  'posts',
  'post_holdings',
  'batches',
  'subjects',
  'subject_keys',
  'subject_names',
  'party_heads',
  'records',
  'record_keys',
  'record_versions',
  'record_sequels',
  'quarantine',
  'journal',
  'journal_positions',
];
/** Triggers that write rows of tables above. */
const KEEPING = [
  ['subject_names', 'subject_names_head'],
  ['subject_keys', 'subject_keys_head'],
  ['record_versions', 'record_versions_undecided'],
] as const;

const home = mkdtempSync(join(tmpdir(), 'zhengming-bench-'));
const cluster = await startEmbeddedPostgres(home);
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
const [postmaster] = databaseProcesses(home);
/** Seconds on the wall, and of processors: this program with its readers, and the database. Other work changes the second less. */
type Cost = { readonly seconds: number; readonly programCpu: number; readonly databaseCpu: number };
const cpu = () => ({ program: cpuMsOfTree(process.pid, postmaster), database: cpuMsOfTree(postmaster!) });
async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const before = cpu();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const after = cpu();
  return {
    seconds,
    programCpu: (after.program - before.program) / 1000,
    databaseCpu: (after.database - before.database) / 1000,
  };
}

async function fresh(name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: cluster.urlOf('postgres') });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = cluster.urlOf(name);
  await migrate(url);
  await setRolePasswords(url, { app: PASSWORD, intake: PASSWORD });
  return url;
}

function as(url: string, role: string): string {
  return url.replace(/\/\/[^@]*@/, `//${role}:${PASSWORD}@`);
}

type Parts = Record<string, Cost>;
const sum = (parts: Parts): number => Object.values(parts).reduce((total, part) => total + part.seconds, 0);
const sumCpu = (parts: Parts): number =>
  Object.values(parts).reduce((total, part) => total + part.programCpu + part.databaseCpu, 0);

/** One clerk of one organ at an installation of its own. */
async function office(url: string) {
  const pools = openPools({ app: as(url, 'zhengming_app'), intake: as(url, 'zhengming_intake') });
  const law = loadLaw();
  const vault = await Vault.open(pools, Buffer.alloc(32, 1), NOW);
  const spool = new Spool(join(home, 'spool'));
  const actor = await makeActor(url, await makeOrgan(url, '1.1.'), 'clerk');
  const ctx: Context = { ...contextFor(actor, pools, NOW), edition: law.edition };
  return { ctx, pools, deps: { vault, law, spool } };
}

/** Sent, checked, accepted, sequenced: what a clerk waits for. Seconds by part. */
async function send({ ctx, pools, deps }: Awaited<ReturnType<typeof office>>, path: string): Promise<Parts> {
  let id = '';
  let counts: unknown;
  const parts = {
    submit: await cost(async () => {
      const file = await deps.spool.keep(createReadStream(path));
      id = (await submitBatch(ctx, deps, { file, name: 'penalties', item: 'penalty', history: false })).result.id;
    }),
    stage: await cost(async () => {
      counts = await stageBatch(ctx, deps, { id, file: path, item: 'penalty', history: false });
    }),
    accept: await cost(() => acceptBatch(ctx, deps, id, 'good_rows')),
    sequence: await cost(() => sequenceNow(pools, NOW)),
  };
  say(JSON.stringify({ counts, parts }));
  return parts;
}

async function readAlone(path: string): Promise<Cost> {
  return cost(async () => {
    for await (const chunk of readRows(path)) void chunk.rows.length;
  });
}

/** The highest resident memory of this program while `work` runs, in mebibytes; children that read workbooks are counted apart. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; peakMb: number }> {
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  }, 50);
  const result = await work();
  clearInterval(watch);
  return { result, peakMb: Math.round(peakMb) };
}

async function csvThroughIntake(url: string) {
  const clerk = await office(url);
  const csv = join(home, 'penalties.csv');
  await writeCsv(csv, rows);
  say(`${rows} rows, ${(statSync(csv).size / 2 ** 20).toFixed(0)} MB`);
  const added = await watched(() => send(clerk, csv));
  const parsing = await readAlone(csv);
  await writeCsv(csv, rows, true);
  const corrected = await watched(() => send(clerk, csv));
  await clerk.pools.close();
  return {
    seconds: sum(added.result) + sum(corrected.result),
    cpu: sumCpu(added.result) + sumCpu(corrected.result),
    parsingAlone: parsing,
    peakMb: Math.max(added.peakMb, corrected.peakMb),
    added: added.result,
    corrected: corrected.result,
  };
}

/** Read alone before and after, so that a machine that grows busy or quiet meanwhile falls on both sides. */
async function sheetThroughIntake(url: string) {
  const clerk = await office(url);
  const book = join(home, 'penalties.xlsx');
  await writeXlsx(book, sheetRows);
  const before = await readAlone(book);
  const sent = await watched(() => send(clerk, book));
  const after = await readAlone(book);
  const byExceljs = await cost(() => exceljsAlone(book));
  await clerk.pools.close();
  const readingSeconds = (before.seconds + after.seconds) / 2;
  const readingCpu = (before.programCpu + after.programCpu) / 2;
  const intakeSeconds = sum(sent.result);
  return {
    rows: sheetRows,
    ratio: intakeSeconds / readingSeconds,
    limit: 2.5,
    cpuRatio: sumCpu(sent.result) / readingCpu,
    // Read, checked and staged: what a workbook costs beside a csv. What follows is the same for both, and measured against COPY above.
    toPreview: (sent.result.submit!.seconds + sent.result.stage!.seconds) / readingSeconds,
    // Our own reader is fast, which makes the first figure harder: the same against the library that most would read with.
    toExceljs: { ratio: intakeSeconds / byExceljs.seconds, seconds: byExceljs.seconds, cpu: byExceljs.programCpu },
    readingSeconds: [before.seconds, after.seconds],
    readingCpu,
    intakeSeconds,
    intakeCpu: sumCpu(sent.result),
    peakMb: sent.peakMb,
    parts: sent.result,
    load: loadavg(),
  };
}

async function throughCopy(source: string, target: string): Promise<Parts> {
  const from = new pg.Client({ connectionString: source });
  const to = new pg.Client({ connectionString: target });
  await Promise.all([from.connect(), to.connect()]);
  // What the database keeps by triggers of its own is copied like the rest.
  for (const [table, trigger] of KEEPING) await to.query(`alter table ${table} disable trigger ${trigger}`);
  const parts: Parts = {};
  for (const table of TABLES) {
    const file = join(home, `${table}.copy`);
    await pipeline(from.query(copyTo(`copy ${table} to stdout`)), createWriteStream(file));
    parts[table] = await cost(async () =>
      pipeline(createReadStream(file), to.query(copyFrom(`copy ${table} from stdin`))),
    );
    rmSync(file);
  }
  await Promise.all([from.end(), to.end()]);
  return parts;
}

try {
  if (rows > 0) {
    const source = await fresh('intake');
    const intake = await csvThroughIntake(source);
    say('copying the finished rows');
    const copy = await throughCopy(source, await fresh('copied'));
    const cpuRatio = intake.cpu / sumCpu(copy);
    const ratio = intake.seconds / sum(copy);
    const csv = { rows, ratio, limit: 3, cpuRatio, copySeconds: sum(copy), ...intake, copy, load: loadavg() };
    process.stdout.write(`${JSON.stringify({ csv })}\n`);
  }
  if (sheetRows > 0) {
    const xlsx = await sheetThroughIntake(await fresh('sheet'));
    process.stdout.write(`${JSON.stringify({ xlsx })}\n`);
  }
} finally {
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}
