/** `zhengming screen`: looks names or codes up in a list, with no database. */
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { csvRows, decodeText } from './csv.ts';
import { linesOf } from './input-lines.ts';
import { readListFile } from './list-file.ts';
import { CLASS_WORDS } from './name-classes.ts';
import { ScreeningRefusal } from './refusal.ts';
import { type Answer, isTop, type Query, Screener } from './screen.ts';
import { SCREENING_MESSAGES } from './screening-messages.ts';
import type { Segment } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { sheetHeads } from './sheet-heads.ts';
import type { Snapshot } from './snapshot.ts';
import type { Thresholds } from './thresholds.ts';
import { readThresholds } from './thresholds-file.ts';

export type ScreenOptions = { list?: string; json?: boolean; top: string; thresholds?: string };

export function command(): Command {
  return new Command('screen')
    .description('在名单中按名称或统一社会信用代码查找主体 / find parties on a list by name or by code')
    .argument(
      '<query...>',
      '名称、代码、CSV 文件，或 - 表示逐行读标准输入 / names, codes, a CSV file, or - for standard input',
    )
    .option('--list <csv>', '名单：id,name,uscc / the list')
    .option('--json', '每个查询一行 JSON / one JSON line a query')
    .option('--top <n>', '每个查询最多返回条数 / most hits a query', '5')
    .option('--thresholds <file>', '校准所得阈值 / thresholds from a calibration')
    .action((queries: string[], options: ScreenOptions) => endRefused(() => screenAll(queries, options)));
}

/** The list that was named and how its hits are judged. @throws {ScreeningRefusal} `screening.list_missing`, `screening.list_unreadable` */
export function openList(options: ScreenOptions): { snapshot: Snapshot; thresholds: Thresholds | undefined } {
  if (options.list === undefined) throw new ScreeningRefusal('screening.list_missing');
  const thresholds = options.thresholds === undefined ? undefined : readThresholds(options.thresholds);
  const builder = new SegmentBuilder();
  for (const record of readListFile(options.list)) {
    try {
      builder.add(record);
    } catch (error) {
      // A line of the list with no letter in its name finds nobody; the rest of the list does.
      if (!(error instanceof ScreeningRefusal)) throw error;
      process.stderr.write(`${error.code} ${JSON.stringify(error.facts)}\n`);
    }
  }
  return { snapshot: { segments: [{ segment: builder.build(), dead: undefined }], revision: 1 }, thresholds };
}

/** Answers on standard output, one after the other. */
export async function screenAll(queries: string[], options: ScreenOptions, rowsOf: RowsOf = rowsOfFile): Promise<void> {
  const top = topOf(options);
  const { snapshot, thresholds } = openList(options);
  const screener = new Screener(snapshot, thresholds);
  warmUp(screener, snapshot.segments[0]!.segment);
  const print = options.json ? jsonLine : textLines;
  for await (const { text, query } of questions(queries, rowsOf)) {
    const start = performance.now();
    const answer = screener.screen(query, top);
    const microseconds = Math.round((performance.now() - start) * 1000);
    await write(print(text, answer, microseconds));
  }
}

/** Told before the list is read, and where nothing is asked too. @throws {ScreeningRefusal} `screening.top_out_of_range` */
function topOf({ top }: ScreenOptions): number {
  const wanted = Number(top);
  if (!isTop(wanted)) throw new ScreeningRefusal('screening.top_out_of_range', { top });
  return wanted;
}

/** Names of the list itself, so that the first question is not the one that waits for the compiler. */
function warmUp(screener: Screener, segment: Segment): void {
  const stop = performance.now() + WARM_UP_MS;
  for (let i = 0; i < WARM_UP_NAMES && segment.recordCount > 0 && performance.now() < stop; i += 1) {
    screener.screen({ name: segment.nameOf((i * 7919) % segment.recordCount) });
  }
}

/** Waits while the reader of standard output is slower than we are. */
function write(text: string): Promise<void> | undefined {
  if (process.stdout.write(text)) return undefined;
  return new Promise((resolve) => {
    process.stdout.once('drain', resolve);
  });
}

