import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../config.ts';
import { ORGAN_KINDS, type OrganKind } from '../kernel/actor.ts';
import { answer, EXIT, say } from '../platform/cli.ts';
import { dataHome, makeHome, refuseFullDisk, takeHome } from '../platform/data-home.ts';
import { openDatabase } from '../platform/database.ts';
import { openPools } from '../platform/db.ts';
import { endExplained } from '../platform/explain.ts';
import { foundInstallation } from './joining-commands.ts';

type Options = {
  organ: string;
  organEn: string;
  kind: OrganKind;
  division: string;
  name: string;
  username: string;
  json: boolean;
};

/** An empty installation has adopted no edition of the law packs yet. */
const NO_EDITION = 'none';

async function found(options: Options): Promise<void> {
  const { organ: name, organEn: name_en, kind, division: division_code, name: displayName, username, json } = options;
  try {
    const config = readConfig(process.env);
    const home = dataHome(path.resolve(import.meta.dirname, '../..'), config.dataFolder);
    makeHome(home);
    refuseFullDisk(home);
    const lock = await takeHome(home);
    const { databaseUrl: owner, databaseAppUrl: app, databaseIntakeUrl: intake } = config;
    const database = await openDatabase(home, { owner, app, intake });
    const pools = openPools(database.urls, { app: 2, intake: 1 });
    try {
      const first = { organ: { kind, name, name_en, division_code }, displayName, username };
      const invitation = await foundInstallation({ pools, now: () => new Date(), edition: NO_EDITION }, first);
      if (json) answer(invitation);
      else {
        say(
          '请抄录邀请码，只显示这一次；在登录页用它设置密码 / write this code down, it is shown once; set a password with it',
        );
        process.stdout.write(`${invitation.code}\n`);
      }
    } finally {
      await pools.close();
      await database.stop();
      lock.close();
    }
  } catch (error) {
    await endExplained(error, json);
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

const shaped = (shape: RegExp, says: string) => (text: string) => {
  if (!shape.test(text)) throw new InvalidArgumentError(says);
  return text;
};

/** `zhengming admin found`: the first organ and administrator of an empty installation. Others are invited by that one. */
export function command(): Command {
  return new Command('admin').description('管理 / administration').addCommand(
    new Command('found')
      .description(
        '在空系统中设立首个机构和管理员，打印一次性邀请码 / first organ and administrator, prints a one-time code',
      )
      .requiredOption(
        '--organ <name>',
        '机构名称 / name of the organ',
        shaped(/^.{2,200}$/u, '二至二百字 / 2 to 200 signs'),
      )
      .requiredOption(
        '--organ-en <name>',
        '机构英文名称 / its English name',
        shaped(/^.{2,200}$/u, '二至二百字 / 2 to 200 signs'),
      )
      .addOption(new Option('--kind <kind>', '机构类别 / kind of organ').choices(ORGAN_KINDS).default('city_bureau'))
      .requiredOption(
        '--division <code>',
        '行政区划代码，六位 / division code, six digits',
        shaped(/^\d{6}$/, '六位数字 / six digits'),
      )
      .requiredOption(
        '--name <name>',
        '管理员姓名 / name of the administrator',
        shaped(/^.{1,60}$/u, '不超过六十字 / up to 60 signs'),
      )
      .requiredOption(
        '--username <name>',
        '登录名，小写字母、数字、点、下划线 / name to sign in with',
        shaped(/^[a-z0-9_.]{3,30}$/, '三至三十位 / three to thirty signs'),
      )
      .option('--json', '以 JSON 输出 / answer as JSON', false)
      .action(found),
  );
}
