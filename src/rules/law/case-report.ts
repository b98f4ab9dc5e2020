import type { LawCase, Questions } from './case.ts';
import { ASK_WORDS, keyWords, valueWords } from './case-words.ts';
import { type CaseResult, casesOf, runCase } from './cases.ts';
import { chineseDay, chineseNumber } from './citing.ts';
import { Law } from './law.ts';
import { type ArticleRef, KINDS, type Kind, type Named, type Ruled } from './pack.ts';
import type { PackFile } from './pack-reader.ts';
import type { PackSource, Placed } from './pack-stack.ts';
import { codeOf } from './rule-code.ts';

/** Beside this a column would be wider than a screen: expected and found then stand one below the other. */
const WIDEST = 40;

type Around = { readonly law: Law; readonly sources: readonly PackSource[]; readonly more: Questions };

/**
 * A case that failed, as a lawyer reads it: where it lies, its article in words, what it says, what it expected beside what the program
 * found, and each rule that the answer came from with its file, line and articles.
 */
export function caseReport(result: CaseResult, around: Around, outside: readonly PackFile[] = []): string {
  const one = caseOf(result, around.sources, outside);
  const lines = [
    `✗ 案例 ${result.case}　${result.file}:${result.line}`,
    `  依据　${articleInWords(around.law, one.article)}`,
    `  案情　${one.says}`,
    `  问　　${ASK_WORDS[one.ask] ?? ''} ${one.ask}，在${chineseDay(one.on)}`,
    ...sideBySide(result),
    ...rulesRead(one, around),
  ];
  return `${lines.join('\n')}\n`;
}

function caseOf(result: CaseResult, sources: readonly PackSource[], outside: readonly PackFile[]): LawCase {
  const own = outside.flatMap(({ path, content }) =>
    path === result.file ? (content as { cases: LawCase[] }).cases : [],
  );
  const all =
    result.pack === null
      ? own
      : casesOf(sources)
          .filter(({ pack }) => pack === result.pack)
          .map(({ one }) => one);
  return all.find((one) => one.case === result.case)!;
}

/** 《中华人民共和国行政处罚法》第八十五条（xzcf:85） */
function articleInWords(law: Law, ref: ArticleRef): string {
  const [id = '', name = ''] = ref.split(':');
  const act = law.stack.flatMap(({ instruments }) => instruments).find(({ instrument }) => instrument === id);
  const number = /^\d+/.exec(name)?.[0];
  const article = number === undefined || number === '0' ? '' : `第${chineseNumber(Number(number))}条`;
  return `《${act?.title ?? id}》${article}（${ref}）`;
}

function sideBySide({ mismatches, file }: CaseResult): string[] {
  const rows = mismatches.map(({ at, expected, actual, line }) => [
    keyWords(at),
    valueWords(expected),
    valueWords(actual),
    `${file}:${line}`,
  ]);
  const table = [['', '案例预期', '程序得出', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => width(row[column]!))));
  if (Math.max(...widths) > WIDEST) {
    return rows.flatMap(([key, expected, found, place]) => [
      `  ${key}　${place}`,
      `    案例预期　${expected}`,
      `    程序得出　${found}`,
    ]);
  }
  return table.map((row) => `  ${row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Chinese characters and their punctuation take two columns of a terminal. */
const width = (text: string): number => [...text].reduce((sum, char) => sum + (char >= '\u2e80' ? 2 : 1), 0);
const padded = (text: string, to: number): string => `${text}${' '.repeat(Math.max(0, to - width(text)))}`;

/** The rules that the answer read by their code, heard while the case runs once more; lists read as a whole name none. */
function rulesRead(one: LawCase, { law, sources, more }: Around): string[] {
  const keys = new Set<string>();
  const listening = new Law(law.stack, { edition: law.edition, calendar: law.calendar, trace: (key) => keys.add(key) });
  runCase(one, listening, sources, more);
  const placed = sources.flatMap((source) =>
    KINDS.flatMap((kind) =>
      (source[kind] as readonly Placed<Partial<Ruled & Named>>[]).filter((of) => keys.has(keyOf(kind, of))),
    ),
  );
  if (placed.length === 0) return [];
  return [
    '  所用规则',
    ...placed.map(({ file, path, rule }) => {
      const articles = (rule.basis ?? []).map((ref) => articleInWords(law, ref)).join('、');
      return `    ${file.path}:${file.lineOf(path)}　${[codeOf(rule), rule.name].filter(Boolean).join(' ')}　${articles}`;
    }),
  ];
}

const keyOf = (kind: Kind, { rule }: Placed<object>): string => `${kind}:${codeOf(rule)}`;
