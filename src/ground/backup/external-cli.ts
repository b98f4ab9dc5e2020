import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { answer, say } from '../platform/cli.ts';
import { dataHome } from '../platform/data-home.ts';
import { onBareServer } from './bare-server-commands.ts';
import {
  backUpToRepository,
  completeArchive,
  listRepository,
  publishedWith,
  type Repository,
  restoreFromRepository,
} from './pgbackrest-commands.ts';
import { inSession, readEverything } from './server-queries.ts';
import { compareLog } from './trial-commands.ts';

/** What both commands need to know of a PostgreSQL of one's own. */
export type ExternalOptions = {
  readonly pgbackrest?: string;
  readonly stanza: string;
  readonly programs?: string;
  readonly superuser: string;
  readonly json: boolean;
};
const CHECKOUT = path.resolve(import.meta.dirname, '../../..');
const MIB = 2 ** 20;

/** @throws {Refusal} busy `backup.external`: no configuration is named; `backup.not_as_root` */
function repositoryOf({ pgbackrest, stanza }: ExternalOptions): Repository {
  if (pgbackrest === undefined) throw new Refusal('busy', 'backup.external');
  if (process.getuid?.() === 0) throw new Refusal('busy', 'backup.not_as_root');
  return { config: path.resolve(pgbackrest), stanza };
}

/** Which cluster, whose programs. @throws {Refusal} invalid `backup.programs_wanted` */
function bareServer(config: Config, { programs, superuser }: ExternalOptions, cluster: string) {
  if (programs === undefined) throw new Refusal('invalid', 'backup.programs_wanted');
  const database = config.databaseUrl
    ? new URL(config.databaseUrl.replace('@/', '@localhost/')).pathname.slice(1)
    : 'zhengming';
  return { cluster, programs, superuser, database };
}

/** Restores the newest state beside everything, reads each row of each table whole, compares the log, and throws it away. */
async function tryRepository(
  config: Config,
  repository: Repository,
  options: ExternalOptions,
  published: readonly string[],
) {
  const cluster = mkdtempSync(path.join(tmpdir(), 'zhengming-trial-'));
  try {
    const server = bareServer(config, options, cluster);
    await restoreFromRepository(repository, cluster, undefined, true);
    return await onBareServer(server, undefined, async (url) => ({
      ...(await inSession(url, readEverything)),
      logSize: await compareLog(url, published),
    }));
  } finally {
    rmSync(cluster, { recursive: true, force: true });
  }
}

type BackupOptions = ExternalOptions & {
  readonly full: boolean;
  readonly logAhead: boolean;
  readonly trial: boolean;
  readonly keep?: number;
};

/** `zhengming backup` of a PostgreSQL of one's own. */
export async function backUpExternal(config: Config, options: BackupOptions): Promise<void> {
  const repository = repositoryOf(options);
  if (options.logAhead) {
    await completeArchive(repository);
    if (options.json) answer({ archived: true });
    else say('日志段已归档 / the log ahead has arrived in the archive');
    return;
  }
  if (options.trial) bareServer(config, options, ''); // told before the hours of a backup
  const file = path.join(dataHome(CHECKOUT, config.dataFolder), 'log', 'checkpoint');
  const checkpoint = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const made = await backUpToRepository(repository, { full: options.full, keep: options.keep, checkpoint });
  const published = publishedWith(await listRepository(repository));
  const tried = options.trial ? await tryRepository(config, repository, options, published) : undefined;
  if (options.json) {
    answer({
      label: made.label,
      bytes: made.info.size,
      freshBytes: made.info.repository.delta,
      ...(tried ? { tried } : {}),
    });
    return;
  }
  const [all, fresh] = [made.info.size, made.info.repository.delta].map((bytes) => (bytes / MIB).toFixed(1));
  say(`已备份 / backed up: ${made.label} ${all} MiB，新 / new ${fresh} MiB`);
  if (tried) say(`试恢复通过 / trial restore passed: ${tried.tables} tables, ${tried.rows} rows, log ${tried.logSize}`);
  say('另行备份 / back up apart: vault-key · vault/ · log-key · log-key.salt · repo1-cipher-pass');
}

type RestoreOptions = ExternalOptions & {
  readonly into?: string;
  readonly at: Date | undefined;
  readonly checkpoint: readonly string[];
  readonly list: boolean;
};

/** `zhengming restore` of a PostgreSQL of one's own, whose server stands still. @throws {Refusal} invalid `backup.into_wanted` */
export async function restoreExternal(config: Config, options: RestoreOptions): Promise<void> {
  const repository = repositoryOf(options);
  const backups = await listRepository(repository);
  if (options.list) {
    for (const { label, type, timestamp } of backups) {
      const [startedAt, stoppedAt] = [timestamp.start, timestamp.stop].map((at) => new Date(at * 1_000).toISOString());
      if (options.json) answer({ id: label, type, startedAt, stoppedAt });
      else process.stdout.write(`${label}  ${startedAt} – ${stoppedAt}\n`);
    }
    return;
  }
  if (options.into === undefined) throw new Refusal('invalid', 'backup.into_wanted');
  const server = bareServer(config, options, path.resolve(options.into));
  await restoreFromRepository(repository, server.cluster, options.at);
  const published = [...publishedWith(backups), ...options.checkpoint.map((file) => readFileSync(file, 'utf8'))];
  await onBareServer(server, options.at, async (url, upTo) => {
    if (options.json) answer({ upTo: upTo?.toISOString() ?? null });
    else
      say(
        `已恢复到 / restored up to ${upTo?.toISOString() ?? '–'}；请启动数据库和程序 / start the server and the program`,
      );
    await compareLog(url, published);
  });
}
