import { Command, Option } from 'commander';
import type { Role } from './app.ts';
import { readConfig } from './ground/config/config.ts';
import { Refusal } from './ground/kernel/refusal.ts';
import { answer, EXIT, say } from './ground/platform/cli.ts';
import { endExplained } from './ground/platform/explain.ts';
import { faultLine, PackRefusal } from './rules/law/index.ts';
import { type Running, start } from './serve.ts';

type Options = { role: Role; demo: boolean; json: boolean };

/** Settles with the first request to stop; a second one does not wait for anything. */
function stopRequests(): { interrupted: AbortSignal; requested: Promise<'signal'> } {
  const controller = new AbortController();
  const requested = new Promise<'signal'>((resolve) => {
    const onSignal = (name: NodeJS.Signals) => {
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
      say('正在停止…… / Stopping…');
      controller.abort();
      resolve('signal');
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  });
  return { interrupted: controller.signal, requested };
}

function greet({ address, home, demoAccounts }: Running, options: Options): void {
  if (options.json) {
    answer({ address, home, demoAccounts });
    return;
  }
  const lines = [
    `正名已启动 / Zhengming is up: ${address}`,
    `  工作台 Console   ${address}/office/`,
    `  公示平台 Portal  ${address}/`,
    `  接口说明 API     ${address}/openapi.json`,
    `  数据目录 Data    ${home}`,
  ];
  if (options.demo && demoAccounts.length === 0) lines.push('  没有载入演示数据 / no demonstration is loaded');
  if (demoAccounts.length > 0) lines.push('  演示账号 Demonstration accounts:');
  for (const { name, password, post } of demoAccounts) lines.push(`    ${name}  ${password}  ${post}`);
  lines.push('按 Ctrl-C 停止 / Ctrl-C stops it');
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function serve(options: Options): Promise<void> {
  const { interrupted, requested } = stopRequests();
  try {
    const given = readConfig(process.env);
    const config = options.demo ? Object.freeze({ ...given, demonstration: true }) : given;
    say('正在启动…… / Starting…');
    const running = await start(config, options.role, interrupted);
    greet(running, options);
    const reason = await Promise.race([requested, running.databaseEnded]);
    await running.stop();
    if (reason === 'signal') say('已停止 / Stopped.');
    else await endExplained(new Refusal('busy', 'start.database_stopped', reason), options.json);
  } catch (error) {
    if (error instanceof PackRefusal) for (const fault of error.faults) say(faultLine(fault, 'zh'));
    if (interrupted.aborted) say('已停止 / Stopped.');
    else await endExplained(error, options.json);
  }
  // Whatever still holds the loop open (a socket that a client keeps) must not keep the terminal.
  process.exit(process.exitCode ?? EXIT.ok);
}

/** `zhengming serve`: the web and the workers, until it is told to stop. */
export function command(): Command {
  return new Command('serve')
    .description('启动服务 / serve web and workers')
    .addOption(
      new Option('--role <role>', '只提供网页，或只做后台 / split web and workers')
        .choices(['all', 'web', 'work'])
        .default('all'),
    )
    .option('--demo', '载入虚构的演示数据 / with an invented bureau', false)
    .option('--json', '启动后以 JSON 报告 / report as JSON', false)
    .action(serve);
}
