import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Refusal } from '../kernel/refusal.ts';

/** Less than this free and we do not start: PostgreSQL must be able to write its log ahead. Bytes. */
const LEAST_FREE_BYTES = 300 * 1024 * 1024;
/** A unix socket's address holds 108 bytes, the file name of PostgreSQL's some 16 of them. */
const LONGEST_SOCKET_FOLDER = 85;

const isRoot = process.getuid?.() === 0;

/** Can somebody who owns nothing on the way walk from the root to `folder`? */
function openToOthers(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * Where this installation keeps its data: `configured`, else `data/` in the checkout. Started by root in a checkout that
 * others cannot enter, a folder below /var/lib, since the database must run as an unprivileged user.
 */
export function dataHome(checkout: string, configured: string | undefined): string {
  if (configured) return path.resolve(configured);
  if (!isRoot || openToOthers(checkout)) return path.join(checkout, 'data');
  const mark = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  return `/var/lib/zhengming/${mark}`;
}

/**
 * Makes the folder where there is none, and tries to write in it.
 * @throws {Refusal} busy `start.home_forbidden`; `start.home_closed`: root's database would run as a user who cannot get there
 */
export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal('busy', 'start.home_forbidden', { folder: home, reason: (error as NodeJS.ErrnoException).code });
  }
  const above = path.dirname(home);
  if (isRoot && !openToOthers(above)) throw new Refusal('busy', 'start.home_closed', { folder: home, closed: above });
}

/** @throws {Refusal} busy `start.disk_full` */
export function refuseFullDisk(home: string): void {
  const { bavail, bsize } = statfsSync(home);
  const freeBytes = bavail * bsize;
  if (freeBytes < LEAST_FREE_BYTES) {
    throw new Refusal('busy', 'start.disk_full', { folder: home, freeBytes, neededBytes: LEAST_FREE_BYTES });
  }
}

/** A folder for sockets, inside `home` where the address fits, else a fixed one in the system's temporary folder. */
export function socketFolder(home: string): string {
  const inside = path.join(home, 'run');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER) return inside;
  return path.join(tmpdir(), `zhengming-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`);
}

/**
 * Takes the folder for this process. A socket that somebody answers on is a lock that a crash cannot leave behind.
 * @throws {Refusal} busy `start.second_copy`
 */
export async function takeHome(home: string): Promise<Server> {
  const folder = socketFolder(home);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const address = path.join(folder, 'lock.sock');
  const answered = await new Promise<boolean>((resolve) => {
    const probe = connect(address, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
  if (answered) throw new Refusal('busy', 'start.second_copy', { folder: home });
  rmSync(address, { force: true });
  const lock = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => lock.once('error', reject).listen(address, resolve));
  lock.unref();
  return lock;
}
