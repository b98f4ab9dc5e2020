// Pages of docs/ that are made from the program itself. `npm run docs` writes them; test/tidy.test.ts compares.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SETTINGS } from '../src/ground/config/settings.ts';
import type { RefusalKind } from '../src/ground/kernel/refusal.ts';
import type { Messages } from '../src/ground/platform/messages.ts';
import { STATUS } from '../src/ground/platform/problem.ts';

const root = path.resolve(import.meta.dirname, '..');
const REFUSAL = /new Refusal\(\s*'(\w+)',\s*'([\w.]+)'/g;

/** Every `new Refusal('kind', 'code'` in the source, tests apart: code → kinds. */
export function refusalsInSource(): ReadonlyMap<string, ReadonlySet<RefusalKind>> {
  const found = new Map<string, Set<RefusalKind>>();
  for (const file of globSync('src/**/*.ts', { cwd: root }).filter((name) => !name.endsWith('.test.ts'))) {
    for (const [, kind, code] of readFileSync(path.join(root, file), 'utf8').matchAll(REFUSAL)) {
      found.set(code!, (found.get(code!) ?? new Set()).add(kind as RefusalKind));
    }
  }
  return found;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** docs/errors.md: each code with its sentences, area by area. */
export function errorsPage(messages: Messages): string {
  const kinds = refusalsInSource();
  // Words of codes are told with the table that has the code.
  const areas = Map.groupBy(
    [...messages.keys()].filter((code) => !code.startsWith('word.')).sort(),
    (code) => code.split('.')[0]!,
  );
  const lines = [
    '# 提示与错误代码 / Codes',
    '',
    '由各模块的 `*-messages.ts` 生成（`npm run docs`）。代码稳定，不改义、不复用；`{…}` 是随附的事实。',
    '“状态”为接口返回的 HTTP 状态；没有状态的是逐行检查、规则包检查等的提示。',
    '',
    "Made from the modules' `*-messages.ts` (`npm run docs`). A code is stable and never reused; `{…}` is a fact that comes with it.",
    'The status is that of the HTTP answer; codes without one are findings in rows, packs and the like.',
  ];
  for (const [area, codes] of areas) {
    lines.push('', `## ${area}`, '', '| 代码 code | 状态 status | 中文 | English |', '|---|---|---|---|');
    for (const code of codes) {
      const { zh, en } = messages.get(code)!;
      const status = [...(kinds.get(code) ?? [])]
        .map((kind) => STATUS[kind])
        .sort()
        .join(', ');
      lines.push(`| \`${code}\` | ${status} | ${cell(zh)} | ${cell(en)} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The table of settings in docs/operations.md, between its two marks. */
export function withSettings(operations: string): string {
  const rows = Object.entries(SETTINGS).map(([key, { zh, en }]) => `| \`${key}\` | ${cell(zh)} | ${cell(en)} |`);
  const table = ['| 键 key | 说明 | meaning |', '|---|---|---|', ...rows].join('\n');
  return operations.replace(/(<!-- settings -->\n)[\s\S]*?(<!-- end of settings -->)/, `$1${table}\n$2`);
}
