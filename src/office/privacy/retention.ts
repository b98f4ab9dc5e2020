import { addMonths, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from '../../rules/law/index.ts';

/**
 * What is kept, how long and why so long (个人信息保护法 art. 19): one row for each kind, `worker` where something deletes it by its day,
 * `kept` where the law or the log forbids deletion by the program.
 */
export const RETENTION = [
  { what: 'files', ends: 'worker', basis: ['grxx:19'] },
  { what: 'values', ends: 'worker', basis: ['grxx:19'] },
  { what: 'lists', ends: 'worker', basis: ['grxx:19'] },
  { what: 'uses', ends: 'worker', basis: ['grxx:19', 'wlaq:23(3)'] },
  { what: 'screenings', ends: 'worker', basis: ['grxx:19', 'wlaq:23(3)'] },
  { what: 'looks', ends: 'worker', basis: ['grxx:19', 'grxx:56'] },
  { what: 'requests', ends: 'worker', basis: ['wlaq:23(3)'] },
  { what: 'journal', ends: 'kept', basis: ['wlaq:23(3)'] },
  { what: 'assessments', ends: 'kept', basis: ['grxx:56'] },
] as const;
export type Kept = (typeof RETENTION)[number]['what'];

/** What the tables hold of one kind. `firstOn`: the earliest last day, or where nothing deletes it the oldest day. */
export type Held = {
  readonly what: Kept;
  readonly count: number;
  readonly firstOn: PlainDate | null;
  readonly overdue: number;
  /** Past their term, and kept since something rests on them: a recall, a dispute, a breach. */
  readonly resting: number;
};

/** The logs that end with a term of months: each with its table, and the parameter of the packs that says how long. */
export const USE_LOGS = [
  { what: 'uses', table: 'check_uses', term: 'retention.use.months' },
  { what: 'screenings', table: 'screening_uses', term: 'retention.use.months' },
  { what: 'looks', table: 'sealed_looks', term: 'retention.look.months' },
  { what: 'requests', table: 'program_uses', term: 'retention.request.months' },
] as const;
export type UseLog = (typeof USE_LOGS)[number];

const months = (law: Law, code: string, on: PlainDate): number => Number(law.parameter(code, on).value);

/** The months for which raw files and rows in quarantine are kept by the packs in use. */
export const intakeMonths = (law: Law, on: PlainDate): number => months(law, 'retention.intake.months', on);
export const monthsOf = (law: Law, { term }: Pick<UseLog, 'term'>, on: PlainDate): number => months(law, term, on);

/** Whatever was written before this day has outlived its term on `today`, whichever month is the shorter. */
export const outlivedBefore = (today: PlainDate, term: number): PlainDate => addMonths(today, -term);
