import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Derivation } from './derivation.ts';
import type { Law } from './law.ts';
import { type Deadline, provisionalDeadline, type Stop } from './periods.ts';

/** `unknown`: the last day rests on a year without its notice, and nobody is ruled late on a guess (R59). */
export type LatenessAnswer = 'in_time' | 'late' | 'unknown';
export type Lateness = {
  readonly answer: LatenessAnswer;
  readonly due: PlainDate;
  readonly provisional: boolean;
  readonly derivation: Derivation;
};

/** Whether what was due is late on `on`. The one place where anybody is ruled late: by a provisional day nobody is (R59). */
export function isLate({ due, provisional }: Pick<Deadline, 'due' | 'provisional'>, on: PlainDate): boolean {
  return !provisional && on > due;
}

/** Whether what a deadline asks for is late when it is done, or still open, on `on`. */
export function latenessOf(deadline: Pick<Deadline, 'due' | 'provisional' | 'period'>, on: PlainDate): LatenessAnswer {
  const { due, provisional, period } = deadline;
  if (isLate(deadline, on)) return 'late';
  // A provisional day of a party is the latest possible: on or before it may still be too late, which nobody can say yet.
  // An organ's is the earliest possible: on or before it is in time whatever the notice will say.
  const certain = !provisional || period.whose !== 'party';
  return on <= due && certain ? 'in_time' : 'unknown';
}

/** Whether something due within a period of the pack was done in time; not done yet: whether it is late on `on`. */
export function lateness(
  facts: {
    readonly period: string;
    readonly from: PlainDate;
    readonly doneOn?: PlainDate;
    readonly stopped?: readonly Stop[];
  },
  law: Law,
  on: PlainDate,
): Lateness {
  const found = provisionalDeadline(law, facts.period, facts.from, facts.stopped ?? []);
  const { due, provisional, derivation } = found;
  return { answer: latenessOf(found, facts.doneOn ?? on), due, provisional, derivation };
}
