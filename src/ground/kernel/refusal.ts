/** What went wrong, seen by the caller. Closed: a new kind needs a decision record. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'absent'
  | 'conflict'
  | 'stale'
  | 'rule'
  | 'busy'
  /** Asked more often than agreed; `retryAfterSeconds` says when to come back (decision 0500). */
  | 'throttled';

/** A refusal that the caller can understand and act on. Anything else that is thrown is a bug and answers 500. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** Stable and never reused, `calendar.year_unknown`. docs/errors.md lists each with its Chinese text; a test compares. */
  readonly code: string;
  /** Facts for caller and log. Never names, identity numbers or free text. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(kind: RefusalKind, code: string, facts: Record<string, unknown> = {}) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }
}
