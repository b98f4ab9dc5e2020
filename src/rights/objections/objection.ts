import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Outcome, PointKind } from '../procedures/index.ts';

/**
 * The day of receipt is the party's fact: it may lie before today, not before the decision itself.
 * @throws {Refusal} invalid `objection.before_decision`
 */
export function refuseDayOfReceipt(receivedOn: PlainDate, decidedOn: PlainDate): void {
  if (receivedOn < decidedOn) throw new Refusal('invalid', 'objection.before_decision', { receivedOn, decidedOn });
}

type Found = { readonly kind: PointKind; readonly outcome: Outcome | null };

/** Whether one of the party's points holds, in part at least. What an exhibit proves counts through the point that rests on it. */
export function someUpheld(points: readonly Found[]): boolean {
  return points.some(({ kind, outcome }) => kind === 'point' && (outcome === 'upheld' || outcome === 'partly_upheld'));
}

/**
 * The outcome follows the answers: with one point upheld the record is corrected or withdrawn, with none it stays.
 * @throws {Refusal} rule `objection.none_upheld`, `objection.some_upheld`
 */
export function refuseOutcome(points: readonly Found[], asked: 'some_upheld' | 'none_upheld'): void {
  const upheld = someUpheld(points);
  if (asked === 'some_upheld' && !upheld) throw new Refusal('rule', 'objection.none_upheld');
  if (asked === 'none_upheld' && upheld) throw new Refusal('rule', 'objection.some_upheld');
}
