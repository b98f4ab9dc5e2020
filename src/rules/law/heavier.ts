import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** What would follow for the party: how long, which measures, how often it is inspected and when that is reviewed. */
export type Consequence = {
  readonly termMonths: number;
  readonly measures: readonly string[];
  /** Of key supervision: inspections a year, and how many months after the service it is reviewed. */
  readonly inspections?: number;
  readonly reviewMonths?: number;
};

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
  if (decided.inspections !== undefined && decided.inspections > (noticed.inspections ?? 0))
    reasoning.refuse(
      'heavier.inspections',
      { noticed: noticed.inspections ?? 0, decided: decided.inspections },
      articles,
    );
  const [reviewTold, review] = [noticed.reviewMonths, decided.reviewMonths];
  if (reviewTold !== undefined && (review === undefined || review > reviewTold))
    reasoning.refuse('heavier.review', { noticed: reviewTold }, articles);
  return reasoning.answer();
}
