import { globSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
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

test('a server killed while a session is at work starts again when the session has seen that it is alone', async () => {
  const killed = await startEmbeddedPostgres(home, { fsync: 'off' });
  const session = new pg.Client({ connectionString: killed.urlOf('postgres') });
  session.on('error', () => undefined); // the end of the server is the point here
  await session.connect();
  const { rows } = await session.query('select pg_backend_pid() pid');
  const atWork = session.query('select count(*) from generate_series(1, 8000000)').catch(() => undefined);
  const first = readFileSync(path.join(home, 'cluster/postmaster.pid'), 'utf8').split('\n')[0];
  process.kill(Number(first), 'SIGKILL');
  await killed.ended;
  expect(process.kill(rows[0].pid, 0)).toBe(true);

  const again = await startEmbeddedPostgres(home, { fsync: 'off' });
  await atWork;
  const client = new pg.Client({ connectionString: again.urlOf('postgres') });
  await client.connect();
  const left = await client.query('select 1 from pg_stat_activity where pid = $1', [rows[0].pid]);
  await client.end();
  await again.stop();
  expect(left.rows).toEqual([]);
});
