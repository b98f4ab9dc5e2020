import { resolve } from 'node:path';
import { Command } from 'commander';
import { answer, EXIT, say } from '../platform/cli.ts';
import { DEFAULT_PACK, LAW_FOLDER, readLaw } from './load.ts';
import { faultLine } from './pack-fault.ts';

type Options = { readonly json?: true; readonly pack: string };

export function command(): Command {
  const law = new Command('law').description('规则包：校验、案例、比较 / law packs: check, cases, compare');
  law
    .command('load')
    .argument('[dir]', 'folder of the packs', LAW_FOLDER)
    .option('--pack <code>', 'the lowest pack of the stack', DEFAULT_PACK)
    .option('--json', 'one JSON line per fault, then the edition')
    .description('校验规则包并显示版本 / check a stack of packs and show its edition')
    .action(load);
  return law;
}

/** Checks a stack; what it prints as edition is what three people would adopt. Exit 1 when there are faults. */
function load(dir: string, { json, pack }: Options): void {
  const { law, faults } = readLaw({ root: resolve(dir), pack });
  for (const fault of faults) {
    if (json) answer(fault);
    else say(faultLine(fault, 'zh'));
  }
  const packs = law?.packs.map((head) => head.pack) ?? [];
  if (json) answer({ summary: { ok: law !== undefined, faults: faults.length, packs, edition: law?.edition ?? null } });
  else if (law) process.stdout.write(`${packs.join(' → ')}\n${law.edition}\n`);
  else say(`${faults.length} 处错误 / faults`);
  if (law === undefined) process.exitCode = EXIT.failed;
}
