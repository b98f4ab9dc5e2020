import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Deadline, deadline, type Law } from '../law/index.ts';
import type { EntrustmentEvent } from './register-codes.ts';

export type Told = {
  readonly what: EntrustmentEvent;
  readonly happenedOn: PlainDate;
  readonly mendBy: PlainDate | null;
};
export type Term = { readonly since: PlainDate; readonly until: PlainDate };
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
