import { SCREENING_MESSAGES, type ScreeningCode } from './screening-messages.ts';

/** A refusal that the caller can understand and act on. This library stands alone, hence a class of its own. */
export class ScreeningRefusal extends Error {
  readonly code: ScreeningCode;
  /** Facts for caller and log. Never names or codes of parties. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: ScreeningCode, facts: Record<string, unknown> = {}) {
    super(`${code}: ${SCREENING_MESSAGES[code].en} ${JSON.stringify(facts)}`);
    this.name = 'ScreeningRefusal';
    this.code = code;
    this.facts = facts;
  }
}
