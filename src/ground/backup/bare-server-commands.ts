import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { endedRefusal } from './restore-commands.ts';
import { isRecovered, recoveredUpTo } from './server-queries.ts';

/** A restored cluster of a server that is not ours, and the programs of its version. */
export type BareServer = {
  readonly cluster: string;
  /** Where `postgres` lies: /usr/lib/postgresql/17/bin on Debian. */
  readonly programs: string;
  readonly superuser: string;
  readonly database: string;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
};

const PAUSE_MS = 100;
const PORT = 5432; // only a part of the socket's file name

/** Nothing of the site's own settings: they may lie elsewhere, and name a network, an archive, libraries. */
const settings = (run: string) => ({
  hba_file: `${run}/hba`,
  ident_file: `${run}/ident`,
  listen_addresses: '',
  unix_socket_directories: run,
  port: String(PORT),
  archive_mode: 'off',
  hot_standby: 'off',
  shared_buffers: '128MB',
  max_wal_size: '4GB',
});

async function recovered(
  { superuser, database }: BareServer,
  run: string,
): Promise<{ url: string; upTo: Date | undefined } | undefined> {
  const url = `postgresql://${superuser}@/${database}?host=${encodeURIComponent(run)}&port=${PORT}`;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the next round tells
  try {
    await client.connect();
    return (await isRecovered(client)) ? { url, upTo: await recoveredUpTo(client) } : undefined;
  } catch (error) {
    // Another superuser or database will not be there later either; all else the next round tells, or the server's end.
    if (!/^(28|3D)/.test((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Lets a restored cluster recover under a server that listens to nobody but us, works on it, and stops it: what is left can be started
 * as ever. @throws {Refusal} busy `backup.not_reached`, `start.database_ended`
 */
export async function onBareServer<T>(
  server: BareServer,
  wanted: Date | undefined,
  work: (url: string, upTo: Date | undefined) => Promise<T>,
): Promise<T> {
  const run = mkdtempSync(path.join(tmpdir(), 'zhengming-bare-'));
  const files = {
    hba: 'local all all trust\n', // the folder is the server's user's alone
    ident: '',
    settings: Object.entries(settings(run))
      .map(([key, value]) => `${key} = '${value}'\n`)
      .join(''),
  };
  const all = Object.entries(files).map(([name, text]) => {
    writeFileSync(path.join(run, name), text);
    return path.join(run, name);
  });
  if (server.user) for (const file of [run, ...all]) chownSync(file, server.user.uid, server.user.gid);
  const logFile = path.join(run, 'log');
  const log = openSync(logFile, 'w', 0o600);
  const own = [path.join(server.programs, 'postgres'), '-D', server.cluster, '-c', `config_file=${run}/settings`];
  // Killing this process must not leave the server behind.
  const words = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'INT', ...own] : own;
  const child = spawn(words[0]!, words.slice(1), {
    ...server.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    for (const event of ['exit', 'error'] as const) {
      child.once(event, () => {
        isOver = true;
        resolve();
      });
    }
  });
  try {
    for (;;) {
      const there = await recovered(server, run);
      if (there) return await work(there.url, there.upTo);
      if (isOver) throw endedRefusal(logFile, undefined, wanted);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  } finally {
    child.kill('SIGINT');
    await ended;
    rmSync(run, { recursive: true, force: true });
  }
}
