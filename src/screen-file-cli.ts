/** `zhengming screen` with `--out`: a file of any length screened into the same file with answers. No database is needed. */
import { createReadStream, createWriteStream, existsSync, realpathSync, statSync } from 'node:fs';
import { appendFile, open, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { Refusal } from './ground/kernel/refusal.ts';
import { endRefused } from './ground/platform/cli.ts';
import { readRows } from './ground/reading/index.ts';
import { AnswerCursor, type AnsweredRow, FILE_HEADS, listAnswer } from './names/matching/list-answer.ts';
import { answeredList } from './names/matching/list-output-jobs.ts';
import { type ListPiece, ListReading } from './names/matching/list-rows.ts';
import {
  CLASS_WORDS,
  DEFAULT_THRESHOLDS,
  ScreeningPool,
  ScreeningRefusal,
  sheetHeads,
  TABLES_EDITION,
} from './names/screening/index.ts';
import {
  endRefused as endScreening,
  isWorkbook,
  openList,
  type Question,
  rowsOfFile,
  type ScreenOptions,
  screenAll,
  command as screenCommand,
} from './names/screening/screen-cli.ts';

type Options = ScreenOptions & { out?: string };

export function command(): Command {
  return screenCommand()
    .option(
      '--out <file>',
      'csv 或 xlsx：保留原列，另加答案列；中断后重跑会接着做 / the same file with answer columns; goes on after a break',
    )
    .action((queries: string[], options: Options) => {
      const { out } = options;
      const work = out === undefined ? screenAll(queries, options, rowsOfAny) : screenFile(queries, out, options);
      return endScreening(() => work.catch((error) => told(error, options)));
    });
}

function told(error: unknown, options: Options): void {
  if (error instanceof Refusal) endRefused(error, options.json === true);
  throw error;
}

async function* rowsOfAny(file: string): AsyncGenerator<Question> {
  if (!isFile(file)) throw new ScreeningRefusal('screening.file_unreadable');
  if (!isWorkbook(await beginningOf(file))) {
    yield* rowsOfFile(file);
    return;
  }
  for await (const { questions } of new ListReading(sheetHeads).pieces(readRows(file))) {
    for (const { row: _row, ...query } of questions) yield { text: query.name ?? query.code ?? '', query };
  }
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;
const BEGINNING = 8;

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Before any work is done.
 * @throws {ScreeningRefusal} `screening.one_file`, `screening.file_unreadable`, `screening.out_kind`, `screening.out_is_file`
 */
async function checkFiles([file, ...others]: readonly string[], out: string): Promise<string> {
  if (others.length > 0) throw new ScreeningRefusal('screening.one_file');
  if (file === undefined || !isFile(file)) throw new ScreeningRefusal('screening.file_unreadable');
  const written = (await beginningOf(file)).subarray(0, 2).toString('latin1') === 'PK' ? '.xlsx' : '.csv';
  const ending = path.extname(out).toLowerCase();
  if (ENDINGS.includes(ending) && ending !== written) throw new ScreeningRefusal('screening.out_kind');
  if (existsSync(out) && realpathSync(out) === realpathSync(file)) throw new ScreeningRefusal('screening.out_is_file');
  return file;
}

const ENDINGS = ['.csv', '.xlsx', '.xls'];

async function screenFile(queries: readonly string[], out: string, options: Options): Promise<void> {
  const file = await checkFiles(queries, out);
  const { snapshot, thresholds } = openList(options);
  const pool = new ScreeningPool(snapshot, undefined, thresholds);
  const part = `${out}.part`;
  const kept = await keptPieces(part, markOf([file, options.list!], thresholds));
  const progress = new SingleBar({ format: '{value} 行 / rows  {duration_formatted}', stream: process.stderr });
  if (process.stderr.isTTY) progress.start(0, 0);
  let rows = 0;
  try {
    const reading = new ListReading(sheetHeads);
    for await (const piece of reading.pieces(readRows(file))) {
      rows += piece.questions.length;
      if (piece.number >= kept) await appendFile(part, `${JSON.stringify(await answersOf(pool, piece))}\n`);
      progress.update(rows);
    }
    const { kind, bytes } = await answeredList(file, reading.layout, new AnswerCursor(answersIn(part), FILE_HEADS));
    await pipeline(bytes, createWriteStream(`${out}.new`));
    await rename(`${out}.new`, out);
    await rm(part);
    process.stdout.write(`${JSON.stringify({ out, kind, rows, resumedRows: Math.min(rows, kept * 1_000) })}\n`);
  } finally {
    progress.stop();
    await pool.stop();
  }
}

/** Which files these are and by what they are judged: a half-done run is gone on with only for the same. */
function markOf(files: readonly string[], { version } = DEFAULT_THRESHOLDS): string {
  const which = files.map((file) => [file, statSync(file).size, statSync(file).mtimeMs]);
  return JSON.stringify([...which, TABLES_EDITION, version]);
}

/** Pieces that an earlier run has answered. A line that was broken off is cut away. */
async function keptPieces(part: string, mark: string): Promise<number> {
  let whole = 0;
  let pieces = -1;
  if (existsSync(part)) {
    for await (const line of readline.createInterface({
      input: createReadStream(part),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (pieces < 0 ? line !== mark : !line.endsWith('}]')) break;
      pieces += 1;
      whole += Buffer.byteLength(line) + 1;
    }
  }
  if (pieces < 0) await writeFile(part, `${mark}\n`);
  else if (whole !== statSync(part).size) await truncate(part, Math.min(whole, statSync(part).size));
  return Math.max(0, pieces);
}

async function answersOf(pool: ScreeningPool, { questions }: ListPiece): Promise<AnsweredRow[]> {
  const answers = await pool.screen(
    questions.map(({ row: _row, ...query }) => query),
    1,
  );
  return questions.map(({ row }, at) => {
    const { hits, code } = answers[at]!;
    const hit = hits[0] && { ...hits[0], says: CLASS_WORDS[hits[0].class].title };
    return { row, answer: listAnswer(hit, hit?.id ?? '', code) };
  });
}

async function* answersIn(part: string): AsyncGenerator<AnsweredRow> {
  let first = true;
  for await (const line of readline.createInterface({
    input: createReadStream(part),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (!first) yield* JSON.parse(line) as AnsweredRow[];
    first = false;
  }
}
