import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { DATABASE_USER, type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import type { BackupFolder } from './backup-folder-store.ts';
import type { Progress } from './base-backup-commands.ts';
import { baseFor, type Manifest } from './manifest.ts';
import { inSession, isRecovered, recoveredUpTo, setSuperuserPassword } from './server-queries.ts';
import { lastWithoutGap } from './wal-segment.ts';

/** How often we ask whether recovery has ended. */
const PAUSE_MS = 100;
const SEGMENT_BYTES = 16 * 2 ** 20;

export type Restored = { readonly base: string; readonly upTo: Date | undefined; readonly bytes: number };

function lend(file: string): void {
  if (DATABASE_USER) chownSync(file, DATABASE_USER.uid, DATABASE_USER.gid);
}

/** The server makes the files lasting itself before it recovers (recovery_init_sync_method). */
async function writeFiles(folder: BackupFolder, base: Manifest, cluster: string, progress: Progress): Promise<number> {
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  lend(cluster);
  for (const at of base.folders) {
    mkdirSync(path.join(cluster, at), { recursive: true, mode: 0o700 });
    lend(path.join(cluster, at));
  }
  let bytes = 0;
  for (const { path: at, size, blocks } of base.files) {
    const file = path.join(cluster, at);
    const handle = await open(file, 'wx', 0o600);
    for (const block of blocks) await handle.writeFile(folder.readBlock(block));
    await handle.close();
    lend(file);
    bytes += size;
    progress(bytes);
  }
  for (const [name, text] of [
    ['backup_label', base.label],
    ['recovery.signal', ''],
  ] as const) {
    writeFileSync(path.join(cluster, name), text, { mode: 0o600 });
    lend(path.join(cluster, name));
  }
  return bytes;
}

/** The segments that the base needs and what follows it without a gap. @throws {Refusal} busy `backup.part_missing` */
function writeSegments(folder: BackupFolder, base: Manifest, target: string): void {
  const last = lastWithoutGap(folder.segments(), base.firstSegment, SEGMENT_BYTES);
  if (last === undefined || last < base.lastSegment) {
    throw new Refusal('busy', 'backup.part_missing', { part: `wal/${last ?? base.firstSegment}` });
  }
  mkdirSync(target, { mode: 0o700 });
  lend(target);
  for (const segment of [...folder.segments()].filter((name) => name >= base.firstSegment && name <= last)) {
    writeFileSync(path.join(target, segment), folder.readSegment(segment), { mode: 0o600 });
    lend(path.join(target, segment));
  }
}

/** While its settings are read the server knows no abbreviation of a zone, `Z` included. */
const serverTime = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '+00');

/** How the server gets back to its state: from the segments beside it, along its own timeline, up to the time asked for. */
function recoverySettings(segments: string, hba: string, at: Date | undefined): Record<string, string> {
  const quoted = `'${segments.replaceAll("'", "'\\''").replaceAll('%', '%%')}`;
  return {
    restore_command: `cp ${quoted}/%f' '%p'`,
    recovery_target_timeline: 'current',
    hba_file: hba,
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    ...(at ? { recovery_target_time: serverTime(at), recovery_target_action: 'promote' } : {}),
  };
}

/** Why a recovering server ended: the log did not reach the time that was asked for, or its own words. */
export function endedRefusal(logFile: string, reached: Date | undefined, wanted: Date | undefined): Refusal {
  const text = readFileSync(logFile, 'utf8');
  if (text.includes('recovery ended before configured recovery target was reached')) {
    const facts = { reached: reached?.toISOString() ?? '–', wanted: wanted?.toISOString() };
    return new Refusal('busy', 'backup.not_reached', facts);
  }
  return new Refusal('busy', 'start.database_ended', { log: logFile, tail: text.split('\n').slice(-6).join('\n') });
}

/** Waits until the cluster takes writes; gives its superuser the password of the new folder. */
async function untilRecovered(server: EmbeddedPostgres, password: string, wanted: Date | undefined) {
  let isOver = false;
  void server.ended.then(() => {
    isOver = true;
  });
  let upTo: Date | undefined;
  const look = async (client: Parameters<typeof isRecovered>[0]) => {
    upTo = (await recoveredUpTo(client)) ?? upTo;
    if (!(await isRecovered(client))) return false;
    await setSuperuserPassword(client, password);
    return true;
  };
  for (;;) {
    // A server that is about to end drops the connection before its end is known here: the next round tells.
    const done = await inSession(server.urlOf('postgres'), look).catch(() => false);
    if (done) return upTo;
    if (isOver) throw endedRefusal(server.logFile, upTo, wanted);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/**
 * Makes the cluster of a data folder that has none from a backup: to a point in time, or as far as the backup reaches. The keys of
 * the vault and of the log are not in the backup and must lie in the folder for the program to start on it.
 * @throws {Refusal} busy `backup.target_in_use`, `backup.no_base`, `backup.part_missing`, `backup.not_reached`
 */
export async function restoreCluster(
  folder: BackupFolder,
  home: string,
  at: Date | undefined,
  progress: Progress,
  settings: Readonly<Record<string, string>> = {},
): Promise<Restored> {
  const cluster = path.join(home, 'cluster');
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new Refusal('busy', 'backup.target_in_use', { folder: home });
  }
  const base = baseFor(folder.bases(), at);
  if (!base) throw new Refusal('busy', 'backup.no_base');
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const segments = path.join(home, 'restored-log-ahead');
  const hba = path.join(home, 'restoring.hba');
  rmSync(segments, { recursive: true, force: true });
  try {
    const bytes = await writeFiles(folder, base, cluster, progress);
    writeSegments(folder, base, segments);
    // Nobody knows the password that lies in the restored tables; the socket is open to the server's own user alone.
    writeFileSync(hba, 'local all all trust\n');
    chmodSync(hba, 0o644);
    const password = randomBytes(24).toString('base64url');
    writeFileSync(path.join(home, 'superuser-password'), password, { mode: 0o600 });
    const server = await startEmbeddedPostgres(home, { ...recoverySettings(segments, hba, at), ...settings }).catch(
      (error) => {
        if (!(error instanceof Refusal) || error.code !== 'start.database_ended') throw error;
        throw endedRefusal(String(error.facts.log), undefined, at);
      },
    );
    try {
      return { base: base.id, upTo: await untilRecovered(server, password, at), bytes };
    } finally {
      await server.stop();
    }
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(segments, { recursive: true, force: true });
    rmSync(hba, { force: true });
  }
}
