import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { explain, type Law, provisionalDeadline } from '../law/index.ts';

/** By when the organ answers an objection (异议) that is its own to settle, and how that day was counted. */
export type ObjectionClock = {
  readonly dueOn: PlainDate;
  /** A year without its notice lies in between: the earliest day that may come. */
  readonly provisional: boolean;
  readonly basis: readonly string[];
  readonly why: { readonly zh: readonly string[]; readonly en: readonly string[] };
};

/**
 * The clock of an objection received on paper: the organ's own period from receipt (河南省社会信用条例 art. 41), whenever it is
 * entered. The day of receipt is the party's fact, so it may lie before today, never after.
 * @throws {Refusal} invalid `objection.received_later`, `objection.before_decision`; rule `law.no_rule`
 */
export function objectionClock(
  given: { readonly receivedOn: PlainDate; readonly decidedOn: PlainDate },
  law: Law,
  today: PlainDate,
): ObjectionClock {
  const { receivedOn, decidedOn } = given;
  if (receivedOn > today) throw new Refusal('invalid', 'objection.received_later', { receivedOn });
  if (receivedOn < decidedOn) throw new Refusal('invalid', 'objection.before_decision', { receivedOn, decidedOn });
  const { due, provisional, period, derivation } = provisionalDeadline(law, 'objection.own', receivedOn);
  const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
  return { dueOn: due, provisional, basis: period.basis, why };
}
