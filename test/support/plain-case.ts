import { Refusal } from '../../src/ground/kernel/refusal.ts';
import type { Procedure } from '../../src/rights/procedures/procedure.ts';
import { type MoveRow, moveRows } from '../../src/rights/procedures/procedure-rows.ts';

/** What somebody tries: which step, who, on which day, with which papers, and what stands in its way. */
export type Attempt = {
  readonly step: string;
  readonly by: string;
  readonly isProgram: boolean;
  readonly isRecused: boolean;
  /** Has not seen the last step. */
  readonly isStale: boolean;
  readonly on: string;
  readonly saysWhy: boolean;
  readonly undisposed: number;
  /** Digest by kind. */
  readonly papers: ReadonlyMap<string, string>;
};

/**
 * The plain reference model of a case: flat rows as the database has them, and sets. Shares with the program the rows and nothing of
 * what it does with them.
 */
export class PlainCase {
  state = 'none';
  readonly steps: string[] = [];
  readonly #table: Procedure;
  readonly #rows: readonly MoveRow[];
  readonly #did = new Map<string, Set<string>>();
  readonly #papers = new Map<string, string>();
  /** Who last drafted, who last reviewed. */
  readonly #hands = new Map<string, string>();
  #on: string;

  constructor(table: Procedure, on: string) {
    this.#table = table;
    this.#rows = moveRows(table);
    this.#on = on;
  }

  /** The rows that begin where the case stands. */
  here(): readonly MoveRow[] {
    return this.#rows.filter(({ from_state, former }) => !former && from_state === this.state);
  }

  isOver(): boolean {
    return this.#table.states[this.state]?.final === true;
  }

  /** The state that follows by the rows, or undefined where they allow no such step. What else its guards want they do not know. */
  after({ step, by, isProgram, isRecused, isStale, on, saysWhy, undisposed, papers }: Attempt): string | undefined {
    const row = this.here().find((one) => one.step === step);
    if (row === undefined || isRecused || isStale) return undefined;
    if (row.decides && isProgram) return undefined;
    if (row.not_by.some((other) => this.#did.get(other)?.has(by))) return undefined;
    if (row.once && this.#did.has(step)) return undefined;
    if (on < this.#on && this.steps.length > 0) return undefined;
    const { saysWhy: mustSay, sameDocument: same } = this.#table.steps[step]!;
    if ((row.decides || mustSay) && !saysWhy) return undefined;
    if (row.answers_all && undisposed > 0) return undefined;
    if (row.needs_documents.some((kind) => !papers.has(kind))) return undefined;
    if (same !== undefined && this.#papers.get(same) !== papers.get(same)) return undefined;
    return row.to_state;
  }

  /** Whether the policies let that person: who drafted reviews and decides nothing of it, who reviewed decides nothing of it. */
  isSeparate(deed: string, by: string): boolean {
    const [drafted, reviewed] = [this.#hands.get('drafts'), this.#hands.get('reviews')];
    if (/\.(review|extend)$/.test(deed)) return by !== drafted;
    return !deed.endsWith('.decide') || (reviewed !== undefined && by !== reviewed && by !== drafted);
  }

  take({ step, by, on, papers }: Attempt, to: string): void {
    this.state = to;
    this.#on = on;
    this.steps.push(step);
    this.#did.set(step, (this.#did.get(step) ?? new Set()).add(by));
    const { hand } = this.#table.steps[step]!;
    if (hand !== undefined) this.#hands.set(hand, by);
    for (const [kind, digest] of papers) this.#papers.set(kind, digest);
  }
}

/** What came of a try: its answer, or the refusal. Whatever else is thrown is a bug. */
export async function triedOr<T>(work: Promise<T>): Promise<T | Refusal> {
  return work.catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}
