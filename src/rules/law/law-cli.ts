import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { answer, EXIT, say } from '../../ground/platform/cli.ts';
import type { Questions } from './case.ts';
import { caseReport } from './case-report.ts';
import { runCases, runOutside } from './cases.ts';
import { diffLaws, type RuleChange } from './law-diff.ts';
import { DEFAULT_PACK, LAW_FOLDER, readLaw } from './load.ts';
import { readOutsideCases } from './outside-cases.ts';
import { faultLine, type PackFault } from './pack-fault.ts';

type Options = { readonly json?: true; readonly pack: string };

/** `more` answers what cases ask that the law alone cannot answer. */
export function command(more: Questions): Command {
  const law = new Command('law').description('规则包：校验、案例、比较 / law packs: check, cases, compare');
  law
    .command('load')
    .argument('[dir]', 'folder of the packs', LAW_FOLDER)
    .option('--pack <code>', 'the lowest pack of the stack', DEFAULT_PACK)
    .option('--json', 'one JSON line per fault, then the edition')
    .description('校验规则包并显示版本 / check a stack of packs and show its edition')
    .action(load);
  law
    .command('test')
    .argument('[paths...]', 'folder of the packs, or files of cases that lie outside them')
    .option('--pack <code>', 'the lowest pack of the stack', DEFAULT_PACK)
    .option('--json', 'one JSON line per case, then the summary')
    .description(
      '运行规则包旁的案例，或者所列文件中的案例 / run the cases beside the packs, or those of the files named',
    )
    .action((paths: string[], options: Options) => test(paths, options, more));
  law
    .command('diff')
    .argument('<before>', 'folder of the packs as they are')
    .argument('<after>', 'folder of the packs as they would be')
    .option('--pack <code>', 'the lowest pack of both stacks', DEFAULT_PACK)
    .option('--json', 'one JSON line per change, then both editions')
    .description('比较两套规则包 / compare two stacks, rule by rule')
    .action(diff);
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

/**
 * Runs the cases beside the packs, or only those of the files named: with the packs of a folder named beside them, else with those
 * that come with the program. Exit 1 when a case fails, or the packs or the files have faults; 2 for what is not there.
 */
function test(paths: readonly string[], options: Options, more: Questions): void {
  const missing = paths.filter((path) => !existsSync(path));
  const folders = paths.filter((path) => !missing.includes(path) && statSync(path).isDirectory());
  if (missing.length > 0 || folders.length > 1) {
    say(
      missing.length > 0
        ? `没有这个文件 / no such file: ${missing.join(' ')}`
        : '只能指明一个规则包文件夹 / one folder of packs only',
    );
    process.exitCode = EXIT.refused;
    return;
  }
  const root = resolve(folders[0] ?? LAW_FOLDER);
  const { law, sources } = readLaw({ root, pack: options.pack });
  if (law === undefined) {
    load(root, options);
    return;
  }
  const named = paths.filter((path) => !folders.includes(path));
  const { files, faults } = readOutsideCases(named, sources);
  if (faults.length > 0) {
    tellFaults(faults, options);
    return;
  }
  const results = named.length > 0 ? runOutside(files, law, sources, more) : runCases(law, sources, more);
  for (const result of results) {
    if (options.json) answer(result);
    else if (!result.passed) say(caseReport(result, { law, sources, more }, files));
  }
  const failed = results.filter(({ passed }) => !passed).length;
  const summary = { passed: results.length - failed, failed };
  if (options.json) answer({ summary });
  else
    process.stdout.write(
      `${summary.passed} 个案例通过，${failed} 个不通过 / ${summary.passed} passed, ${failed} failed\n`,
    );
  if (failed > 0) process.exitCode = EXIT.failed;
}

function tellFaults(faults: readonly PackFault[], { json }: Options): void {
  for (const fault of faults) {
    if (json) answer(fault);
    else say(faultLine(fault, 'zh'));
  }
  if (json) answer({ summary: { ok: false, faults: faults.length } });
  else say(`${faults.length} 处错误 / faults`);
  process.exitCode = EXIT.failed;
}

/** Lists the rules that differ, each with its direction for the subject. Exit 1 when a stack has faults. */
function diff(beforeDir: string, afterDir: string, options: Options): void {
  const [before, after] = [beforeDir, afterDir].map((dir) => readLaw({ root: resolve(dir), pack: options.pack }).law);
  if (before === undefined || after === undefined) {
    load(before === undefined ? beforeDir : afterDir, options);
    return;
  }
  const changes = diffLaws(before.stack, after.stack);
  for (const change of changes) {
    if (options.json) answer(change);
    else process.stdout.write(`${changeLine(change)}\n`);
  }
  const summary = { changes: changes.length, before: before.edition, after: after.edition };
  if (options.json) answer({ summary });
  else process.stdout.write(`${summary.changes} 处变更 / changes: ${summary.before} → ${summary.after}\n`);
}

const CHANGE_WORDS = { added: '新增', removed: '删除', changed: '变更' } as const;
const DIRECTION_WORDS = {
  kinder: '有利 kinder',
  harsher: '不利 harsher',
  same: '无增减 same',
  other: '须审查 review',
} as const;

function changeLine({ pack, kind, code, change, direction, cells }: RuleChange): string {
  return `${pack} ${kind} ${code} ${CHANGE_WORDS[change]} ${DIRECTION_WORDS[direction]} ${cells.join(' ')}`.trimEnd();
}
