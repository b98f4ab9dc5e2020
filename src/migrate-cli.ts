import path from 'node:path';
import { Command } from 'commander';
import { readConfig } from './ground/config/config.ts';
import { answer, EXIT, say } from './ground/platform/cli.ts';
import { dataHome, makeHome, refuseFullDisk, takeHome } from './ground/platform/data-home.ts';
import { openDatabase } from './ground/platform/database.ts';
import { endExplained } from './ground/platform/explain.ts';

async function migrate({ json }: { json: boolean }): Promise<void> {
  try {
    const config = readConfig(process.env);
    const home = dataHome(path.resolve(import.meta.dirname, '..'), config.dataFolder);
    makeHome(home);
    refuseFullDisk(home);
    const lock = await takeHome(home);
    const { databaseUrl: owner, databaseAppUrl: app, databaseIntakeUrl: intake } = config;
    const database = await openDatabase(home, { owner, app, intake });
    await database.stop();
    lock.close();
    if (json) answer({ migrated: database.migrated });
    else if (database.migrated.length === 0) say('数据库已是最新 / the database is up to date');
    else say(`已执行 / ran:\n${database.migrated.map((name) => `  ${name}`).join('\n')}`);
  } catch (error) {
    await endExplained(error, json);
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

/** `zhengming migrate`: brings the database to the schema of this version; forward only, in one transaction. */
export function command(): Command {
  return new Command('migrate')
    .description('升级数据库到本版本 / bring the database to the schema of this version')
    .option('--json', '以 JSON 报告 / report as JSON', false)
    .action(migrate);
}
