import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type Deadline, deadline, type Law } from '../../rules/law/index.ts';
import type { Disposal, EntrustmentEvent } from './register-codes.ts';

export type Told = {
  readonly what: EntrustmentEvent;
  readonly happenedOn: PlainDate;
  readonly mendBy: PlainDate | null;
};
export type Term = { readonly since: PlainDate; readonly until: PlainDate };
/** A contract runs for a while. @throws {Refusal} invalid `privacy.days_backwards` */
export function refuseBackwards(from: PlainDate, to: PlainDate): void {
  if (to <= from) throw new Refusal('invalid', 'privacy.days_backwards', { from, to });
}

type Details = {
  readonly mendBy: PlainDate | null;
  readonly disposal: Disposal | null;
  readonly proofSha256: string | null;
};

/**
 * What was wanting is to be mended by a day after; the end tells what became of the data, and with the paper on it, for the operator's own word is not
 * enough (个人信息保护法 art. 21). Nothing else has either.
 * @throws {Refusal} invalid `privacy.event_incomplete`, `privacy.days_backwards`
 */
export function refuseIncomplete(
  what: EntrustmentEvent,
  on: PlainDate,
  { mendBy, disposal, proofSha256 }: Details,
): void {
  const wanting = (mendBy !== null) === (what === 'wanting');
  const ended = (disposal !== null) === (what === 'ended') && (proofSha256 !== null) === (what === 'ended');
  if (!wanting || !ended) throw new Refusal('invalid', 'privacy.event_incomplete', { what });
  if (mendBy !== null) refuseBackwards(on, mendBy);
}

/** `over`: the term has run out and what the operator held has neither come back nor been deleted. */
export const ENTRUSTMENT_STATES = ['standing', 'over', 'ended'] as const;
export type EntrustmentState = (typeof ENTRUSTMENT_STATES)[number];

export function stateOf({ until }: Term, told: readonly Told[], today: PlainDate): EntrustmentState {
  if (told.some(({ what }) => what === 'ended')) return 'ended';
  return today > until ? 'over' : 'standing';
}

/** By when the bureau looks after its operator again: from the last check, or from the beginning. Undefined once it has ended. */
export function nextCheck({ since }: Term, told: readonly Told[], law: Law): Deadline | undefined {
  if (told.some(({ what }) => what === 'ended')) return undefined;
  const checks = told.filter(({ what }) => what === 'checked' || what === 'wanting');
  return deadline(law, 'entrustment.check', checks.at(-1)?.happenedOn ?? since);
}

/** By when what the last check found is to be mended: until another check has found it in order. */
export function mendBy(told: readonly Told[]): PlainDate | null {
  const last = told.filter(({ what }) => what === 'checked' || what === 'wanting').at(-1);
  return last?.what === 'wanting' ? last.mendBy : null;
}

/**
 * @throws {Refusal} conflict `privacy.entrustment_ended`; invalid `privacy.day_out_of_order`: before what was told last, or to come
 */
export function refuseOutOfOrder(term: Term, told: readonly Told[], on: PlainDate, today: PlainDate): void {
  if (stateOf(term, told, today) === 'ended') throw new Refusal('conflict', 'privacy.entrustment_ended');
  const earliest = told.at(-1)?.happenedOn ?? term.since;
  if (on < earliest || on > today) throw new Refusal('invalid', 'privacy.day_out_of_order', { on, earliest, today });
}
