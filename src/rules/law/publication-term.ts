import { earlier, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { holds } from './condition.ts';
import type { PublicationFacts } from './facts.ts';
import type { ClassTerm, SeverityClass, Span } from './pack.ts';
import { addPeriod, addSpan } from './periods.ts';
import type { Reasoning } from './reasoning.ts';

/** The day from which publication and repair terms run. Undefined: the fact that sets it is not known. */
export type TermStart = { readonly from: 'DECISION' | 'PUBLICATION'; readonly day: PlainDate | undefined };

/** Whether the term runs from the decision or from its publication is not settled (order 36 not read): a parameter. */
export function termStart(facts: PublicationFacts, reasoning: Reasoning): TermStart {
  const parameter = reasoning.law.parameter('publicationTermStart', reasoning.on);
  const from = parameter.value as TermStart['from'];
  // Before it is published, a term that runs from publication is shown as if it were published today.
  const day = from === 'DECISION' ? facts.decidedOn : (facts.publishedOn ?? reasoning.on);
  reasoning.say('term.start', { from, day: day ?? 'unknown' }, parameter.basis);
  return { from, day };
}

/**
 * The class's terms in the regimes that may apply: the one of the day of decision and the one of today. How records of the
 * old regime move to the new one was not seen; the parameter decides, FAVOURABLE takes the better of both cell by cell.
 */
export function termsOf(severity: SeverityClass, facts: PublicationFacts, { law, on }: Reasoning): ClassTerm[] {
  const at = (day: PlainDate) => law.all('classes', day).filter((term) => term.class === severity);
  const then = facts.decidedOn === undefined ? [] : at(facts.decidedOn);
  const now = at(on);
  if (law.parameter('transitionBetweenRegimes', on).value === 'OLD') return then.length > 0 ? then : now;
  return [...new Set([...then, ...now])];
}

/**
 * The last day, inclusive, on which a decision of that class may be public; undefined while it has none. Computed from what
 * is known now, and anew whenever a fact arrives. It never rolls forward: it is the end of a burden.
 */
export function publicationEnd(
  terms: readonly ClassTerm[],
  start: PlainDate,
  facts: PublicationFacts,
  reasoning: Reasoning,
): PlainDate | undefined {
  const byClass = terms.map((term) => ended(term.longest, start, term, reasoning)).reduce(earlier);
  const byStatute = statuteEnd(start, facts, reasoning);
  const term = byStatute ?? byClass;
  const cap = capEnd(start, reasoning);
  const end = cap === undefined ? term : earlier(term, cap);
  if (facts.listStanding === true) {
    reasoning.say('term.list_standing', {}, reasoning.articlesOf('line.listStanding'));
    return undefined;
  }
  return withPerformance(end, cap, facts, reasoning);
}

function ended(longest: Span, start: PlainDate, term: ClassTerm, reasoning: Reasoning): PlainDate {
  const end = addSpan(start, longest);
  const facts = { regime: term.regime, class: term.class, count: longest.count, unit: longest.unit, start, end };
  reasoning.say('term.longest', facts, term.basis);
  return end;
}

/** A law or administrative regulation with a term of its own prevails; in doubt whether it applies, it does not. */
function statuteEnd(start: PlainDate, facts: PublicationFacts, reasoning: Reasoning): PlainDate | undefined {
  const { law, on } = reasoning;
  const applying = law.all('statuteTerms', on).filter(({ when }) => holds(when, facts) === 'yes');
  const ends = applying.map(({ longest, basis, code }) => {
    const end = addSpan(start, longest);
    reasoning.say('term.statute', { rule: code, count: longest.count, unit: longest.unit, end }, basis);
    return end;
  });
  return ends.length === 0 ? undefined : ends.reduce(earlier);
}

/** The province's own longest disclosure, where it has one (河南省社会信用条例 art. 19: five years). */
function capEnd(start: PlainDate, reasoning: Reasoning): PlainDate | undefined {
  const { law, on } = reasoning;
  const period = law.find('periods', 'publication.cap', on);
  if (period === undefined) return undefined;
  const { due } = addPeriod(start, period, law.calendar);
  reasoning.say('term.cap', { count: period.count, unit: period.unit, end: due }, period.basis);
  return due;
}

function withPerformance(
  end: PlainDate,
  cap: PlainDate | undefined,
  facts: PublicationFacts,
  reasoning: Reasoning,
): PlainDate | undefined {
  if (facts.dutyPerformedOn !== undefined) {
    // Performed after the longest term: it left the public view on the day of performance, never later than the cap.
    const left = later(end, facts.dutyPerformedOn);
    return cap === undefined ? left : earlier(left, cap);
  }
  if (facts.dutyOutstanding === true) {
    reasoning.say('term.duty_outstanding');
    return cap;
  }
  const parameter = reasoning.law.parameter('performanceUnknown', reasoning.on);
  reasoning.say('term.performance_unknown', { value: String(parameter.value) }, parameter.basis);
  return parameter.value === 'ENDS' ? end : cap;
}

/** The first day on which repair may be approved, duties aside; for display. The better regime counts. */
export function earliestRepair(
  terms: readonly ClassTerm[],
  start: PlainDate,
  facts: PublicationFacts,
  reasoning: Reasoning,
): PlainDate {
  return terms
    .map((term) => {
      const exceptions = (term.exceptions ?? []).filter(({ when }) => holds(when, facts) === 'yes');
      const span = exceptions[0]?.earliest ?? term.earliest;
      const day = addSpan(start, span);
      const basis = exceptions[0]?.basis ?? term.basis;
      reasoning.say(
        'repair.earliest',
        { regime: term.regime, class: term.class, count: span.count, unit: span.unit, day },
        basis,
      );
      return day;
    })
    .reduce(earlier);
}
