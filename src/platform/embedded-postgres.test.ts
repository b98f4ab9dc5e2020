import { globSync, lstatSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const home = mkdtempSync(path.join(tmpdir(), 'zhengming-embedded-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('no link of the installed server leads out of the data folder: the clone may be closed to the server', async () => {
  const server = await startEmbeddedPostgres(home, { fsync: 'off' });
  await server.stop();
  const links = globSync('postgresql-*/**', { cwd: home })
    .map((file) => path.join(home, file))
    .filter((file) => lstatSync(file).isSymbolicLink());
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => path.isAbsolute(readlinkSync(link)))).toEqual([]);
});
