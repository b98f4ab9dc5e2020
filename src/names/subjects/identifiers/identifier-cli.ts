import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Command, Option } from 'commander';
import { chinaDate, type PlainDate } from '../../../ground/kernel/plain-date.ts';
import { EXIT } from '../../../ground/platform/cli.ts';
import type { IdentifierKind, Inspection } from './identifier.ts';
import { KIND_NAMES, type Lang } from './identifier-messages.ts';
import { inspect } from './inspect.ts';

type Options = { json?: boolean; lang: Lang; kind?: IdentifierKind };

const FLUSH_LENGTH = 65_536;
const MARKS: Readonly<Record<string, string>> = { error: '✗', warning: '!', note: '·' };

async function* valuesOf(args: readonly string[]): AsyncGenerator<string> {
  for (const arg of args) {
    if (arg === '-') yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    else yield arg;
  }
}

function forPerson({ value, normalised, kind, valid, problems }: Inspection, lang: Lang): string {
  const verdict = valid ? (lang === 'zh' ? '有效' : 'valid') : lang === 'zh' ? '无效' : 'not valid';
  const shown = normalised === value ? value : `${value} → ${normalised}`;
  const lines = problems.map(({ severity, message }) => `    ${MARKS[severity]} ${message}`);
  return [`${verdict}  ${KIND_NAMES[kind]![lang]}  ${shown}`, ...lines].join('\n');
}

/** Answers go out in large pieces and wait for a slow reader, so that memory stays flat however long the input is. */
async function answerAll(args: readonly string[], { json, lang, kind }: Options, today: PlainDate): Promise<boolean> {
  let allValid = true;
  let waiting = '';
  for await (const value of valuesOf(args)) {
    const inspection = inspect(value, kind, { lang, today });
    allValid &&= inspection.valid;
    waiting += `${json ? JSON.stringify(inspection) : forPerson(inspection, lang)}\n`;
    if (waiting.length < FLUSH_LENGTH) continue;
    if (!process.stdout.write(waiting)) await once(process.stdout, 'drain');
    waiting = '';
  }
  process.stdout.write(waiting);
  return allValid;
}

/** `zhengming id VALUE… [--json]`; `-` reads lines. Exit 0: all valid, 2: some are not. */
export function command(): Command {
  const kinds = Object.keys(KIND_NAMES).filter((kind) => kind !== 'unknown');
  return new Command('id')
    .description('识别、规范化并校验代码 / recognise, normalise and check identifiers')
    .argument(
      '<values...>',
      'values, or - for lines from standard input (better for resident numbers: no shell history)',
    )
    .option('--json', 'one JSON line for each value')
    .addOption(new Option('--kind <kind>', 'judge every value as this kind').choices(kinds))
    .addOption(new Option('--lang <lang>', 'language of messages').choices(['zh', 'en']).default('zh'))
    .action(async (values: string[], options: Options) => {
      const allValid = await answerAll(values, options, chinaDate(new Date()));
      process.exitCode = allValid ? EXIT.ok : EXIT.refused;
    });
}
