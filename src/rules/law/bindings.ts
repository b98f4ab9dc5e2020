import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { holds } from './condition.ts';
import type { DecisionFacts } from './facts.ts';
import type { Law } from './law.ts';
import type { ArticleRef, Ban, Mark, Measure, Span } from './pack.ts';
import { addSpan } from './periods.ts';

/** An article that binds, allows or forbids something to whoever decides in a matter, for the facts of one decision. */
export type Binding = {
  readonly code: string;
  /** `binds`: it must be done; `allows`: it may be; `forbids`: what is applied for may not be granted. */
  readonly effect: 'binds' | 'allows' | 'forbids';
  readonly name: string;
  readonly nameEn: string;
  /** What the article attaches it to, in its own terms: whoever decides compares. */
  readonly trigger: string;
  readonly triggerEn: string;
  readonly articles: readonly ArticleRef[];
  readonly mark: Mark;
  /** Last day, inclusive, of a term counted from the decision, its earliest start and so the kinder. Absent: the article sets none. */
  readonly until?: PlainDate;
};

/**
 * The articles of bans and measures that are told in a matter (R23, design §1.2). A condition that a missing fact leaves unknown
 * tells nothing, and rows of the index, which name no article of their own, never do. It counts no records: one decision, one answer.
 */
export function bindingsIn(matter: string, facts: DecisionFacts, law: Law, on: PlainDate): Binding[] {
  const applies = ({ matters = [], when }: Ban | Measure) =>
    matters.some((word) => matter.includes(word)) && when !== undefined && holds(when, facts) === 'yes';
  const bans = law
    .all('bans', on)
    .flatMap((ban) => (applies(ban) ? bindingOf(ban, 'forbids', termOf(ban), facts, on) : []));
  const measures = law.all('measures', on).flatMap((measure) => {
    const { force, kind, objectKinds, term } = measure;
    if (force === 'info' || kind !== 'constraint' || !applies(measure)) return [];
    if (facts.subjectKind === undefined || !objectKinds.includes(facts.subjectKind)) return [];
    return bindingOf(measure, force === 'must' ? 'binds' : 'allows', term?.atMost, facts, on);
  });
  return [...bans, ...measures];
}

const termOf = ({ term }: Ban): Span | undefined => (typeof term === 'object' ? term : undefined);

/** None where its term is over, or where it has a term and nobody knows when that began. */
function bindingOf(
  { code, name, nameEn, trigger, triggerEn, basis, mark }: Ban | Measure,
  effect: Binding['effect'],
  term: Span | undefined,
  { decidedOn }: DecisionFacts,
  on: PlainDate,
): Binding[] {
  const told = { code, effect, name, nameEn, trigger, triggerEn, articles: basis, mark };
  if (term === undefined) return [told];
  const until = decidedOn === undefined ? undefined : addSpan(decidedOn, term);
  return until === undefined || until < on ? [] : [{ ...told, until }];
}
