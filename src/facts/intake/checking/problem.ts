import { cellName } from '../../../ground/reading/cell.ts';
import { PROBLEMS } from './checking-messages.ts';

/** `error`: the row is refused. `warning`: a person should look. `note`: for information. */
export type Severity = 'error' | 'warning' | 'note';
export type Facts = Readonly<Record<string, string | number>>;

/** One thing about one row, before it is put into words. */
export type RowProblem = {
  readonly code: string;
  readonly severity: Severity;
  /** Field code of the item; absent where the row as a whole is meant. */
  readonly field?: string;
  /** 0-based; absent where the file has no such column. */
  readonly column?: number;
  readonly facts?: Facts;
  /** Words of the module that found it (identifiers), where they are not ours. */
  readonly words?: { readonly zh: string; readonly en: string };
};

/** The same, as it is printed: the shape of design §5. */
export type PrintedProblem = {
  readonly code: string;
  readonly severity: Severity;
  readonly field?: string;
  readonly cell?: string;
  readonly message: string;
  readonly messageEn: string;
  readonly rule: string;
  readonly article?: string;
};

export function printProblem(problem: RowProblem, row: number): PrintedProblem {
  const { code, severity, field, column, facts = {}, words } = problem;
  // What the identifiers say comes in their words; the rule is that of codes.
  const known = PROBLEMS[code] ?? PROBLEMS[code.startsWith('identifier.') ? 'E03' : code.slice(0, 3)];
  // What the gate finds names the article of the packs; a rule of the standard has its own.
  const article =
    known?.article ?? (typeof facts.article === 'string' && facts.article !== '' ? facts.article : undefined);
  return {
    code,
    severity,
    ...(field === undefined ? {} : { field }),
    ...(column === undefined ? {} : { cell: cellName(column, row) }),
    message: words?.zh ?? filled(known?.zh ?? code, facts),
    messageEn: words?.en ?? filled(known?.en ?? code, facts),
    rule: known?.rule ?? code,
    ...(article === undefined ? {} : { article }),
  };
}

export function filled(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
}
