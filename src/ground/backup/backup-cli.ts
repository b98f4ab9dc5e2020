import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { type Config, masterKeySource, readConfig } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { answer, EXIT, say } from '../platform/cli.ts';
import { dataHome } from '../platform/data-home.ts';
import { runningDatabase } from '../platform/database.ts';
import { endExplained } from '../platform/explain.ts';
import { masterKey } from '../platform/key-file.ts';
import { keyMark } from '../platform/key-mark.ts';
import { BackupFolder } from './backup-folder-store.ts';
import { takeBase, takeLogAhead } from './base-backup-commands.ts';
import { backUpExternal, type ExternalOptions } from './external-cli.ts';
import { archiveOf, inSession } from './server-queries.ts';
import { tryRestore } from './trial-commands.ts';

type Options = ExternalOptions & {
  readonly to?: string;
  readonly full: boolean;
  readonly logAhead: boolean;
  readonly trial: boolean;
  readonly keep?: number;
  readonly check: boolean;
};
const CHECKOUT = path.resolve(import.meta.dirname, '../../..');
const MIB = 2 ** 20;

/** A bar for whoever waits at a terminal for longer than a second. */
export function bytesBar(what: string): { at(bytes: number): void; stop(): void } {
  const bar = new SingleBar({ format: `${what} {value} MiB {duration_formatted}`, stream: process.stderr });
  const began = performance.now();
  let isShown = false;
  return {
    at(bytes) {
      if (!process.stderr.isTTY || performance.now() - began < 1000) return;
      if (!isShown) bar.start(0, 0);
      isShown = true;
      bar.update(Math.round(bytes / MIB));
    },
    stop: () => bar.stop(),
  };
}

/** What a backup cannot bring back is told each time, while it is still there. */
function tellOfKeys(key: Buffer): void {
  say(`主密钥标记 ${keyMark(key)}：与保险柜中那一份核对。备份不含任何密钥；丢失主密钥，备份和密封的数据都再也读不出。`);
  say(`The mark of the master key is ${keyMark(key)}: compare it with the copy in your safe. No key is in the backup;`);
  say('without the master key neither the backup nor what is sealed can ever be read again.');
  say('另行备份 / back up apart: vault-key · vault/ · log-key · log-key.salt');
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('1–9999');
  return Number(text);
}

function refuseInside(home: string, to: string): void {
  const inside = path.relative(home, to);
  if (inside === '' || !(inside.startsWith('..') || path.isAbsolute(inside))) {
    throw new Refusal('invalid', 'backup.inside_data', { folder: to });
  }
}

async function backUp(config: Config, options: Options & { to: string }): Promise<void> {
  const home = dataHome(CHECKOUT, config.dataFolder);
  const to = path.resolve(options.to);
  refuseInside(home, to);
  if (!existsSync(path.join(home, 'superuser-password'))) throw new Refusal('busy', 'backup.not_running');
  const key = masterKey(masterKeySource(config, home), true);
  const folder = await BackupFolder.openOrMake(to, key, config.vaultSuite);
  const began = performance.now();
  // Read before anything is copied: whatever was published by now is in what is copied then.
  const checkpoint = path.join(home, 'log', 'checkpoint');
  const published = existsSync(checkpoint) ? readFileSync(checkpoint, 'utf8') : undefined;
  const bar = bytesBar('备份 / backing up');
  const url = runningDatabase(home);
  const taken = await (options.logAhead
    ? takeLogAhead(url, folder)
    : takeBase(url, folder, () => new Date(), bar.at)
  ).finally(bar.stop);
  if (published !== undefined) await folder.keepCheckpoint(published);
  const tried = options.trial ? await tryRestore(folder, () => undefined) : undefined;
  const pruned = options.keep === undefined ? undefined : folder.prune(options.keep);
  const seconds = Math.round(performance.now() - began) / 1000;
  if (options.json) {
    answer({ ...taken, ...(tried ? { tried } : {}), ...(pruned ? { pruned } : {}), keyMark: keyMark(key), seconds });
    return;
  }
  const [all, fresh] = [taken.bytes, taken.freshBytes].map((bytes) => (bytes / MIB).toFixed(1));
  const files = taken.id === undefined ? '' : `${taken.id} ${all} MiB，新 / new ${fresh} MiB，`;
  say(`已备份 / backed up: ${files}日志段 / segments ${taken.segments}，${seconds} s`);
  if (tried) say(`试恢复通过 / trial restore passed: ${tried.tables} tables, ${tried.rows} rows, log ${tried.logSize}`);
  tellOfKeys(key);
}

/** Of an external PostgreSQL: is its archive moving? @throws {Refusal} busy `backup.archive_off`, `backup.archive_failing` */
async function checkArchive({ databaseUrl }: Config, json: boolean): Promise<void> {
  if (!databaseUrl) throw new Refusal('invalid', 'backup.check_external');
  const archive = await inSession(databaseUrl, archiveOf);
  const { mode, lastAt, lastFailedAt, failed } = archive;
  if (mode === 'off' || lastAt === null) throw new Refusal('busy', 'backup.archive_off', { mode });
  if (lastFailedAt && lastFailedAt > lastAt) throw new Refusal('busy', 'backup.archive_failing', { failed });
  if (json) answer(archive);
  else say(`归档正常，最近一次 / the archive is moving, last at ${lastAt.toISOString()}`);
}

async function run(options: Options): Promise<void> {
  try {
    const config = readConfig(process.env);
    if (options.check) await checkArchive(config, options.json);
    else if (config.databaseUrl) await backUpExternal(config, options);
    else if (options.to === undefined) throw new Refusal('invalid', 'backup.to_wanted');
    else await backUp(config, { ...options, to: options.to });
  } catch (error) {
    await endExplained(error, options.json);
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

/** How a PostgreSQL of one's own is reached, alike for both commands. */
export function withExternal(command: Command): Command {
  return command
    .option(
      '--pgbackrest <config>',
      '自备数据库：pgBackRest 配置文件 / of a PostgreSQL of your own: configuration of pgBackRest',
    )
    .option('--stanza <name>', 'pgBackRest 中的名称 / its name there', 'zhengming')
    .option('--programs <folder>', '自备数据库的程序目录，如 /usr/lib/postgresql/17/bin / where its programs lie')
    .option('--superuser <name>', '自备数据库的超级用户 / its superuser', 'postgres');
}

/** `zhengming backup`: while the program runs, of the embedded database by the server's own functions, of another by pgBackRest. */
export function command(): Command {
  return withExternal(new Command('backup'))
    .description('备份数据库（运行中进行，加密，增量） / back up the database while it runs: encrypted, incremental')
    .option('--full', '自备数据库：全备，而不是增量 / of a PostgreSQL of your own: all, and not what changed', false)
    .option('--to <folder>', '备份目录 / the folder of backups')
    .option(
      '--log-ahead',
      '只备份上次以来的日志段，宜每隔几分钟一次 / only what was committed since; every few minutes',
      false,
    )
    .option('--trial', '备份后试恢复一遍 / restore it into a scratch cluster and read every row', false)
    .option('--keep <n>', '只留最近几次全备 / keep the newest bases only', wholeNumber)
    .option('--check', '自备数据库：检查归档是否在走 / of a PostgreSQL of your own: is its archive moving', false)
    .option('--json', '以 JSON 报告 / report as JSON', false)
    .action(run);
}
