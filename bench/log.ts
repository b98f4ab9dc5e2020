/**
 * How fast the verifiable log takes entries in, durable, against bare SHA-256 of the same bytes and against the raw inserts of
 * the same entries, one after the other in one run on one embedded cluster: `node bench/log.ts [entries] [acts]`. Each entry
 * tells of a record and its version, as intake's do. Then single acts beside a running log: from the commit until a published
 * checkpoint holds the entry. JSON on standard output, progress on standard error.
 */
import { hash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { act, actOnMany, type Context, sequenceNow, startSequencer } from '../src/ground/audit/index.ts';
import { inContext, openPools } from '../src/ground/platform/db.ts';
import { startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { migrate, setRolePasswords } from '../src/ground/platform/migrate.ts';
import { startWorker } from '../src/ground/platform/worker.ts';
import { GrowingTree } from '../src/ground/proof/log/growing-tree.ts';
import { leafSalt, leafText } from '../src/ground/proof/log/leaf.ts';
import { LogGrower } from '../src/ground/proof/log/log-jobs.ts';
import { logKeys } from '../src/ground/proof/log/log-key-store.ts';
import { listJournalRows, listRowDigests } from '../src/ground/proof/log/log-queries.ts';
import { TileStore } from '../src/ground/proof/log/tile-store.ts';
import { readCheckpoint } from '../src/ground/proof/tlog/checkpoint.ts';
import { contextFor, makeActor, makeOrgan, TEST_EDITION } from '../test/support/actors.ts';

const count = Number(process.argv[2] ?? 200_000);
const acts = Number(process.argv[3] ?? 200);
const PASSWORD = 'only-for-the-benchmark';
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-bench-log-'));
const cluster = await startEmbeddedPostgres(home);
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

async function seconds(what: string, work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  const took = (performance.now() - began) / 1000;
  say(`${what}: ${took.toFixed(2)} s`);
  return took;
}

const url = cluster.urlOf('postgres');
await migrate(url);
await setRolePasswords(url, { app: PASSWORD, intake: PASSWORD });
const as = (role: string) => url.replace(/\/\/[^@]*@/, `//${role}:${PASSWORD}@`);
const pools = openPools({ app: as('zhengming_app'), intake: as('zhengming_intake') });
const actor = await makeActor(url, await makeOrgan(url, '1.1.'), 'clerk');
const ctx: Context = { ...contextFor(actor, pools), now: () => new Date() };

/** `count` records of as many invented parties, and the entries that tell of them, in one act: what acceptance does. */
const changes = sql`select (row_number() over ())::integer as nth, r.id as object_id, 1 as version, r.subject_id, '{"a": "b"}'::jsonb as after from records as r`;
let inserts = 0;
await actOnMany(ctx, async (tx) => {
  await sql`create temporary table made on commit drop as
    select gen_random_uuid() as subject_id, gen_random_uuid() as id, n from generate_series(1, ${count}::int) as n`.execute(
    tx,
  );
  await sql`insert into subjects select subject_id, 'organisation', now() from made`.execute(tx);
  await sql`insert into vault_scopes select subject_id, uuid_send(gen_random_uuid()) from made`.execute(tx);
  inserts = await seconds('raw inserts of records and versions', async () => {
    await sql`insert into records (subject_id, id, item, organ_id, organ_path, document_number, decided_on, known_at)
      select subject_id, id, 'penalty', ${actor.organId}, '1.1.', 'N' || n, '2026-01-01', now() from made`.execute(tx);
    await sql`insert into record_versions (subject_id, record_id, version, known_at, action, facts, edition, batch_id, row_number)
      select subject_id, id, 1, now(), 'add', jsonb_build_object('CF_WSH', n, 'CF_NR', repeat('罚', 40)), ${TEST_EDITION},
        gen_random_uuid(), n from made`.execute(tx);
  });
  const each = [{ deed: 'record.add', objectKind: 'record', changes }];
  return { result: null, deed: 'bench.made', object: { kind: 'bench', id: randomUUID() }, each };
});
await sequenceNow(pools, new Date());

// The same journal rows once more, into a table with the same columns, checks and indexes and no triggers.
const owner = openPools({ app: url, intake: url }, { app: 1, intake: 1 });
await sql`create table plain_journal (like journal including all)`.execute(owner.app);
const journal = await seconds('raw inserts of journal entries', () =>
  sql`insert into plain_journal select * from journal`.execute(owner.app),
);

const keys = logKeys({ home, keyFile: undefined, origin: 'bench.invalid/log' }, false);
const tiles = new TileStore(path.join(home, 'log'));
const grower = new LogGrower({ db: pools.app, keys, tiles, now: () => new Date(), origin: pools.origin });
let entries = 0;
const growing = await seconds('growing the log', async () => {
  for (let more = 1; more > 0; entries += more) more = await grower.grow();
});

const texts: Buffer[] = [];
await inContext(pools.app, { purpose: 'system' }, async (tx) => {
  const digests = await listRowDigests(tx, 0, entries);
  for (const row of await listJournalRows(tx, 0, entries)) {
    const text = leafText(row, digests.get(row.position) ?? []);
    texts.push(Buffer.concat([leafSalt(keys.saltSecret, row.id), Buffer.from(text)]));
  }
});
const leaves: Buffer[] = [];
const bare = await seconds('bare SHA-256 of the same bytes', () => {
  for (const text of texts) leaves.push(hash('sha256', text, 'buffer'));
});
const tree = await seconds('the tree alone, in memory', () => new GrowingTree().append(leaves));

say(`${acts} single acts beside the running log…`);
const tell = (failure: unknown) => say(String(failure));
const workers = [startSequencer(pools, () => new Date(), tell), startWorker(200, () => grower.grow(), tell)];
const waits: number[] = [];
for (let n = 0; n < acts; n += 1) {
  const id = randomUUID();
  const { entryId } = await act(ctx, async () => ({ result: id, deed: 'test.touch', object: { kind: 'test', id } }));
  const committed = performance.now();
  for (let isIn = false; !isIn; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { size } = readCheckpoint((await tiles.findCheckpoint())!);
    const { rows } = await sql<{
      position: number;
    }>`select position from journal_positions where entry_id = ${entryId}`.execute(owner.app);
    isIn = rows[0] !== undefined && Number(rows[0].position) <= size;
  }
  waits.push(performance.now() - committed);
}
for (const worker of workers) await worker.stop();
waits.sort((a, b) => a - b);
const quantile = (q: number) => Math.round(waits[Math.min(waits.length - 1, Math.floor(q * waits.length))]!);
const perSecond = (took: number) => Math.round(entries / took);

process.stdout.write(
  `${JSON.stringify({
    entries,
    bytesHashed: texts.reduce((sum, text) => sum + text.length, 0),
    perSecond: {
      bareSha256: perSecond(bare),
      treeInMemory: perSecond(tree),
      logDurable: perSecond(growing),
      rawJournalInserts: perSecond(journal),
      rawRecordInserts: perSecond(inserts),
    },
    msFromCommitToPublishedCheckpoint: { p50: quantile(0.5), p95: quantile(0.95), worst: quantile(1) },
  })}\n`,
);
await owner.close();
await pools.close();
await cluster.stop();
rmSync(home, { recursive: true, force: true });
