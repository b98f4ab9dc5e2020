import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { chinaDate, type PlainDate, plainDateOf } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { answer, EXIT, say } from '../../ground/platform/cli.ts';
import { readRows } from '../../ground/reading/index.ts';
import { loadLaw } from '../../rules/law/index.ts';
import { type CheckedChunk, checkRows } from './checking/check-rows.ts';
import { printProblem } from './checking/problem.ts';
import type { CheckedRow } from './checking/row-checker.ts';
import { itemsFor, sendingLateness } from './intake-law.ts';
import { noteLine, refusalLine, rowLine, type Summary, tally } from './intake-report.ts';
import { rowGate } from './row-gate.ts';
import { sendCommand } from './send-cli.ts';

type Options = { readonly item?: string; readonly json?: true; readonly today?: string };

export function command(): Command {
  const intake = new Command('intake').description('归集 / files from other bodies');
  intake
    .command('check')
    .description('逐行校验，不保存 / check every row, store nothing; exit 0 all good, 2 some refused, 1 unreadable')
    .argument('<file>', 'xlsx, xls, csv, delimited text, ndjson')
    .option('--item <item>', 'penalty, licence, organisation …; found by the headings when left out')
    .option('--json', 'one JSON line a row, a summary as the last')
    .option('--today <day>', 'the day of submission, YYYY-MM-DD; today in China when left out')
    .action(check);
  return intake.addCommand(sendCommand());
}

async function check(file: string, options: Options): Promise<void> {
  const json = options.json === true;
  try {
    const today = options.today === undefined ? chinaDate(new Date()) : plainDateOf(options.today);
    const { rejected } = await checkFile(file, today, options.item, json);
    process.exitCode = rejected > 0 ? EXIT.refused : EXIT.ok;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (json) answer({ error: error.code, facts: error.facts });
    say(refusalLine(error.code, error.facts));
    process.exitCode = EXIT.failed;
  }
}

async function checkFile(file: string, today: PlainDate, item: string | undefined, json: boolean): Promise<Summary> {
  const began = performance.now();
  const law = loadLaw();
  const counts = tally();
  const progress = await progressOf(file);
  let found: string | undefined;
  let firstSheet: number | undefined;
  try {
    const gate = rowGate(law, today);
    const options = { items: itemsFor(law, today, item), today, latenessOf: sendingLateness(law, today), gate };
    for await (const chunk of checkRows(readRows(file), options)) {
      found = chunk.header.item.code;
      if (chunk.rows.length > 0) firstSheet ??= chunk.sheet.index;
      const sheet = chunk.sheet.index === (firstSheet ?? chunk.sheet.index) ? undefined : chunk.sheet.name;
      for (const note of chunk.notes) say(noteLine(note));
      for (const row of chunk.rows) counts.add(row);
      await write(chunk.rows.map((row) => (json ? JSON.stringify(rowLine(row, chunk, sheet)) : spoken(row, chunk))));
      progress.at(counts.of(0).rows);
    }
  } finally {
    progress.stop();
  }
  const summary = counts.of((performance.now() - began) / 1000, found);
  await write([json ? JSON.stringify({ summary }) : summaryLine(summary)]);
  return summary;
}

/** For a person: only rows that need one. */
function spoken({ raw, problems }: CheckedRow, { sheet }: CheckedChunk): string {
  return problems
    .filter(({ severity }) => severity !== 'note')
    .map((problem) => {
      const { cell, code, message, messageEn, severity, rule, article } = printProblem(problem, raw.number);
      const place = [sheet.name, cell ?? `第${raw.number}行`].filter(Boolean).join(' ');
      return `${severity === 'error' ? '✗' : '!'} ${place} ${code} ${message} / ${messageEn} (${[rule, article].filter(Boolean).join(' · ')})`;
    })
    .join('\n');
}

function summaryLine({ rows, ok, rejected, warnings, seconds, item }: Summary): string {
  return `${item ?? ''} 共${rows}行，合格${ok}，拒收${rejected}，提醒${warnings}，${seconds}秒 / ${rows} rows, ${ok} good, ${rejected} refused, ${warnings} with warnings`;
}

/** Waits where the reader of our output is slow, so that memory stays flat. */
async function write(lines: readonly string[]): Promise<void> {
  const text = lines.filter((line) => line !== '').join('\n');
  if (text !== '' && !process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

type Progress = { readonly at: (rows: number) => void; readonly stop: () => void };

/** A bar on a terminal once it takes longer than a second; rows are not known beforehand, so it counts. */
async function progressOf(file: string): Promise<Progress> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  if (!process.stderr.isTTY || size < 1_000_000) return { at: () => undefined, stop: () => undefined };
  const began = performance.now();
  const bar = new SingleBar({ format: '校验 / checking {value} 行 rows {duration_formatted}', stream: process.stderr });
  let started = false;
  return {
    at(rows) {
      if (!started && performance.now() - began > 1000) {
        bar.start(0, rows);
        started = true;
      }
      if (started) bar.update(rows);
    },
    stop: () => bar.stop(),
  };
}
