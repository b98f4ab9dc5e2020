import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readDisk } from './disk-reading-jobs.ts';

const root = mkdtempSync(path.join(tmpdir(), 'zhengming-packs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Reads a stack of which each file is as wrong as it is written here. */
const read = () => readDisk({ root, pack: 'xx' });
const write = (name: string, text: string) => writeFileSync(path.join(root, 'xx', name), text);

test('packs are read once as long as no byte and no name of them changes, and anew as soon as one does', async () => {
  mkdirSync(path.join(root, 'xx'));
  write('pack.yaml', 'code: xx\n');
  const first = await read();
  expect(first.faults).toBeGreaterThan(0);
  expect(await read()).toBe(first);

  write('pack.yaml', 'code: xy\n');
  const changed = await read();
  expect(changed).not.toBe(first);
  write('bans.yaml', ': no pack\n');
  const added = await read();
  expect(added.faults).toBeGreaterThan(changed.faults);
  expect(await read()).toBe(added);
  rmSync(path.join(root, 'xx', 'bans.yaml'));
  expect((await read()).faults).toBe(changed.faults);
});
