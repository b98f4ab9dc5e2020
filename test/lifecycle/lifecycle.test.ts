import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Program, spawnProgram, untilReady } from './program.ts';

// Each test starts whole programs, on machines that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// One home, walked through in order: each test leaves it as a person would.
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-life-'));
let program: Program;

beforeAll(async () => {
  program = await spawnProgram(home);
  await untilReady(program);
});
afterAll(async () => {
  program.child.kill('SIGINT');
  await program.ended;
  rmSync(home, { recursive: true, force: true });
});

async function ownerClient(): Promise<pg.Client> {
  const password = readFileSync(path.join(home, 'superuser-password'), 'utf8');
  const client = new pg.Client({
    host: path.join(home, 'run', 'postgresql'),
    user: 'postgres',
    password,
    database: 'zhengming',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function serverPid(): number {
  return Number(readFileSync(path.join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function gone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const status = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z ';
    if (/\) Z /.test(status)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

test('a started program says where it is, and keeps its secrets from others', async () => {
  expect(program.output()).toContain(program.address);
  for (const file of ['vault-key', 'superuser-password']) expect(statSync(path.join(home, file)).mode & 0o077).toBe(0);
});

test('a second copy on the same folder is refused with a sentence, and the first goes on', async () => {
  const second = await spawnProgram(home);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('[start.second_copy]');
  expect(second.output()).toContain(home);
  expect((await fetch(`${program.address}/readyz`)).status).toBe(200);
});

test('backups are listed beside a running program, which keeps its folder', () => {
  const nothing = mkdtempSync(path.join(tmpdir(), 'zhengming-no-backup-'));
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const env = { ...process.env, ZHENGMING_DATA: home };
  const { stderr } = spawnSync(process.execPath, [main, 'restore', '--from', nothing, '--list'], {
    env,
    encoding: 'utf8',
  });
  rmSync(nothing, { recursive: true });
  expect(stderr).toContain('[backup.not_a_backup]');
});

test('a busy port is refused with a sentence that names it, before the database is touched', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'zhengming-life-'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const refused = await spawnProgram(other, { PORT: String(port) });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('[start.port_busy]');
  expect(refused.output()).toContain(`端口 ${port}`);
  expect(existsSync(path.join(other, 'cluster'))).toBe(false);
  server.close();
  rmSync(other, { recursive: true });
});

test('a bad setting is refused with a sentence that names it', async () => {
  const refused = await spawnProgram(home, { ZHENGMING_DEMO: 'perhaps' });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('ZHENGMING_DEMO');
  expect(refused.output()).toContain('[config.bad_value]');
});

test('a kill -9 takes the database along, and the next start finds everything that was acknowledged', async () => {
  const client = await ownerClient();
  await client.query('CREATE TABLE kept (n int)');
  await client.query('INSERT INTO kept VALUES (7)');
  const server = serverPid();
  program.child.kill('SIGKILL');
  await program.ended;
  if (existsSync('/usr/bin/setpriv')) expect(await gone(server)).toBe(true);
  await client.end().catch(() => undefined);

  program = await spawnProgram(home);
  await untilReady(program);
  const again = await ownerClient();
  expect((await again.query('SELECT n FROM kept')).rows).toEqual([{ n: 7 }]);
  await again.query('DROP TABLE kept');
  await again.end();
});

test('a database that dies ends the program with a sentence, and a fresh start works', async () => {
  process.kill(serverPid(), 'SIGQUIT');
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain('[start.database_stopped]');
  program = await spawnProgram(home);
  await untilReady(program);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends program and database cleanly, with exit code 0', async (signal) => {
  const server = serverPid();
  program.child.kill(signal);
  expect(await program.ended).toBe(0);
  expect(await gone(server)).toBe(true);
  expect(existsSync(path.join(home, 'cluster', 'postmaster.pid'))).toBe(false);
  program = await spawnProgram(home);
  await untilReady(program);
});

test('an open idle connection does not keep the program from stopping', async () => {
  const idle = connect(program.port, '127.0.0.1');
  idle.on('error', () => undefined);
  await new Promise((resolve) => idle.once('connect', resolve));
  const began = performance.now();
  program.child.kill('SIGINT');
  expect(await program.ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(5_000);
  program = await spawnProgram(home);
  await untilReady(program);
});

test('an interrupted start leaves nothing running', async () => {
  program.child.kill('SIGINT');
  await program.ended;
  const early = await spawnProgram(home);
  while (!early.output().includes('Starting')) await new Promise((resolve) => setTimeout(resolve, 10));
  early.child.kill('SIGINT');
  expect(await early.ended).toBe(0);
  expect(existsSync(path.join(home, 'cluster', 'postmaster.pid'))).toBe(false);
});

test('a second start makes nothing anew, and so is quick', async () => {
  const made = () => ['cluster', 'vault-key', 'superuser-password'].map((name) => statSync(path.join(home, name)).ino);
  const before = made();
  const since = performance.now();
  program = await spawnProgram(home);
  const ms = await untilReady(program, since);
  expect(made()).toEqual(before);
  // How quick is measured by bench:restart; here only that it does not hang, on however busy a machine.
  expect(ms).toBeLessThan(30_000);
});

test('a database of a later version of the program is refused with a sentence', async () => {
  const client = await ownerClient();
  await client.query(`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999_later', now()::text)`);
  await client.end();
  program.child.kill('SIGINT');
  await program.ended;
  const refused = await spawnProgram(home);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('[start.newer_schema]');
});

test('a data folder of another PostgreSQL version is refused with a sentence that names both', async () => {
  writeFileSync(path.join(home, 'cluster', 'PG_VERSION'), '16\n');
  const refused = await spawnProgram(home);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(/PostgreSQL 16.*17/);
  expect(refused.output()).toContain('[start.other_version]');
});
