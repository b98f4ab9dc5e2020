import type { Question } from './asking.ts';
import type { Statement } from './plan-log.ts';

/** What came of a question. */
export type Found = Question & {
  readonly asker: string;
  readonly status: number;
  readonly ms: number;
  readonly statements: readonly Statement[];
};

/** Those with a statement that took long, and whatever failed; the slowest first. */
export function worstOf(found: readonly Found[]): Found[] {
  return found
    .filter(({ statements, status }) => statements.length > 0 || status >= 500)
    .toSorted((a, b) => b.ms - a.ms);
}
