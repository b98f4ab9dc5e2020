import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { masterKeySource, readConfig } from '../config/config.ts';
import { ORGAN_KINDS, type OrganKind } from '../kernel/actor.ts';
import { answer, EXIT, say } from '../platform/cli.ts';
import { dataHome, makeHome, refuseFullDisk, takeHome } from '../platform/data-home.ts';
import { openDatabase } from '../platform/database.ts';
import { openPools } from '../platform/db.ts';
import { endExplained } from '../platform/explain.ts';
import { masterKey } from '../platform/key-file.ts';
import { Origin } from '../platform/origin.ts';
import { appointSecurity, foundInstallation } from './founding-commands.ts';
import type { Surroundings } from './joining-commands.ts';

type Options = {
  organ: string;
  organEn: string;
  kind: OrganKind;
  division: string;
  name: string;
  username: string;
  securityName: string;
  securityUsername: string;
  json: boolean;
};
type Appointing = Pick<Options, 'name' | 'username' | 'json'>;

/** An empty installation has adopted no edition of the law packs yet. */
const NO_EDITION = 'none';

/** Does something on the database of this installation, with nobody signed in; the program itself must not be running. */
async function withDatabase(json: boolean, work: (around: Surroundings) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env);
    const home = dataHome(path.resolve(import.meta.dirname, '../../..'), config.dataFolder);
    makeHome(home);
    refuseFullDisk(home);
    const lock = await takeHome(home);
    const { databaseUrl: owner, databaseAppUrl: app, databaseIntakeUrl: intake } = config;
    const database = await openDatabase(home, { owner, app, intake });
    const key = masterKey(masterKeySource(config, home), database.sealedDataExists);
    const pools = openPools(database.urls, { app: 2, intake: 1 }, Origin.of(key));
    try {
      await work({ pools, now: () => new Date(), edition: NO_EDITION });
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

const ONCE =
  '请抄录邀请码，只显示这一次；本人在登录页用它设置密码 / write this down, it is shown once; with it each sets a password of their own';

async function found(options: Options): Promise<void> {
  const { organ: name, organEn: name_en, kind, division: division_code, json } = options;
  const administrator = { displayName: options.name, username: options.username };
  const security = { displayName: options.securityName, username: options.securityUsername };
  await withDatabase(json, async (around) => {
    const codes = await foundInstallation(around, {
      organ: { kind, name, name_en, division_code },
      administrator,
      security,
    });
    if (json) return answer(codes);
    say(ONCE);
    process.stdout.write(`${administrator.username} ${codes.administrator.code}\n`);
    process.stdout.write(`${security.username} ${codes.security.code}\n`);
  });
}

async function appoint({ name: displayName, username, json }: Appointing): Promise<void> {
  await withDatabase(json, async (around) => {
    const invitation = await appointSecurity(around, { displayName, username });
    if (json) return answer(invitation);
    say(ONCE);
    process.stdout.write(`${username} ${invitation.code}\n`);
  });
}

const shaped = (shape: RegExp, says: string) => (text: string) => {
  if (!shape.test(text)) throw new InvalidArgumentError(says);
  return text;
};

const NAME = shaped(/^.{1,60}$/u, '不超过六十字 / up to 60 signs');
const USERNAME = shaped(/^[a-z0-9_.]{3,30}$/, '三至三十位 / three to thirty signs');
const ORGAN_NAME = shaped(/^.{2,200}$/u, '二至二百字 / 2 to 200 signs');

function founding(): Command {
  return new Command('found')
    .description(
      '在空系统中设立首个机构及其系统管理员、安全管理员，各打印一次性邀请码 / first organ and its administrators of system and security, prints a one-time code for each',
    )
    .requiredOption('--organ <name>', '机构名称 / name of the organ', ORGAN_NAME)
    .requiredOption('--organ-en <name>', '机构英文名称 / its English name', ORGAN_NAME)
    .addOption(new Option('--kind <kind>', '机构类别 / kind of organ').choices(ORGAN_KINDS).default('city_bureau'))
    .requiredOption(
      '--division <code>',
      '行政区划代码，六位 / division code, six digits',
      shaped(/^\d{6}$/, '六位数字 / six digits'),
    )
    .requiredOption('--name <name>', '系统管理员姓名 / name of the system administrator', NAME)
    .requiredOption('--username <name>', '系统管理员登录名 / name to sign in with', USERNAME)
    .requiredOption('--security-name <name>', '安全管理员姓名，须为另一人 / name of the security administrator', NAME)
    .requiredOption('--security-username <name>', '安全管理员登录名 / name to sign in with', USERNAME)
    .option('--json', '以 JSON 输出 / answer as JSON', false)
    .action(found);
}

/** `zhengming admin`: the first administrators. All others are proposed by the one and confirmed by the other. */
export function command(): Command {
  return new Command('admin')
    .description('管理 / administration')
    .addCommand(founding())
    .addCommand(
      new Command('appoint-security')
        .description(
          '为三员分立之前建立的系统任命首个安全管理员，打印一次性邀请码 / first security administrator of an older installation',
        )
        .requiredOption('--name <name>', '姓名 / name', NAME)
        .requiredOption('--username <name>', '登录名 / name to sign in with', USERNAME)
        .option('--json', '以 JSON 输出 / answer as JSON', false)
        .action(appoint),
    );
}
