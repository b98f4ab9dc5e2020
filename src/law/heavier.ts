import type { PlainDate } from '../kernel/plain-date.ts';
import type { Law } from './law.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** What would follow for the party: how long, and which measures. */
export type Consequence = { readonly termMonths: number; readonly measures: readonly string[] };

/**
 * Whether a decision stays within what the party was told (行政处罚法 arts. 44, 45): for having spoken nothing becomes heavier, and what
 * was not told was not open to an answer. A shorter term does not make up for one measure more.
 */
export function mayDecideAsNoticed(
  facts: { readonly noticed: Consequence; readonly decided: Consequence },
  law: Law,
  on: PlainDate,
): Answer {
  const { noticed, decided } = facts;
  const reasoning = new Reasoning('question.heavier', facts, law, on);
  const articles = reasoning.articlesOf('line.notHeavier');
  const more = decided.measures.filter((code) => !noticed.measures.includes(code));
  if (decided.termMonths > noticed.termMonths)
    reasoning.refuse('heavier.term', { noticed: noticed.termMonths, decided: decided.termMonths }, articles);
  if (more.length > 0) reasoning.refuse('heavier.measures', { more: more.join(' ') }, articles);
  return reasoning.answer();
}
