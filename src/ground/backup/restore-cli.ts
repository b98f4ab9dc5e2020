import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { type Config, masterKeySource, readConfig } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { answer, EXIT, say } from '../platform/cli.ts';
import { dataHome, makeHome, refuseFullDisk, takeHome } from '../platform/data-home.ts';
import { openPools } from '../platform/db.ts';
import { endExplained } from '../platform/explain.ts';
import { masterKey } from '../platform/key-file.ts';
import { keyMark } from '../platform/key-mark.ts';
import { rebuildFiles, tileStoreOf } from '../proof/index.ts';
import { ErasableKeyStore } from '../vault/index.ts';
import { bytesBar, withExternal } from './backup-cli.ts';
import { BackupFolder } from './backup-folder-store.ts';
import { type ExternalOptions, restoreExternal } from './external-cli.ts';
import { restoreCluster } from './restore-commands.ts';
import { compareLog, onRestored } from './trial-commands.ts';

type Options = ExternalOptions & {
  readonly from?: string;
  readonly into?: string;
  readonly at?: string;
  readonly checkpoint: readonly string[];
  readonly list: boolean;
};
const CHECKOUT = path.resolve(import.meta.dirname, '../../..');

/** @throws {Refusal} invalid `backup.bad_time` */
function instantOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/(Z|[+-]\d{2}:\d{2})$/.test(text)) throw new Refusal('invalid', 'backup.bad_time');
  return at;
}

/** @throws {Refusal} invalid `backup.from_wanted` */
function folderOf(config: Config, home: string, { from }: Options): BackupFolder {
  if (from === undefined) throw new Refusal('invalid', 'backup.from_wanted');
  return BackupFolder.open(path.resolve(from), masterKey(masterKeySource(config, home), true));
}

function list(folder: BackupFolder, json: boolean): void {
  for (const { id, startedAt, stoppedAt, files } of folder.bases()) {
    if (json) answer({ id, startedAt, stoppedAt, bytes: files.reduce((sum, { size }) => sum + size, 0) });
    else process.stdout.write(`${id}  ${startedAt} – ${stoppedAt}\n`);
  }
}

async function restore(config: Config, home: string, options: Options): Promise<void> {
  const folder = folderOf(config, home, options);
  const began = performance.now();
  const bar = bytesBar('恢复 / restoring');
  const restored = await restoreCluster(folder, home, instantOf(options.at), bar.at).finally(bar.stop);
  const seconds = Math.round(performance.now() - began) / 1000;
  const upTo = restored.upTo?.toISOString() ?? null;
  if (options.json) answer({ ...restored, upTo, seconds });
  else say(`已恢复到 / restored up to ${upTo ?? '–'}（${seconds} s）`);
  const known = folder.findCheckpoint();
  const published = [...(known ? [known] : []), ...options.checkpoint.map((file) => readFileSync(file, 'utf8'))];
  // The program compares with what lies in its folder, and grows no log that is older: what was published goes there first.
  for (const note of published) await tileStoreOf(home).publish(note);
  await onRestored(home, async (url) => {
    await compareLog(url, published);
    await rebuildLog(config, home, url);
  });
  tellOfLaterKey(config, home);
  if (!existsSync(config.vaultFolder ?? path.join(home, 'vault'))) {
    say('启动前须放回 vault/（可抹除密钥与抹除登记）：登记中的抹除在提供服务之前再执行一遍。');
    say(
      'Put back vault/ before the start: what its register says was erased is erased again before anybody is served.',
    );
  }
}

/** The backup is from before a change of the master key: what comes before the start is told here, and not by a refusal there. */
function tellOfLaterKey(config: Config, home: string): void {
  const key = masterKey(masterKeySource(config, home), true);
  const changes = new ErasableKeyStore(config.vaultFolder ?? path.join(home, 'vault'), key).masterChanges();
  const later = changes.find(({ from }) => from === keyMark(key));
  if (!later) return;
  say(`此后主密钥已换为 ${later.to}：启动前请以新旧两把密钥再执行 zhengming key change --to ${later.to}。`);
  say(
    `The master key was changed to ${later.to} since: before the start run zhengming key change --to ${later.to} with both keys given.`,
  );
}

/** `zhengming verify` finds the log whole at once, and not only after the first start. Without its key there is no log to make. */
async function rebuildLog(config: Config, home: string, url: string): Promise<void> {
  const pools = openPools({ app: url, intake: url });
  try {
    const entries = await rebuildFiles({ pools, home, config, now: () => new Date() });
    say(`存证日志的文件已重做 / the files of the log were made again: ${entries}`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'start.log_key_missing') throw error;
    say('启动前须放回 log-key 和 log-key.salt。Put back log-key and log-key.salt before the start.');
  } finally {
    await pools.close();
  }
}

async function restoreEmbedded(config: Config, options: Options): Promise<void> {
  const home = dataHome(CHECKOUT, config.dataFolder);
  // Looking takes nothing from a running program but its key.
  if (options.list) return list(folderOf(config, home, options), options.json);
  makeHome(home);
  refuseFullDisk(home);
  const lock = await takeHome(home);
  await restore(config, home, options).finally(() => lock.close());
}

async function run(options: Options): Promise<void> {
  try {
    const config = readConfig(process.env);
    const isExternal = config.databaseUrl !== undefined || options.pgbackrest !== undefined;
    if (isExternal) await restoreExternal(config, { ...options, at: instantOf(options.at) });
    else await restoreEmbedded(config, options);
  } catch (error) {
    await endExplained(error, options.json);
    if (error instanceof Refusal && error.kind === 'rule') process.exitCode = EXIT.refused;
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

/** `zhengming restore`: into a data folder without a database, or into a cluster of one's own; to the newest state or to a point in time. */
export function command(): Command {
  return withExternal(new Command('restore'))
    .description(
      '从备份恢复到没有数据库的数据目录，或自备数据库的目录 / restore into a data folder that has no database, or into the cluster of your own server; exit 2: restored, but older than the published log, or another log',
    )
    .option('--from <folder>', '备份目录 / the folder of backups')
    .option('--into <cluster>', '自备数据库的数据目录（须已停止） / the cluster of your own server, which is stopped')
    .option(
      '--at <instant>',
      '恢复到这一时点，如 2026-03-09T10:00:00+08:00 / to this instant; the newest state by default',
    )
    .option(
      '--checkpoint <file>',
      '已公布的存证点，可多次给出 / a checkpoint that was published; may be given again',
      (file: string, all: readonly string[]) => [...all, file],
      [] as readonly string[],
    )
    .option('--list', '只列出备份 / only list what there is', false)
    .option('--json', '以 JSON 报告 / report as JSON', false)
    .action(run);
}
