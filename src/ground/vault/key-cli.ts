import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { type Config, masterKeySource, readConfig } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { answer, EXIT, say } from '../platform/cli.ts';
import { dataHome, takeHome } from '../platform/data-home.ts';
import { openDatabase } from '../platform/database.ts';
import { withClient } from '../platform/database-fitness.ts';
import { endExplained } from '../platform/explain.ts';
import { masterKey, secretFile } from '../platform/key-file.ts';
import { keyMark } from '../platform/key-mark.ts';
import { type Changed, changeMasterKey } from './master-key-change-commands.ts';

type Json = { readonly json: boolean };
const CHECKOUT = path.resolve(import.meta.dirname, '../../..');
const homeOf = (config: Config) => dataHome(CHECKOUT, config.dataFolder);

async function ending(json: boolean, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    await endExplained(error, json);
    if (error instanceof Refusal && error.kind === 'rule') process.exitCode = EXIT.refused;
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

/** @throws {Refusal} invalid `key.new_wanted` */
function newKeyOf({ newKey: { file, inline, command } }: Config): Buffer {
  if (file === undefined && inline === undefined && command === undefined)
    throw new Refusal('invalid', 'key.new_wanted');
  return masterKey({ file: file ?? '', inline, command }, true);
}

/** What the change means, while it can still be thought over. */
function tellBefore(from: string, to: string): void {
  say(`主密钥将由 ${from} 换为 ${to}。/ The master key goes from ${from} to ${to}.`);
  say('· 至今的备份只能用旧密钥打开：旧密钥须与这些备份留存同样久；此后的备份另起一个目录。');
  say(
    '  Backups made until now open with the old key alone: keep it as long as them. Later ones go into a folder of their own.',
  );
  say('· 所有人须重新登录；纸质备用码作废，须重新生成；程序令牌（五分钟）和公示平台页面的旧地址失效。');
  say(
    '  Everybody signs in anew; backup codes on paper end and are made anew; tokens of programs and addresses of portal pages end.',
  );
  say('· 动态口令、通行密钥、账号口令、程序密钥、已密封的内容不受影响。');
  say('  Authenticator apps, passkeys, passwords, keys of programs and what is sealed stay as they are.');
}

function tellAfter({ keys, factors, lostFactors, codes, sessions }: Changed): void {
  say(
    `已更换 / changed: ${keys} keys, ${factors} factors (${lostFactors} unreadable before), ${codes} codes and ${sessions} sessions ended`,
  );
  say('现在请把新密钥放到原处（或改 ZHENGMING_KEY…），再启动；重新备份 vault/，并另起备份目录做一次全备。');
  say(
    'Put the new key where the old one was (or set ZHENGMING_KEY…) and start; back up vault/ again, and take a base into a new folder.',
  );
}

async function change({ to, json }: Json & { readonly to?: string }): Promise<void> {
  await ending(json, async () => {
    const config = readConfig(process.env);
    const home = homeOf(config);
    const keys = { from: masterKey(masterKeySource(config, home), true), to: newKeyOf(config) };
    const mark = keyMark(keys.to);
    if (!json) tellBefore(keyMark(keys.from), mark);
    if (to === undefined) return say(`照此办理请写明 / to do it: zhengming key change --to ${mark}`);
    if (to !== mark) throw new Refusal('invalid', 'key.other_new', { given: mark, wanted: to });
    const lock = await takeHome(home);
    const { databaseUrl: owner, databaseAppUrl: app, databaseIntakeUrl: intake } = config;
    const database = await openDatabase(home, { owner, app, intake });
    try {
      const folder = config.vaultFolder ?? path.join(home, 'vault');
      const changed = await withClient(database.urls.owner, 'DATABASE_URL', (client) =>
        changeMasterKey(client, folder, keys, new Date()),
      );
      if (json) answer({ ...changed, mark });
      else tellAfter(changed);
    } finally {
      await database.stop();
      lock.close();
    }
  });
}

async function make(file: string, { json }: Json): Promise<void> {
  await ending(json, () => {
    if (existsSync(file)) throw new Refusal('conflict', 'key.file_exists', { file });
    const mark = keyMark(secretFile(file, false, 'start.key_missing'));
    if (json) answer({ file, mark });
    else say(`${file} 已生成，标记 / made, with the mark ${mark}；请另存一份到保险柜 / put a copy into the safe`);
  });
}

async function tellMark({ json }: Json): Promise<void> {
  await ending(json, () => {
    const config = readConfig(process.env);
    const mark = keyMark(masterKey(masterKeySource(config, homeOf(config)), true));
    if (json) answer({ mark });
    else process.stdout.write(`${mark}\n`);
  });
}

/** `zhengming key`: the master key of the vault: its mark, a new one, and the change from one to the other. */
export function command(): Command {
  const key = new Command('key').description('保险库主密钥 / the master key of the vault');
  const json = ['--json', '以 JSON 报告 / report as JSON', false] as const;
  key
    .command('mark')
    .description('主密钥的标记 / its mark')
    .option(...json)
    .action(tellMark);
  key
    .command('make <file>')
    .description('生成一个新主密钥 / make a new one')
    .option(...json)
    .action(make);
  key
    .command('change')
    .description(
      '更换主密钥（须已由两名管理人员决定，各程序已停止）；不带 --to 只说明后果 / change it, once two administrators decided and every program is stopped; without --to only tell what that means',
    )
    .option('--to <mark>', '新主密钥的标记 / mark of the new one')
    .option(...json)
    .action(change);
  return key;
}
