import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { dataHome, makeHome, refuseFullDisk, socketFolder, takeHome } from './data-home.ts';

const root = mkdtempSync(path.join(tmpdir(), 'zhengming-home-'));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));
const isRoot = process.getuid?.() === 0;

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'accepted';
}

test('without a setting the data lies in the checkout, or below /var/lib where root has closed the checkout to others', () => {
  const open = path.join(root, 'open');
  const closed = path.join(root, 'closed');
  mkdirSync(open, { mode: 0o755 });
  mkdirSync(closed, { mode: 0o700 });
  expect(dataHome(open, undefined)).toBe(path.join(open, 'data'));
  expect(dataHome(closed, undefined)).toMatch(isRoot ? /^\/var\/lib\/zhengming\/[0-9a-f]{12}$/ : /closed[/]data$/);
  expect(dataHome(closed, '/elsewhere')).toBe('/elsewhere');
});

test('a folder that cannot be used is refused: closed to the database for root, not writable for others', () => {
  const closed = path.join(root, 'private');
  mkdirSync(closed, { mode: isRoot ? 0o700 : 0o500 });
  expect(codeOf(() => makeHome(path.join(closed, 'home')))).toBe(isRoot ? 'start.home_closed' : 'start.home_forbidden');
  expect(codeOf(() => makeHome(path.join(root, 'fine')))).toBe('accepted');
  expect(existsSync(path.join(root, 'fine'))).toBe(true);
});

// A file system of the kernel's own, which has no free block at all.
test.runIf(existsSync('/proc/self'))('a disk without room is refused with what is free and what is needed', () => {
  expect(codeOf(() => refuseFullDisk('/proc'))).toBe('start.disk_full');
  expect(codeOf(() => refuseFullDisk(root))).toBe('accepted');
});

test('however long the path of the data folder, the address of the socket fits', async () => {
  const long = path.join(root, 'x'.repeat(100), 'y'.repeat(100));
  mkdirSync(long, { recursive: true });
  expect(Buffer.byteLength(socketFolder(long))).toBeLessThan(86);
  const lock = await takeHome(long);
  await expect(takeHome(long)).rejects.toMatchObject({ code: 'start.second_copy' });
  lock.close();
  rmSync(socketFolder(long), { recursive: true });
});

test('a lock that a crash left behind does not keep the next start out', async () => {
  const home = path.join(root, 'crashed');
  mkdirSync(path.join(socketFolder(home)), { recursive: true });
  writeFileSync(path.join(socketFolder(home), 'lock.sock'), '');
  (await takeHome(home)).close();
});
