import { PROBLEMS } from './checking-messages.ts';
import type { Facts, RowProblem, Severity } from './problem.ts';

/** Shared by every row without a problem; never written to. */
const NONE: RowProblem[] = [];

/**
 * The row that is being checked and the cell in hand: readers of values report to it. One object serves a whole file, since
 * a million rows should not cost a million closures.
 */
export class RowInHand {
  problems: RowProblem[] = NONE;
  errors = 0;
  field = '';
  column: number | undefined = undefined;

  begin(): void {
    this.problems = NONE;
    this.errors = 0;
  }

  at(field: string, column: number | undefined): void {
    this.field = field;
    this.column = column;
  }

  /** Reports on the cell in hand. */
  tell(code: string, facts?: Facts): void {
    this.add({ code, severity: severityOf(code), ...this.#place(), ...(facts ? { facts } : {}) });
  }

  /** For findings that come with their own words and weight. */
  tellInWords(code: string, severity: Severity, words: { zh: string; en: string }): void {
    this.add({ code, severity, ...this.#place(), words });
  }

  add(problem: RowProblem): void {
    if (problem.severity === 'error') this.errors += 1;
    if (this.problems === NONE) this.problems = [problem];
    else this.problems.push(problem);
  }

  #place(): { field: string; column?: number } | { column?: number } {
    const column = this.column === undefined ? {} : { column: this.column };
    return this.field === '' ? column : { field: this.field, ...column };
  }
}

export function severityOf(code: string): Severity {
  return PROBLEMS[code]?.severity ?? 'error';
}
