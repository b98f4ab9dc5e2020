/**
 * A file of penalties through the whole intake, durable, against COPY of the finished rows of every table that it filled:
 * `node bench/intake.ts [rows]`. The same tables, indexes, constraints and settings, one after the other in one run, each on a
 * database of its own in the same embedded cluster. JSON on standard output, progress on standard error.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Context, sequenceNow } from '../src/audit/index.ts';
import { acceptBatch, Spool, submitBatch } from '../src/intake/index.ts';
import { stageBatch } from '../src/intake/staging-jobs.ts';
import { loadLaw } from '../src/law/index.ts';
import { openPools } from '../src/platform/db.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { migrate, setRolePasswords } from '../src/platform/migrate.ts';
import { Vault } from '../src/vault/index.ts';
import { contextFor, makeActor, makeOrgan } from '../test/support/actors.ts';
import { writeCsv } from './penalty-files.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
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
  'records',
  'record_keys',
  'record_versions',
  'quarantine',
  'journal',
  'journal_positions',
];

const home = mkdtempSync(join(tmpdir(), 'zhengming-bench-'));
const cluster = await startEmbeddedPostgres(home);
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

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

async function throughIntake(url: string): Promise<{ parts: Record<string, number>; total: number; peakMb: number }> {
  const pools = openPools({ app: as(url, 'zhengming_app'), intake: as(url, 'zhengming_intake') });
  const law = loadLaw();
  const vault = await Vault.open(pools, Buffer.alloc(32, 1), NOW);
  const spool = new Spool(join(home, 'spool'));
  const actor = await makeActor(url, await makeOrgan(url, '1.1.'), 'clerk');
  const ctx: Context = { ...contextFor(actor, pools, NOW), edition: law.edition };
  const deps = { vault, law, spool };
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  }, 50);
  const parts: Record<string, number> = {};
  for (const corrections of [false, true]) {
    const csv = join(home, 'penalties.csv');
    await writeCsv(csv, rows, corrections);
    say(`${corrections ? 'corrections' : 'rows'}: ${(statSync(csv).size / 2 ** 20).toFixed(0)} MB`);
    const mark = corrections ? 'correct' : 'add';
    let id = '';
    parts[`${mark}.submit`] = await seconds(async () => {
      const file = await spool.keep(createReadStream(csv));
      id = (await submitBatch(ctx, deps, { file, name: 'penalties.csv', item: 'penalty', history: false })).result.id;
    });
    parts[`${mark}.stage`] = await seconds(async () => {
      const counts = await stageBatch(ctx, deps, { id, file: csv, item: 'penalty', history: false });
      say(JSON.stringify(counts));
    });
    parts[`${mark}.accept`] = await seconds(() => acceptBatch(ctx, deps, id, 'good_rows'));
    parts[`${mark}.sequence`] = await seconds(() => sequenceNow(pools, NOW));
  }
  clearInterval(watch);
  await pools.close();
  return { parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0), peakMb };
}

async function throughCopy(source: string, target: string): Promise<Record<string, number>> {
  const from = new pg.Client({ connectionString: source });
  const to = new pg.Client({ connectionString: target });
  await Promise.all([from.connect(), to.connect()]);
  await to.query('truncate vault_keys cascade');
  const parts: Record<string, number> = {};
  for (const table of TABLES) {
    const file = join(home, `${table}.copy`);
    await pipeline(from.query(copyTo(`copy ${table} to stdout`)), createWriteStream(file));
    parts[table] = await seconds(async () =>
      pipeline(createReadStream(file), to.query(copyFrom(`copy ${table} from stdin`))),
    );
    rmSync(file);
  }
  await Promise.all([from.end(), to.end()]);
  return parts;
}

try {
  const source = await fresh('intake');
  const intake = await throughIntake(source);
  say('copying the finished rows');
  const copy = await throughCopy(source, await fresh('copied'));
  const copied = Object.values(copy).reduce((sum, part) => sum + part, 0);
  const answer = {
    rows,
    intakeSeconds: intake.total,
    copySeconds: copied,
    ratio: intake.total / copied,
    limit: 3,
    ...intake,
    copy,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
} finally {
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}
