/**
 * The index of names over a database: `node bench/screening/follow.ts [subjects]`. How long it takes to make it from the database,
 * to load it from its file, until one new party is found by a second process, and until a whole batch is. Embedded PostgreSQL;
 * JSON on standard output.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { openPools } from '../../src/ground/platform/db.ts';
import { startEmbeddedPostgres } from '../../src/ground/platform/embedded-postgres.ts';
import { migrate, setRolePasswords } from '../../src/ground/platform/migrate.ts';
import { ALL_SUBJECTS, SubjectIndex } from '../../src/names/matching/index.ts';
import { engineTables } from './engine-tables.ts';
import { questionSet } from './question-set.ts';

const subjects = Number(process.argv[2] ?? 300_000);
const BATCH = 20_000;
const PASSWORD = 'only-for-the-benchmark';
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-follow-'));
const cluster = await startEmbeddedPostgres(home);
const url = cluster.urlOf('postgres').replace(/\/postgres(\?|$)/, '/follow$1');
const admin = new pg.Client({ connectionString: cluster.urlOf('postgres') });
await admin.connect();
await admin.query('create database follow');
await admin.end();
await migrate(url);
await setRolePasswords(url, { app: PASSWORD, intake: PASSWORD });
const as = (role: string) => url.replace(/\/\/[^@]*@/, `//${role}:${PASSWORD}@`);
const pools = openPools({ app: as('zhengming_app'), intake: as('zhengming_intake') });
const owner = new pg.Client({ connectionString: url });
await owner.connect();

const { names } = questionSet(engineTables(), subjects + BATCH + 10, 10, 1);
let next = 0;
/** Subjects with one name and one journal entry each, written as the owner. */
async function add(count: number): Promise<string> {
  const added = names.slice(next, next + count);
  next += count;
  await owner.query(
    `with made as (select new_id() as id, name from unnest($1::text[]) as name),
      s as (insert into subjects (id, kind, known_at) select id, 'organisation', now() from made),
      n as (insert into subject_names (subject_id, folded, name, known_at) select id, left(name, 200), left(name, 200), now() from made)
     insert into journal (id, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, subject_id, basis, edition)
     select new_id(), now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '1.', 'subject.create', 'subject', id, id, '{}', 'x'
     from made`,
    [added],
  );
  return added.at(-1)!;
}

function indexIn(folder: string): SubjectIndex {
  const log = (sentence: string, facts?: object) => process.stderr.write(`${sentence} ${JSON.stringify(facts)}\n`);
  return new SubjectIndex(ALL_SUBJECTS, { pools, now: () => new Date(), log, home: path.join(home, folder) });
}
async function secondsUntil(work: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await work().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 10));
  return Math.round(performance.now() - began) / 1000;
}
const finds = async (index: SubjectIndex, name: string) =>
  (await index.screen([{ name }], 1))[0]!.hits[0]?.similarity === 1;

for (let done = 0; done < subjects; done += BATCH) await add(Math.min(BATCH, subjects - done));
await owner.query('analyze');
await sequenceNow(pools, new Date());
const some = names[7]!;
const before = process.memoryUsage();
const first = indexIn('a');
first.start();
const makeSeconds = await secondsUntil(() => finds(first, some));
const after = process.memoryUsage();
const one = await add(1);
await sequenceNow(pools, new Date());
const oneSeconds = await secondsUntil(() => finds(first, one));
const last = await add(BATCH);
await sequenceNow(pools, new Date());
const batchSeconds = await secondsUntil(() => finds(first, last));
await first.stop();
const again = indexIn('a');
again.start();
const loadSeconds = await secondsUntil(() => finds(again, last));
await again.stop();
const sharedMb = Math.round((after.arrayBuffers + after.external - before.arrayBuffers - before.external) / 1e6);
const told = {
  subjects,
  makeSeconds,
  oneSeconds,
  batchSeconds,
  batch: BATCH,
  loadSeconds,
  sharedMb,
  rssMb: Math.round(after.rss / 1e6),
};
process.stdout.write(`${JSON.stringify(told)}\n`);
await owner.end();
await pools.close();
await cluster.stop();
rmSync(home, { recursive: true, force: true });
