import type { PlainDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';

/**
 * What is kept, how long and why so long (个人信息保护法 art. 19): one row for each kind, `worker` where something deletes it by its day,
 * `kept` where the law or the log forbids deletion by the program.
 */
export const RETENTION = [
  { what: 'files', ends: 'worker', basis: ['grxx:19'] },
  { what: 'values', ends: 'worker', basis: ['grxx:19'] },
  { what: 'lists', ends: 'worker', basis: ['grxx:19'] },
  { what: 'uses', ends: 'kept', basis: ['wlaq:23(3)'] },
  { what: 'looks', ends: 'kept', basis: ['grxx:56'] },
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
};

/** The months for which raw files and rows in quarantine are kept by the packs in use. */
export const intakeMonths = (law: Law, on: PlainDate): number =>
  Number(law.parameter('retention.intake.months', on).value);
