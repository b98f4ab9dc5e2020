import { sentenceWith } from '../../ground/kernel/telling.ts';
import { columnLetters } from '../../ground/reading/cell.ts';
import type { CheckedChunk, FileNote } from './checking/check-rows.ts';
import { printProblem } from './checking/problem.ts';
import type { CheckedRow } from './checking/row-checker.ts';
import { severityOf } from './checking/row-in-hand.ts';
import { INTAKE_MESSAGES } from './intake-messages.ts';

export type Summary = {
  rows: number;
  ok: number;
  rejected: number;
  /** Rows that stand but that a person should look at. */
  warnings: number;
  seconds: number;
  item?: string;
};

/** One row as `intake check --json` prints it (design §5); `sheet` only where more than one sheet gives rows. */
export function rowLine({ raw, ok, values, problems }: CheckedRow, { header }: CheckedChunk, sheet?: string) {
  const named: Record<string, string> = {};
  header.item.fields.forEach(({ code }, at) => {
    const value = values[at];
    if (value !== undefined) named[code] = value;
  });
  const printed = problems.map((problem) => printProblem(problem, raw.number));
  return { row: raw.number, ...(sheet === undefined ? {} : { sheet }), ok, values: named, problems: printed };
}

/** A remark on the file for the person at the terminal. */
export function noteLine({ code, sheet, row, column, facts }: FileNote): string {
  const place = [sheet, column === undefined ? row : `${columnLetters(column)}${row ?? ''}`].filter(Boolean).join(' ');
  const sentence = INTAKE_MESSAGES[code];
  const detail = facts ? ` (${Object.values(facts).join(', ')})` : '';
  return `${severityOf(code)} ${place}: ${sentence?.zh ?? code}${detail} / ${sentence?.en ?? code}`;
}

/** The sentence of a refusal in both languages. */
export function refusalLine(code: string, facts: Readonly<Record<string, unknown>>): string {
  const told = (language: 'zh' | 'en') =>
    sentenceWith(code, facts, (one) => INTAKE_MESSAGES[one]?.[language], language);
  return code in INTAKE_MESSAGES ? `${told('zh')} / ${told('en')}` : code;
}

/** Counts what goes by. */
export function tally(): { add: (row: CheckedRow) => void; of: (seconds: number, item?: string) => Summary } {
  const counts = { rows: 0, ok: 0, rejected: 0, warnings: 0 };
  return {
    add({ ok, problems }) {
      counts.rows += 1;
      counts[ok ? 'ok' : 'rejected'] += 1;
      if (ok && problems.some(({ severity }) => severity === 'warning')) counts.warnings += 1;
    },
    of: (seconds, item) => ({ ...counts, seconds: Math.round(seconds * 1000) / 1000, ...(item ? { item } : {}) }),
  };
}
