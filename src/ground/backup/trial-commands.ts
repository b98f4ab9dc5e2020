import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { runningDatabase } from '../platform/database.ts';
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import { readCheckpoint } from '../proof/index.ts';
import type { BackupFolder } from './backup-folder-store.ts';
import type { Progress } from './base-backup-commands.ts';
import { standingOf } from './log-standing.ts';
import { type Restored, restoreCluster } from './restore-commands.ts';
import { headsOf, inSession, readEverything } from './server-queries.ts';

export type Tried = Restored & { readonly tables: number; readonly rows: number; readonly logSize: number };

/**
 * Compares the restored log with checkpoints that were published. Answers its size.
 * @throws {Refusal} rule `backup.log_rolled_back`, `backup.log_differs`
 */
export async function compareLog(url: string, published: readonly string[]): Promise<number> {
  const heads = await inSession(url, headsOf);
  const restored = heads.at(-1)?.size ?? 0;
  for (const note of published) {
    const checkpoint = readCheckpoint(note);
    const standing = standingOf(heads, checkpoint);
    if (standing === 'differs') throw new Refusal('rule', 'backup.log_differs', { size: checkpoint.size });
    if (standing === 'rolled_back') {
      throw new Refusal('rule', 'backup.log_rolled_back', { restored, published: checkpoint.size });
    }
  }
  return restored;
}

/** Starts the database of a restored folder alone, works on it, and stops it. */
export async function onRestored<T>(home: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres(home);
  try {
    return await work(runningDatabase(home));
  } finally {
    await server.stop();
  }
}

/**
 * Restores the newest backup into a cluster of its own beside everything, reads each row of each table whole, compares the log,
 * and throws the cluster away. A backup that was never restored is a hope.
 */
export async function tryRestore(folder: BackupFolder, progress: Progress): Promise<Tried> {
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-trial-'));
  try {
    const restored = await restoreCluster(folder, home, undefined, progress, { fsync: 'off' });
    const note = folder.findCheckpoint();
    return await onRestored(home, async (url) => {
      const read = await inSession(url, readEverything);
      return { ...restored, ...read, logSize: await compareLog(url, note ? [note] : []) };
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
