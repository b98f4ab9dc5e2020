import { addDays, earlier, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { changesOfTerms } from './known-changes.ts';
import type { Law } from './law.ts';
import type { Answer } from './reasoning.ts';

/**
 * The last day, inclusive, under all law that is already made: an end told today is not later than the one that a law of
 * tomorrow will give (信用修复管理办法 follows 国家发展改革委令第58号 on 2026-04-01; the better term counts). What was lawful
 * until the day before the change stays so. `endOn` is the end by the law of one day; `by` is the day whose law gave the answer.
 */
export function endUnderKnownLaw(
  endOn: (day: PlainDate) => PlainDate | undefined,
  law: Law,
  today: PlainDate,
): { end: PlainDate | undefined; by: PlainDate } {
  let end = endOn(today);
  let by = today;
  for (const day of changesOfTerms(law, today)) {
    if (end === undefined || day > end) break;
    const then = endOn(day);
    const sooner = then === undefined ? end : earlier(end, later(then, addDays(day, -1)));
    if (sooner < end) by = day;
    end = sooner;
  }
  return { end, by };
}

/**
 * The answer that sets the last day: that of today, or, where law already made will end it sooner, that of the day on which it
 * begins. So an end never waits for somebody to compute it anew. An answer that is not `allowed` today is given back as it is.
 */
export function answerUnderKnownLaw(ask: (on: PlainDate) => Answer, law: Law, today: PlainDate): Answer {
  const first = ask(today);
  if (first.answer !== 'allowed' || first.until === undefined) return first;
  const endOn = (day: PlainDate) => {
    const then = day === today ? first : ask(day);
    return then.answer === 'allowed' ? then.until : addDays(day, -1);
  };
  const { end, by } = endUnderKnownLaw(endOn, law, today);
  if (by === today || end === undefined) return first;
  const then = ask(by);
  return then.answer === 'allowed' ? { ...then, until: end } : { ...first, until: end, derivation: then.derivation };
}
