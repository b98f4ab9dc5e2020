// `node test/drills/restore-drill.ts [entries]`: backs up a cluster that is being written to, restores it whole and to a point in
// time, and prints how long each took. Nothing acknowledged may be missing, nothing later may be there.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { BackupFolder } from '../../src/ground/backup/backup-folder-store.ts';
import { takeBase, takeLogAhead } from '../../src/ground/backup/base-backup-commands.ts';
import { restoreCluster } from '../../src/ground/backup/restore-commands.ts';
import { onRestored, tryRestore } from '../../src/ground/backup/trial-commands.ts';
import { openDatabase } from '../../src/ground/platform/database.ts';
import { openPools } from '../../src/ground/platform/db.ts';
import { contextFor, makeActor, makeOrgan } from '../support/actors.ts';
import { writeEntries } from '../support/log.ts';

const ENTRIES = Number(process.argv[2] ?? 2_000);
const MASTER = Buffer.alloc(32, 11);
const NOTHING = () => undefined;
const above = mkdtempSync(path.join(tmpdir(), 'zhengming-restore-drill-'));
chmodSync(above, 0o711);

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const done = await work();
  process.stdout.write(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return done;
}

async function entriesIn(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from journal');
  await client.end();
  return new Set(rows.map(({ id }) => id));
}

function demand(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

async function drill(): Promise<void> {
  const home = path.join(above, 'data');
  const database = await openDatabase(home, { owner: undefined, app: undefined, intake: undefined });
  const pools = openPools(database.urls, { app: 4, intake: 1 });
  try {
    const { owner } = database.urls;
    const ctx = contextFor(await makeActor(owner, await makeOrgan(owner, '1.1.'), 'clerk'), pools);
    const folder = await BackupFolder.openOrMake(path.join(above, 'backups'), MASTER, 'aes-256-gcm');
    const early = await writeEntries(ctx, ENTRIES);
    const writing = writeEntries(ctx, Math.ceil(ENTRIES / 10));
    const base = await timed('base backup while writing', () => takeBase(owner, folder, () => new Date(), NOTHING));
    process.stdout.write(`  ${(base.bytes / 2 ** 20).toFixed(0)} MiB, ${base.segments} segments\n`);
    early.push(...(await writing));
    const again = await timed('second base', () => takeBase(owner, folder, () => new Date(), NOTHING));
    process.stdout.write(`  ${(again.freshBytes / 2 ** 20).toFixed(0)} MiB of them new\n`);
    const at = new Date(Date.now() + 5);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const late = await writeEntries(ctx, 10);
    await timed('log ahead', () => takeLogAhead(owner, folder));

    const whole = path.join(above, 'whole');
    await timed('restore to the newest state', () => restoreCluster(folder, whole, undefined, NOTHING));
    const all = await onRestored(whole, entriesIn);
    demand(
      [...early, ...late].every((id) => all.has(id)),
      'an acknowledged entry is missing',
    );
    const then = path.join(above, 'then');
    await timed('restore to a point in time', () => restoreCluster(folder, then, at, NOTHING));
    const some = await onRestored(then, entriesIn);
    demand(early.every((id) => some.has(id)) && !late.some((id) => some.has(id)), 'the point in time is another one');
    const never = new Date(Date.now() + 86_400_000);
    const refused = await restoreCluster(folder, path.join(above, 'never'), never, NOTHING).catch(String);
    demand(String(refused).includes('backup.not_reached'), 'a time that was not reached was not told');
    const tried = await timed('trial restore', () => tryRestore(folder, NOTHING));
    process.stdout.write(`  ${tried.tables} tables, ${tried.rows} rows read whole\n`);
  } finally {
    await pools.close();
    await database.stop();
  }
}

try {
  await drill();
} finally {
  rmSync(above, { recursive: true, force: true });
}
