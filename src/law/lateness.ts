import type { PlainDate } from '../kernel/plain-date.ts';
import type { Derivation } from './derivation.ts';
import type { Law } from './law.ts';
import { provisionalDeadline, type Stop } from './periods.ts';

/** `unknown`: the last day rests on a year without its notice, and nobody is ruled late on a guess (R59). */
export type Lateness = {
  readonly answer: 'in_time' | 'late' | 'unknown';
  readonly due: PlainDate;
  readonly provisional: boolean;
  readonly derivation: Derivation;
};

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
  const { due, provisional, derivation, period } = provisionalDeadline(
    law,
    facts.period,
    facts.from,
    facts.stopped ?? [],
  );
  // A provisional day of a party is the latest possible: on or before it may still be too late, which nobody can say yet.
  // An organ's is the earliest possible: on or before it is in time whatever the notice will say.
  const certain = !provisional || period.whose !== 'party';
  const before = (facts.doneOn ?? on) <= due;
  const answer = before && certain ? 'in_time' : provisional ? 'unknown' : 'late';
  return { answer, due, provisional, derivation };
}
