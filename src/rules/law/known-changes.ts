import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';

const CHANGES = new WeakMap<Law, readonly PlainDate[]>();

function allChanges(law: Law): readonly PlainDate[] {
  const known = CHANGES.get(law);
  if (known !== undefined) return known;
  const days = new Set<PlainDate>();
  for (const { classes, statuteTerms, severity, parameters, closedLists, periods, items, instruments } of law.stack) {
    for (const rule of [
      ...classes,
      ...statuteTerms,
      ...severity,
      ...parameters,
      ...closedLists,
      ...periods,
      ...items,
      ...instruments,
    ]) {
      const { inForce } = rule as { inForce?: { from?: string; to?: string } };
      if (inForce?.from !== undefined) days.add(inForce.from as PlainDate);
      if (inForce?.to !== undefined) days.add(addDays(inForce.to as PlainDate, 1));
    }
  }
  const changes = [...days].sort();
  CHANGES.set(law, changes);
  return changes;
}

/** Days after `after` on which a rule on terms, or an act behind one, begins to hold or has just ended, in order. */
export function changesOfTerms(law: Law, after: PlainDate): PlainDate[] {
  return allChanges(law).filter((day) => day > after);
}
