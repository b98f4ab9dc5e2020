import { readdirSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import type { BackupFolder } from './backup-folder-store.ts';
import { belongsToBackup, inCopyingOrder } from './cluster-files.ts';
import { backupId } from './manifest.ts';
import {
  begin,
  completeSegment,
  end,
  firstKept,
  inSession,
  letGo,
  placeOf,
  type ServerPlace,
} from './server-queries.ts';
import { segmentsBetween } from './wal-segment.ts';

/** Files are compared and kept in blocks of this size: small enough that a changed page costs little. Bytes. */
const BLOCK_BYTES = 512 * 1024;

/** Files copied at once: most are small, and the disk is waited for. */
const AT_ONCE = 8;

export type Taken = {
  readonly id: string | undefined;
  readonly files: number;
  readonly bytes: number;
  /** What was not in the folder yet. */
  readonly freshBytes: number;
  readonly segments: number;
};
export type Progress = (bytes: number) => void;

const isGone = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

function listCluster(cluster: string): { folders: string[]; files: string[] } {
  const all = readdirSync(cluster, { recursive: true, withFileTypes: true }).map((entry) => ({
    entry,
    at: path.relative(cluster, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
  }));
  const wanted = all.filter(({ at }) => belongsToBackup(at));
  return {
    folders: wanted
      .filter(({ entry }) => entry.isDirectory())
      .map(({ at }) => at)
      .sort(),
    files: inCopyingOrder(wanted.filter(({ entry }) => entry.isFile()).map(({ at }) => at)),
  };
}

type Copied = { readonly size: number; readonly blocks: string[]; readonly freshBytes: number };

async function copyFile(folder: BackupFolder, handle: FileHandle): Promise<Copied> {
  const buffer = Buffer.alloc(BLOCK_BYTES);
  const copied = { size: 0, blocks: [] as string[], freshBytes: 0 };
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, BLOCK_BYTES, copied.size);
    if (bytesRead === 0) return copied;
    const { name, fresh } = await folder.keepBlock(buffer.subarray(0, bytesRead));
    copied.blocks.push(name);
    copied.size += bytesRead;
    if (fresh) copied.freshBytes += bytesRead;
  }
}

/** A table that was dropped meanwhile is gone; the log ahead says so too. */
async function copyIfThere(folder: BackupFolder, file: string): Promise<Copied | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
  return copyFile(folder, handle).finally(() => handle.close());
}

/** Keeps the segments from `first` up to the one that is still being written. @throws {Refusal} busy `backup.wal_gap` */
async function keepSegments(folder: BackupFolder, place: ServerPlace, first: string, before: string): Promise<number> {
  let kept = 0;
  const known = folder.segments();
  for (const segment of segmentsBetween(first, before, place.segmentBytes)) {
    if (known.has(segment)) continue;
    const bytes = await readFile(path.join(place.cluster, 'pg_wal', segment)).catch((error) => {
      if (isGone(error)) throw new Refusal('busy', 'backup.wal_gap', { segment });
      throw error;
    });
    await folder.keepSegment(segment, bytes);
    kept += 1;
  }
  return kept;
}

function refuseOtherInstallation(folder: BackupFolder, { system }: ServerPlace): void {
  const other = folder.bases().find((base) => base.system !== system);
  if (other) throw new Refusal('busy', 'backup.other_installation', { kept: other.system, given: system });
}

async function copyCluster(folder: BackupFolder, cluster: string, progress: Progress) {
  const { folders, files: listed } = listCluster(cluster);
  const copies = new Map<string, Copied>();
  let bytes = 0;
  const rest = listed.slice(0, -1);
  const line = async () => {
    for (let at = rest.shift(); at !== undefined; at = rest.shift()) await copy(at);
  };
  const copy = async (at: string) => {
    const copied = await copyIfThere(folder, path.join(cluster, at));
    if (!copied) return;
    copies.set(at, copied);
    bytes += copied.size;
    progress(bytes);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  await copy(listed.at(-1)!); // the control file, when all the others are there
  const files = listed.flatMap((at) => {
    const copied = copies.get(at);
    return copied ? [{ path: at, size: copied.size, blocks: copied.blocks }] : [];
  });
  return {
    folders,
    files,
    bytes,
    freshBytes: [...copies.values()].reduce((sum, { freshBytes }) => sum + freshBytes, 0),
  };
}

async function takeBaseIn(
  client: pg.Client,
  folder: BackupFolder,
  now: () => Date,
  progress: Progress,
): Promise<Taken> {
  const place = await placeOf(client);
  refuseOtherInstallation(folder, place);
  const startedAt = now();
  const id = backupId(startedAt);
  const { segment: first } = await firstKept(client);
  const begun = await begin(client, `zhengming ${id}`);
  const { folders, files, bytes, freshBytes } = await copyCluster(folder, place.cluster, progress);
  const ended = await end(client);
  const stoppedAt = now();
  const { lsn, open: openSegment } = await completeSegment(client);
  const segments = await keepSegments(folder, place, first, openSegment);
  await folder.keepBase({
    form: 'zhengming base backup v1',
    id,
    startedAt: startedAt.toISOString(),
    stoppedAt: stoppedAt.toISOString(),
    system: place.system,
    startLsn: begun.lsn,
    stopLsn: ended.lsn,
    firstSegment: begun.segment,
    lastSegment: ended.segment,
    label: ended.label,
    folders,
    files,
  });
  await letGo(client, lsn);
  return { id, files: files.length, bytes, freshBytes, segments };
}

/**
 * A base backup while the program runs: the server's own pg_backup_start and pg_backup_stop around a copy of its files, of which
 * only blocks are kept that the folder does not have, and the log ahead without which a copy of a moving thing is nothing.
 * @throws {Refusal} busy `backup.other_installation`, `backup.wal_gap`, `backup.not_running`
 */
export function takeBase(url: string, folder: BackupFolder, now: () => Date, progress: Progress): Promise<Taken> {
  return inSession(url, (client) => takeBaseIn(client, folder, now, progress));
}

/**
 * What was committed since the last backup of either kind: the segments of the log ahead. Cheap, and to be taken every few minutes.
 * @throws {Refusal} busy `backup.no_base`, `backup.other_installation`, `backup.wal_gap`, `backup.not_running`
 */
export function takeLogAhead(url: string, folder: BackupFolder): Promise<Taken> {
  return inSession(url, async (client) => {
    const place = await placeOf(client);
    refuseOtherInstallation(folder, place);
    if (folder.bases().length === 0) throw new Refusal('busy', 'backup.no_base');
    const { segment: first, fresh } = await firstKept(client);
    if (fresh) throw new Refusal('busy', 'backup.wal_gap', { segment: first });
    const { lsn, open: openSegment } = await completeSegment(client);
    const segments = await keepSegments(folder, place, first, openSegment);
    await letGo(client, lsn);
    return { id: undefined, files: 0, bytes: 0, freshBytes: 0, segments };
  });
}
