import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { fill } from '../../ground/kernel/telling.ts';
import { answer, EXIT, say } from '../../ground/platform/cli.ts';
import { endExplained } from '../../ground/platform/explain.ts';
import { readKey } from '../../ground/proof/index.ts';
import { BUNDLE_MESSAGES } from './bundle-messages.ts';
import { verifyBundle } from './verify-bundle-commands.ts';

type Options = { readonly key?: string; readonly json: boolean };

/** @throws {Refusal} invalid `proof.key_wanted`, `proof.unreadable`, `bundle.unreadable` */
function check(file: string, { key, json }: Options): void {
  if (key === undefined) throw new Refusal('invalid', 'proof.key_wanted');
  let zip: Buffer;
  try {
    zip = readFileSync(file);
  } catch (error) {
    throw new Refusal('invalid', 'proof.unreadable', { file, reason: (error as NodeJS.ErrnoException).code });
  }
  const checked = verifyBundle(zip, readKey(key));
  if (json) answer(checked);
  for (const finding of json ? [] : checked.findings) {
    const { zh, en } = BUNDLE_MESSAGES[finding.code as keyof typeof BUNDLE_MESSAGES];
    const facts = { file: finding.file, ...finding.facts };
    process.stdout.write(`${fill(zh, facts)} / ${fill(en, facts)}\n`);
  }
  const { files, entries, findings } = checked;
  if (findings.length > 0) process.exitCode = EXIT.refused;
  say(
    `文件 ${files} 个，存证 ${entries} 笔，不符 ${findings.length} 处 / ${files} files, ${entries} entries, ${findings.length} findings`,
  );
}

/** `zhengming verify-bundle FILE --key KEY`: offline, with no database and no network. */
export function command(): Command {
  return new Command('verify-bundle')
    .description(
      '离线核对一个案卷证据包 / check the bundle of a case, offline; exit 0 all agrees, 2 it does not, 1 could not be looked at',
    )
    .argument('<file>', '案卷证据包 / the bundle')
    .option('--key <key>', '所信任的日志公钥（/log/key） / public key of the log that you trust')
    .option('--json', '以 JSON 输出 / the answer as JSON', false)
    .action(async (file: string, options: Options) => {
      try {
        check(file, options);
      } catch (error) {
        await endExplained(error, options.json);
      }
      process.exit(process.exitCode ?? EXIT.ok);
    });
}
