/**
 * pg_trgm with a GIN index, the tool that users have today: raw names, folded names, the engine's own parsed core, or that core
 * to find and, beside it, the folded name to rank: a core alone has many bearers. The last one looks as far as it must to find
 * nine true answers in ten: at the threshold that pg_trgm brings, short cores with one slip are not met.
 */
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { fold } from '../../src/names/screening/fold.ts';
import { NameParser } from '../../src/names/screening/parse.ts';
import { cpuMs } from '../cpu-time.ts';
import type { Best } from './quality.ts';

export type Form = 'raw' | 'folded' | 'core' | 'core and name';
export const FORMS: readonly Form[] = ['raw', 'folded', 'core', 'core and name'];
const THRESHOLDS: Readonly<Record<Form, number>> = { raw: 0.3, folded: 0.3, core: 0.3, 'core and name': 0.2 };

const parser = new NameParser();
/** What is indexed and asked for. */
function textFor(form: Form, name: string): string {
  if (form === 'raw') return name;
  return form === 'folded' ? fold(name) : parser.parse(name).coreText();
}

export type TrgmIndex = { readonly buildSeconds: number; readonly tableBytes: number; readonly indexBytes: number };

/** A database whose character type is the C library's C.UTF-8: with the built-in one pg_trgm sees no Han at all. */
export async function openDatabase(): Promise<{ client: pg.Client; stop: () => Promise<void> }> {
  if (process.env.DATABASE_URL) {
    const client = new pg.Client(process.env.DATABASE_URL);
    await client.connect();
    return { client, stop: () => client.end() };
  }
  const { startEmbeddedPostgres } = await import('../../src/ground/platform/embedded-postgres.ts');
  const server = await startEmbeddedPostgres(path.join(os.tmpdir(), 'zhengming-bench-screening'));
  const first = new pg.Client(server.urlOf('postgres'));
  await first.connect();
  await first.query('DROP DATABASE IF EXISTS bench_screening');
  await first.query(
    "CREATE DATABASE bench_screening TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
  );
  await first.end();
  const client = new pg.Client(server.urlOf('bench_screening'));
  await client.connect();
  const stop = async () => {
    await client.end();
    await server.stop();
  };
  return { client, stop };
}

const ROWS_AT_ONCE = 10_000;
const INSERT = 'INSERT INTO names SELECT * FROM unnest($1::int[], $2::text[]';

export async function buildTrgm(client: pg.Client, form: Form, names: readonly string[]): Promise<TrgmIndex> {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  await client.query('DROP TABLE IF EXISTS names');
  const ranksByName = form === 'core and name';
  await client.query(`CREATE TABLE names (id int, name text${ranksByName ? ', folded text' : ''})`);
  for (let at = 0; at < names.length; at += ROWS_AT_ONCE) {
    const some = names.slice(at, at + ROWS_AT_ONCE);
    const columns = [some.map((_, i) => at + i), some.map((name) => textFor(form, name))];
    if (ranksByName) await client.query(`${INSERT}, $3::text[])`, [...columns, some.map(fold)]);
    else await client.query(`${INSERT})`, columns);
  }
  await client.query("SET maintenance_work_mem = '512MB'");
  const start = performance.now();
  await client.query('CREATE INDEX names_trgm ON names USING gin (name gin_trgm_ops)');
  const buildSeconds = (performance.now() - start) / 1000;
  await client.query('VACUUM ANALYZE names');
  const sizes = await client.query(
    "SELECT pg_table_size('names')::float8 AS t, pg_relation_size('names_trgm')::float8 AS i",
  );
  return { buildSeconds, tableBytes: sizes.rows[0].t, indexBytes: sizes.rows[0].i };
}

const ASK = {
  name: 'SELECT id, similarity(name, $1) AS score FROM names WHERE name % $1 ORDER BY score DESC, id LIMIT 5',
  'core and name': `SELECT id, (similarity(name, $1) + similarity(folded, $2)) / 2 AS score
    FROM names WHERE name % $1 ORDER BY score DESC, id LIMIT 5`,
};

export type TrgmAnswers = {
  readonly best: readonly Best[];
  /** On the wall, one for each question. */
  readonly milliseconds: readonly number[];
  /** Of the database's own process for all of them; 0 where it cannot be seen. */
  readonly processorSeconds: number;
};

/** The best five by similarity, as a counter would ask. */
export async function askTrgm(client: pg.Client, form: Form, texts: readonly string[]): Promise<TrgmAnswers> {
  await client.query(`SET pg_trgm.similarity_threshold = ${THRESHOLDS[form]}`);
  await client.query('SET max_parallel_workers_per_gather = 0'); // per core, as the engine is measured
  const { rows: own } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const processes = own.map(({ pid }) => pid);
  const before = cpuMs(processes);
  const best: Best[] = [];
  const milliseconds: number[] = [];
  for (const text of texts) {
    const asked = textFor(form, text);
    const question =
      form === 'core and name'
        ? { name: 'ask both', text: ASK[form], values: [asked, fold(text)] }
        : { name: 'ask', text: ASK.name, values: [asked] };
    const start = performance.now();
    const { rows } = await client.query(question);
    milliseconds.push(performance.now() - start);
    best.push(rows[0] && { id: rows[0].id, score: rows[0].score });
  }
  return { best, milliseconds, processorSeconds: (cpuMs(processes) - before) / 1000 };
}
