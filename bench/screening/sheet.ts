/**
 * A workbook of many rows screened against a long list, end to end, beside reading and writing the same workbook alone:
 *
 *     node --max-old-space-size=6000 bench/screening/sheet.ts [rows] [names]
 *
 * Both sides read with the same reader and write with the same writer; one asks a pool of a thread a core in between. Making the
 * list is not in it. Both sides in each of three rounds; the middle of the rounds' own ratios counts, on the wall and by processor time
of all threads. Exit code 1 where the whole takes four times as long as reading and writing, or longer.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import { readRows } from '../../src/ground/reading/index.ts';
import { AnswerCursor, type AnsweredRow, listAnswer } from '../../src/names/matching/list-answer.ts';
import { answeredList } from '../../src/names/matching/list-output-jobs.ts';
import { type ListPiece, ListReading } from '../../src/names/matching/list-rows.ts';
import { CLASS_WORDS, ScreeningPool, sheetHeads } from '../../src/names/screening/index.ts';
import { buildSegment } from '../../src/names/screening/screening-list.ts';
import { engineTables } from './engine-tables.ts';
import { questionSet } from './question-set.ts';

const [rows = 100_000, names = 1_000_000] = process.argv.slice(2).map(Number);
const MOST_TIMES = 4;
const ROUNDS = 3;
const folder = mkdtempSync(path.join(os.tmpdir(), 'zhengming-bench-sheet-'));
const [asked, told] = [path.join(folder, 'asked.xlsx'), path.join(folder, 'told.xlsx')];
const set = questionSet(engineTables(), names, rows / 2, 1);

async function writeAsked(): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: asked });
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['序号', '企业名称', '备注']).commit();
  for (let n = 0; n < rows; n += 1)
    sheet.addRow([n + 1, set.questions[n % set.questions.length]!.text, '虚构']).commit();
  await book.commit();
}

type Cost = { readonly seconds: number; readonly processorSeconds: number };
type Answering = (piece: ListPiece) => Promise<AnsweredRow[]>;

/** From opening the workbook to closing the one with answers. */
async function through(answering: Answering): Promise<Cost> {
  const start = performance.now();
  const before = process.cpuUsage();
  const reading = new ListReading(sheetHeads);
  const answers: AnsweredRow[] = [];
  for await (const piece of reading.pieces(readRows(asked))) answers.push(...(await answering(piece)));
  async function* inOrder() {
    yield* answers;
  }
  const { bytes } = await answeredList(asked, reading.layout, new AnswerCursor(inOrder()));
  await pipeline(bytes, createWriteStream(told));
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6 };
}

const NOBODY = listAnswer(undefined, '', '');
const alone: Answering = async ({ questions }) => questions.map(({ row }) => ({ row, answer: NOBODY }));

function screened(pool: ScreeningPool): Answering {
  return async ({ questions }) => {
    const found = await pool.screen(
      questions.map(({ row: _row, ...query }) => query),
      1,
    );
    return questions.map(({ row }, at) => {
      const { hits, code } = found[at]!;
      const hit = hits[0] && { ...hits[0], says: CLASS_WORDS[hits[0].class].title };
      return { row, answer: listAnswer(hit, hit?.id ?? '', code) };
    });
  };
}

try {
  await writeAsked();
  const segment = buildSegment(set.names.map((name, i) => ({ id: String(i), name })));
  const pool = new ScreeningPool({ segments: [{ segment, dead: undefined }], revision: 1 });
  await pool.screen(set.questions.slice(0, 4_000).map(({ text }) => ({ name: text })));
  await through(alone);
  const rounds: { whole: Cost; alone: Cost }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ alone: await through(alone), whole: await through(screened(pool)) });
  }
  await pool.stop();
  const middle = (of: (cost: Cost) => number) =>
    rounds.map((round) => of(round.whole) / of(round.alone)).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
  const times = middle(({ seconds }) => seconds);
  const each = rounds.map((round) => `${round.whole.seconds.toFixed(1)} : ${round.alone.seconds.toFixed(1)}`);
  console.log(
    `${rows} rows of xlsx against ${names} names: ${each.join(', ')} s; ${times.toFixed(2)} times, by processor ${middle(({ processorSeconds }) => processorSeconds).toFixed(2)}; below ${MOST_TIMES} is aimed at; load ${os.loadavg()[0]!.toFixed(1)}`,
  );
  process.exitCode = times < MOST_TIMES ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
