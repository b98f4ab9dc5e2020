import { earlier, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { holds } from './condition.ts';
import type { PublicationFacts } from './facts.ts';
import type { ClassTerm, Parameter, SeverityClass, Span } from './pack.ts';
import { addPeriod, addSpan } from './periods.ts';
import type { Reasoning } from './reasoning.ts';

/** The day from which publication and repair terms run. Undefined: the fact that sets it is not known. */
export type TermStart = { readonly from: 'DECISION'; readonly day: PlainDate | undefined };

/** The term runs from the document that finds the act (信用修复管理办法, final text, as digests give it), however late it is published. */
export function termStart(facts: PublicationFacts, reasoning: Reasoning): TermStart {
  const parameter = reasoning.law.parameter('publicationTermStart', reasoning.on);
  const from = parameter.value as TermStart['from'];
  const day = facts.decidedOn;
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

/** The province's own longest disclosure, where it has one (河南省社会信用条例 art. 19: five years): a cap, never a term that grows to it. */
function capEnd(start: PlainDate, reasoning: Reasoning): PlainDate | undefined {
  const { law, on } = reasoning;
  const period = law.find('periods', 'publication.cap', on);
  if (period === undefined) return undefined;
  const { due } = addPeriod(start, period, law.calendar);
  reasoning.say('term.cap', { count: period.count, unit: period.unit, end: due }, period.basis);
  return due;
}

/**
 * At the longest term publication stops by itself. Of what was not corrected or not fully performed by then the rules of the sector authority
 * speak (信用修复管理办法 as digests give it): a parameter of the sector, `publication.afterLongest.<domain>`, else the one for all, which lets it
 * end. Unknown performance lengthens nothing.
 */
function withPerformance(
  end: PlainDate,
  cap: PlainDate | undefined,
  facts: PublicationFacts,
  reasoning: Reasoning,
): PlainDate | undefined {
  const { dutyPerformedOn, dutyOutstanding, domain } = facts;
  const isLate = dutyPerformedOn !== undefined && dutyPerformedOn > end;
  if (!isLate && (dutyPerformedOn !== undefined || dutyOutstanding !== true)) return end;
  const rule = afterLongest(domain, reasoning);
  reasoning.say('term.after_longest', { value: String(rule.value), end }, rule.basis);
  if (rule.value === 'ENDS') return end;
  if (dutyPerformedOn === undefined) return cap;
  return cap === undefined ? dutyPerformedOn : earlier(dutyPerformedOn, cap);
}

function afterLongest(domain: string | undefined, { law, on }: Reasoning): Parameter {
  const ofSector = domain === undefined ? undefined : law.find('parameters', `publication.afterLongest.${domain}`, on);
  return ofSector ?? law.parameter('publication.afterLongest', on);
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
