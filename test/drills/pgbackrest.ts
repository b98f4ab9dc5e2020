/**
 * A PostgreSQL of one's own under pgBackRest, as docs/backup.md has it: `node test/drills/pgbackrest.ts [entries]`. A server that is known
 * by its address is written to, backed up whole and then by what changed, and restored whole and to a point in time. Nothing
 * acknowledged may be missing, nothing later may be there; the restored log agrees with every checkpoint that was published, and an older
 * one is told. Needs the Debian package pgbackrest.
 */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { type BareServer, onBareServer } from '../../src/ground/backup/bare-server-commands.ts';
import {
  backUpToRepository,
  completeArchive,
  listRepository,
  makeStanza,
  publishedWith,
  type Repository,
  restoreFromRepository,
} from '../../src/ground/backup/pgbackrest-commands.ts';
import { archiveOf, inSession, readEverything } from '../../src/ground/backup/server-queries.ts';
import { compareLog } from '../../src/ground/backup/trial-commands.ts';
import { socketFolder } from '../../src/ground/platform/data-home.ts';
import { openDatabase } from '../../src/ground/platform/database.ts';
import { openPools } from '../../src/ground/platform/db.ts';
import { DATABASE_USER, startEmbeddedPostgres } from '../../src/ground/platform/embedded-postgres.ts';
import { LogGrower } from '../../src/ground/proof/log/log-jobs.ts';
import { logKeys } from '../../src/ground/proof/log/log-key-store.ts';
import { TileStore } from '../../src/ground/proof/log/tile-store.ts';
import { contextFor, makeActor, makeOrgan } from '../support/actors.ts';
import { LOG_ORIGIN, writeEntries } from '../support/log.ts';

const ENTRIES = Number(process.argv[2] ?? 1_000);
const above = mkdtempSync(path.join(tmpdir(), 'zhengming-pgbackrest-'));
chmodSync(above, 0o711); // the server's own user walks through
const home = path.join(above, 'server');

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const done = await work();
  process.stdout.write(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return done;
}

