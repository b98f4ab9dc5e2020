import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { Command } from 'commander';

// Type stripping 200 modules costs a third of a second at each start; from the cache nothing.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/zhengming'));

/** Each command is loaded only when it is called: `zhengming id` must not pay for the web server. */
const COMMANDS: Record<string, { about: string; load: () => Promise<{ command: () => Command }> }> = {
  serve: { about: '启动服务 / serve web and workers', load: () => import('./serve-cli.ts') },
  migrate: { about: '升级数据库 / bring the database to this version', load: () => import('./migrate-cli.ts') },
  law: { about: '规则包 / the law packs', load: () => import('./law-cli.ts') },
  days: { about: '工作日计算 / working days', load: () => import('./rules/law/days-cli.ts') },
  admin: { about: '管理账号 / administration', load: () => import('./ground/access/admin-cli.ts') },
  id: {
    about: '识别并校验代码 / check identifiers',
    load: () => import('./names/subjects/identifiers/identifier-cli.ts'),
  },
  intake: { about: '归集校验 / check a file before it is sent', load: () => import('./facts/intake/intake-cli.ts') },
  check: { about: '查询有效信用信息 / ask what stands in force', load: () => import('./facts/checks/check-cli.ts') },
  screen: {
    about: '按名称或代码查主体 / find parties by name or code',
    load: () => import('./screen-file-cli.ts'),
  },
  verify: {
    about: '核对流水账与存证日志 / verify journal and log',
    load: () => import('./ground/proof/verify/verify-cli.ts'),
  },
  'verify-bundle': {
    about: '离线核对案卷证据包 / check the bundle of a case, offline',
    load: () => import('./rights/bundles/verify-bundle-cli.ts'),
  },
  witness: {
    about: '见证存证日志并副署 / watch logs and cosign them',
    load: () => import('./ground/proof/witness/witness-cli.ts'),
  },
  backup: { about: '备份 / back up', load: () => import('./ground/backup/backup-cli.ts') },
  key: { about: '保险库主密钥 / the master key of the vault', load: () => import('./ground/vault/key-cli.ts') },
  restore: { about: '从备份恢复 / restore from a backup', load: () => import('./ground/backup/restore-cli.ts') },
  screening: {
    about: '比对引擎校准 / calibrate the screening',
    load: () => import('./names/screening/screening-cli.ts'),
  },
};

// Who reads the output may have seen enough (`| head`). What is not done by then is not done, and no success is told: 128 + SIGPIPE.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(141);
});

const program = new Command('zhengming').description('正名: public-credit records kept lawfully').version('0.1.0');
const name = process.argv[2];
const chosen = name === undefined ? undefined : COMMANDS[name];
if (chosen) {
  program.addCommand((await chosen.load()).command());
} else {
  for (const [commandName, { about }] of Object.entries(COMMANDS)) program.command(commandName).description(about);
}
await program.parseAsync();