const WARM_UP_MS = 250;
const WARM_UP_NAMES = 3_000;

export type Question = { text: string; query: Query };
/** Reads a file of questions. The library reads csv; who can read workbooks brings it along. */
export type RowsOf = (file: string) => Iterable<Question> | AsyncIterable<Question>;
/** No party is called so: who says it means a file. */
const FILE_NAME = /\.(csv|txt|xlsx?)$/i;

async function* questions(queries: string[], rowsOf: RowsOf): AsyncGenerator<Question> {
  for (const query of queries) {
    if (query === '-') yield* linesOfInput();
    else if (existsSync(query)) yield* rowsOf(query);
    else if (FILE_NAME.test(query)) throw new ScreeningRefusal('screening.file_unreadable');
    else yield { text: query, query: { name: query } };
  }
}

/** Every line is answered, an empty one too: the n-th answer is that of the n-th line. */
async function* linesOfInput(): AsyncGenerator<Question> {
  for await (const line of linesOf(process.stdin)) {
    yield { text: line, query: { name: line.trim() } };
  }
}

/** @throws {ScreeningRefusal} `screening.file_unreadable`: a folder, too large, or a workbook, whatever its name says */
export function* rowsOfFile(file: string): Generator<Question> {
  const rows = csvRows(textIn(file));
  const first = rows.next().value;
  if (!first) return;
  const { name, code } = sheetHeads(first);
  if (name < 0 && code < 0) yield* questionOf(first[0], undefined);
  for (const row of rows) yield* questionOf(row[name < 0 && code < 0 ? 0 : name], row[code]);
}

function textIn(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (!isWorkbook(bytes)) return decodeText(bytes);
  } catch (error) {
    const { code: reason = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ScreeningRefusal('screening.file_unreadable', { reason });
  }
  throw new ScreeningRefusal('screening.file_unreadable', { reason: 'workbook' });
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OLE = Buffer.from('d0cf11e0', 'hex');

/** By its first bytes: a package (xlsx), or what was one before (xls). */
export function isWorkbook(bytes: Buffer): boolean {
  return [ZIP, OLE].some((mark) => bytes.subarray(0, mark.length).equals(mark));
}

function* questionOf(name = '', code = ''): Generator<Question> {
  const query = { ...(name.trim() ? { name: name.trim() } : {}), ...(code.trim() ? { code: code.trim() } : {}) };
  if (query.name !== undefined || query.code !== undefined) yield { text: name || code, query };
}

function jsonLine(query: string, answer: Answer, microseconds: number): string {
  const hits = answer.hits.map(({ id, name, similarity, class: nameClass, decision }) => ({
    id,
    name,
    similarity: Math.round(similarity * 10_000) / 10_000,
    class: nameClass,
    decision,
  }));
  return `${JSON.stringify({ query, hits, microseconds })}\n`;
}

const DECISION_WORDS = { strong: '高度吻合', look: '须人工核对', none: '仅供参考' } as const;

function textLines(query: string, answer: Answer): string {
  const lines = answer.hits.map((hit) => {
    const words = CLASS_WORDS[hit.class];
    return `  ${hit.name}  [${hit.id}]  ${words.title.zh}，${DECISION_WORDS[hit.decision]}；${words.settledBy.zh}`;
  });
  if (answer.code === 'wrong_check') lines.unshift('  代码校验位不符 / the check character of the code is wrong');
  return `${query}\n${lines.length === 0 ? '  无 / none' : lines.join('\n')}\n`;
}

/** Ends with exit code 1 and the refusal in both languages, or as JSON on standard output is kept for answers only. */
export async function endRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ScreeningRefusal)) throw error;
    const { zh, en } = SCREENING_MESSAGES[error.code];
    process.stderr.write(`${error.code} ${zh} / ${en} ${JSON.stringify(error.facts)}\n`);
    process.exitCode = 1;
  }
}