function demand(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

const refusalOf = (work: Promise<unknown>) => work.then(() => 'done', String);

/** As docs/backup.md says, and where this server lies. */
function configure(secret: string): Repository {
  const folders = { 'repo1-path': 'repository', 'log-path': 'log', 'lock-path': 'lock', 'spool-path': 'spool' };
  const lines = Object.entries(folders).map(([key, name]) => {
    const folder = path.join(above, name);
    mkdirSync(folder, { recursive: true });
    if (DATABASE_USER) chownSync(folder, DATABASE_USER.uid, DATABASE_USER.gid);
    return `${key}=${folder}`;
  });
  const config = path.join(above, `pgbackrest-${secret.length}.conf`);
  writeFileSync(
    config,
    `[global]\n${lines.join('\n')}\nrepo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass=${secret}\nrepo1-retention-full=2\nstart-fast=y
[zhengming]\npg1-path=${path.join(home, 'cluster')}\npg1-socket-path=${path.join(socketFolder(home), 'postgresql')}\npg1-user=postgres\n`,
    { mode: 0o644 },
  );
  return { config, stanza: 'zhengming', user: DATABASE_USER };
}

async function entriesIn(url: string): Promise<Set<string>> {
  const { rows } = await inSession(url, (client) => client.query<{ id: string }>('select id from journal'));
  return new Set(rows.map(({ id }) => id));
}

/** What was acknowledged when, and what was published of it. */
type Written = {
  readonly early: string[];
  readonly late: string[];
  readonly published: string[];
  readonly last: string;
  readonly at: Date;
};

/** An installation that is written to while it is backed up: whole, then what changed; then some more, which only the archive has. */
async function takeBackups(repository: Repository, owner: string): Promise<Written> {
  const program = path.join(above, 'program');
  mkdirSync(program);
  const { urls } = await openDatabase(program, { owner, app: undefined, intake: undefined });
  const pools = openPools(urls, { app: 4, intake: 2 });
  const ctx = contextFor(await makeActor(owner, await makeOrgan(owner, '1.1.'), 'clerk'), pools);
  const tiles = new TileStore(path.join(program, 'log'));
  const keys = logKeys({ home: program, keyFile: undefined, origin: LOG_ORIGIN }, false);
  const grower = new LogGrower({ db: pools.app, keys, tiles, now: () => new Date(), origin: pools.origin });
  const publish = async () => {
    while ((await sequenceNow(pools, new Date())) > 0);
    while ((await grower.grow()) > 0);
    return (await tiles.findCheckpoint())!;
  };
  const backUp = (full: boolean, checkpoint: string) => backUpToRepository(repository, { full, checkpoint });

  const early = await writeEntries(ctx, ENTRIES);
  const first = await publish();
  const writing = writeEntries(ctx, Math.ceil(ENTRIES / 10));
  const whole = await timed('full backup while writing', () => backUp(true, first));
  early.push(...(await writing));
  const second = await publish();
  const more = await timed('incremental backup', () => backUp(false, second));
  const [all, changed] = [whole, more].map(({ info }) => info.repository.delta);
  demand(more.type === 'incr' && changed! < all! / 2, 'an incremental backup saved nothing');
  const published = [first, second];
  demand(publishedWith(await listRepository(repository)).join() === published.join(), 'a checkpoint is missing');

  const at = new Date(Date.now() + 5);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const late = await writeEntries(ctx, 10);
  const last = await publish();
  await timed('log ahead', () => completeArchive(repository));
  demand((await inSession(owner, archiveOf)).lastAt !== null, 'the archive does not move');
  await pools.close();
  return { early, late, published, last, at };
}

function emptyCluster(name: string): string {
  const cluster = path.join(above, name);
  mkdirSync(cluster, { mode: 0o700 });
  if (DATABASE_USER) chownSync(cluster, DATABASE_USER.uid, DATABASE_USER.gid);
  return cluster;
}

function bare(cluster: string): BareServer {
  const programs = path.join(home, readdirSync(home).find((name) => name.startsWith('postgresql-'))!, 'bin');
  return { cluster, programs, superuser: 'postgres', database: 'postgres', user: DATABASE_USER };
}

async function restoreAll(repository: Repository, { early, late, published, last, at }: Written): Promise<void> {
  const newest = emptyCluster('newest');
  await timed('restore to the newest state', () => restoreFromRepository(repository, newest, undefined, true));
  await onBareServer(bare(newest), undefined, async (url) => {
    const there = await entriesIn(url);
    demand(
      [...early, ...late].every((id) => there.has(id)),
      'an acknowledged entry is missing',
    );
    const size = await compareLog(url, [...published, last]);
    const { tables, rows } = await inSession(url, readEverything);
    process.stdout.write(`  ${tables} tables, ${rows} rows read whole, log ${size}\n`);
  });

  const then = emptyCluster('then');
  await timed('restore to a point in time', () => restoreFromRepository(repository, then, at));
  await onBareServer(bare(then), at, async (url) => {
    const there = await entriesIn(url);
    demand(early.every((id) => there.has(id)) && !late.some((id) => there.has(id)), 'the point in time is another one');
    await compareLog(url, published);
    const told = await refusalOf(compareLog(url, [...published, last]));
    demand(told.includes('backup.log_rolled_back'), `a roll-back was not told: ${told}`);
  });

  const [never, tomorrow] = [emptyCluster('never'), new Date(Date.now() + 86_400_000)];
  await restoreFromRepository(repository, never, tomorrow);
  const missed = await refusalOf(onBareServer(bare(never), tomorrow, async () => undefined));
  demand(missed.includes('backup.not_reached'), `a time that was not reached was not told: ${missed}`);
}

async function drill(): Promise<void> {
  const repository = configure('a secret of its own');
  const command = `pgbackrest --config=${repository.config} --stanza=zhengming archive-push %p`;
  const server = await startEmbeddedPostgres(home, { archive_mode: 'on', archive_command: command, fsync: 'off' });
  try {
    process.env.PGPASSWORD = readFileSync(path.join(home, 'superuser-password'), 'utf8');
    await makeStanza(repository);
    const written = await takeBackups(repository, server.urlOf('postgres'));
    await server.stop();
    await restoreAll(repository, written);
    const foreign = await refusalOf(listRepository(configure('another secret')));
    demand(foreign.includes('backup.pgbackrest_failed'), `another secret opened the repository: ${foreign}`);
  } finally {
    await server.stop();
  }
}

try {
  await drill();
} finally {
  rmSync(above, { recursive: true, force: true });
}
