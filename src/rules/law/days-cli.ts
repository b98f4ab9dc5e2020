import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { type PlainDate, plainDateOf } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { EXIT } from '../../ground/platform/cli.ts';
import type { Law } from './law.ts';
import { LAW_MESSAGES } from './law-messages.ts';
import { loadLaw } from './load.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

type Options = { readonly json?: true };
const COUNT_LIMIT = 100_000;
/** Lines of answers kept before they are written out: one write per line would take most of the time. */
const CHUNK = 4_096;

export function command(): Command {
  const days = new Command('days').description(
    '工作日计算（依国务院办公厅放假安排通知）/ working days by the yearly notices',
  );
  days
    .command('add')
    .argument('<from>', 'YYYY-MM-DD, or - for lines "FROM N" on standard input')
    .argument('[count]', 'working days to add; the first day is not counted')
    .option('--json', 'one JSON line per answer')
    .action(async (from: string, count: string | undefined, { json }: Options) => {
      if (from === '-') await addLines(loadLaw(), json === true);
      else write([attempt(() => added(from, count ?? '', loadLaw()), json === true)]);
    });
  days
    .command('between')
    .argument('<from>')
    .argument('<to>', 'counted; the first day is not')
    .option('--json', 'one JSON line')
    .action((from: string, to: string, { json }: Options) => {
      write([attempt(() => between(from, to, loadLaw()), json === true)]);
    });
  return days;
}

type Added = { from: PlainDate; workingDays: number; result: PlainDate; edition: string };
type Between = { from: PlainDate; to: PlainDate; workingDays: number; edition: string };

/** @throws {Refusal} invalid `days.count`, `date.unreadable`; rule `calendar.year_unknown` */
function added(fromText: string, countText: string, law: Law): Added {
  const from = plainDateOf(fromText);
  const workingDays = /^\d{1,6}$/.test(countText) ? Number(countText) : Number.NaN;
  if (!(workingDays <= COUNT_LIMIT)) throw new Refusal('invalid', 'days.count', { count: countText.slice(0, 20) });
  return { from, workingDays, result: addWorkingDays(from, workingDays, law.calendar), edition: law.edition };
}

/** @throws {Refusal} invalid `date.unreadable`; rule `calendar.year_unknown` */
function between(fromText: string, toText: string, law: Law): Between {
  const [from, to] = [plainDateOf(fromText), plainDateOf(toText)];
  return { from, to, workingDays: workingDaysBetween(from, to, law.calendar), edition: law.edition };
}

/** Reads `FROM N` lines and answers each in order; a refused line is answered too and the rest goes on. */
async function addLines(law: Law, json: boolean): Promise<void> {
  let lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const [from = '', count = ''] = line.trim().split(/\s+/);
    lines.push(attempt(() => added(from, count, law), json));
    if (lines.length < CHUNK) continue;
    write(lines);
    lines = [];
  }
  write(lines);
}

/** The answer line, or the line of its refusal; the exit code keeps the gravest (3: a year without its notice). */
function attempt(question: () => Added | Between, json: boolean): string {
  try {
    const found = question();
    if (json) return JSON.stringify(found);
    return 'result' in found ? found.result : String(found.workingDays);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const unknown = error.code === 'calendar.year_unknown';
    process.exitCode = Math.max(Number(process.exitCode ?? 0), unknown ? EXIT.unknown : EXIT.failed);
    if (json) return JSON.stringify({ error: error.code });
    process.stderr.write(
      `${LAW_MESSAGES[error.code]?.zh ?? error.code} / ${LAW_MESSAGES[error.code]?.en ?? error.code}\n`,
    );
    return error.code;
  }
}

function write(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
