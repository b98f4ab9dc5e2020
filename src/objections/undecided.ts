/** Decided, and not carried out yet: what is said now gets no answer in that case any more. */
export const DECIDED_STATES: readonly string[] = ['correcting', 'withdrawing'];

/**
 * Whether what a party says about the record still belongs into this objection: it is open and undecided. There it has its own answer, and
 * no second clock begins beside the first; to a decided one, or beside a case of another kind, it is an objection of its own
 * (河南省社会信用条例 art. 41).
 */
export const isUndecided = (one: {
  readonly procedure: string;
  readonly state: string;
  readonly final: boolean;
}): boolean => one.procedure === 'objection' && !one.final && !DECIDED_STATES.includes(one.state);
