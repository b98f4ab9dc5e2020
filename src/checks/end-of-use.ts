import { addDays, earlier, later, type PlainDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';

const CHANGES = new WeakMap<Law, readonly PlainDate[]>();

/** Days on which a term of the classes, or an act behind one, begins to hold or has just ended. */
function changesOf(law: Law): readonly PlainDate[] {
  const known = CHANGES.get(law);
  if (known !== undefined) return known;
  const days = new Set<PlainDate>();
  for (const { classes, instruments, parameters, statuteTerms } of law.stack) {
    for (const rule of [...classes, ...instruments, ...parameters, ...statuteTerms]) {
      const { inForce } = rule as { inForce?: { from?: string; to?: string } };
      if (inForce?.from !== undefined) days.add(inForce.from as PlainDate);
      if (inForce?.to !== undefined) days.add(addDays(inForce.to as PlainDate, 1));
    }
  }
  const changes = [...days].sort();
  CHANGES.set(law, changes);
  return changes;
}

/**
 * The last day, inclusive, under all law that is already made: an end told today is not later than the one that a law of
 * tomorrow will give (信用修复管理办法, from 2026-04-01). `endOn` is the end by the law of one day; `by` is the day whose law
 * gave the answer.
 */
export function endUnderKnownLaw(
  endOn: (day: PlainDate) => PlainDate | undefined,
  law: Law,
  today: PlainDate,
): { end: PlainDate | undefined; by: PlainDate } {
  let end = endOn(today);
  let by = today;
  for (const day of changesOf(law)) {
    if (day <= today) continue;
    if (end === undefined || day > end) break;
    const then = endOn(day);
    const sooner = then === undefined ? end : earlier(end, later(then, addDays(day, -1)));
    if (sooner < end) by = day;
    end = sooner;
  }
  return { end, by };
}
