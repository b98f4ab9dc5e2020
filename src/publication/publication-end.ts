import { addDays, type PlainDate } from '../kernel/plain-date.ts';
import type { Answer, Law } from '../law/index.ts';

/** Days after `after`, up to and including `until`, on which a rule of the stack begins or has just ended, in order. */
export function changesOfLaw(law: Law, after: PlainDate, until: PlainDate): PlainDate[] {
  const days = new Set<PlainDate>();
  const add = (rule: { inForce?: { from?: string; to?: string } }) => {
    if (rule.inForce?.from !== undefined) days.add(rule.inForce.from as PlainDate);
    if (rule.inForce?.to !== undefined) days.add(addDays(rule.inForce.to as PlainDate, 1));
  };
  for (const pack of law.stack) {
    for (const rules of [pack.classes, pack.statuteTerms, pack.severity, pack.parameters, pack.periods, pack.items]) {
      for (const rule of rules) add(rule as object);
    }
    pack.instruments.forEach(add);
  }
  return [...days].filter((day) => day > after && day <= until).sort();
}

/**
 * The answer that sets the last public day: that of today, or, where law already made will shorten the term before it runs out,
 * that of the day on which it begins. So an end never waits for somebody to compute it anew (信用修复管理办法 follows 58号令 on
 * 2026-04-01; the better term counts). An answer that is not `allowed` today is given back as it is.
 */
export function answerUnderKnownLaw(ask: (on: PlainDate) => Answer, law: Law, today: PlainDate): Answer {
  let found = ask(today);
  if (found.answer !== 'allowed' || found.until === undefined) return found;
  for (const day of changesOfLaw(law, today, found.until)) {
    if (found.until === undefined || day > found.until) break;
    const then = ask(day);
    if (then.answer !== 'allowed') found = { ...found, until: addDays(day, -1), derivation: then.derivation };
    else if (then.until !== undefined && then.until < found.until) found = then;
  }
  return found;
}
