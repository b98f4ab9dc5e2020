import { later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { basisSuffices } from './basis-gate.ts';
import type { PublicationFacts, RepairFacts } from './facts.ts';
import type { Law } from './law.ts';
import { earliestRepair, publicationEnd, type TermStart, termStart, termsOf } from './publication-term.ts';
import { type Answer, Reasoning } from './reasoning.ts';
import { type Classification, classify } from './severity.ts';

export type PublicationAnswer = Answer & {
  readonly classification: Classification;
  readonly startsFrom: TermStart['from'];
  readonly startsOn?: PlainDate;
};
export type RepairAnswer = Answer & { readonly classification: Classification; readonly earliestOn?: PlainDate };

/**
 * Whether a penalty decision may stand in public on `on`, and until when (inclusive). A natural person's only with the finding
 * of certain social influence (行政处罚法 art. 48) and the confidentiality review on record; a minor's never.
 */
export function mayPublish(facts: PublicationFacts, law: Law, on: PlainDate): PublicationAnswer {
  const reasoning = new Reasoning('question.publish', facts, law, on);
  const classification = classOf(facts, law, on);
  reasoning.adopt(classification.derivation.steps);
  decisionStands(facts, reasoning);
  personProtected(facts, reasoning);
  const start = termStart(facts, reasoning);
  const until = termEnd(facts, classification, start, reasoning);
  if (until !== undefined && until < on) reasoning.refuse('publication.ended', { until });
  return {
    ...reasoning.answer(until),
    classification,
    startsFrom: start.from,
    ...(start.day === undefined ? {} : { startsOn: start.day }),
  };
}

/** The class that a person gave, else that of the table. */
function classOf(facts: PublicationFacts, law: Law, on: PlainDate): Classification {
  if (facts.classified === undefined) return classify(facts, law, on);
  const reasoning = new Reasoning('question.class', facts, law, on);
  reasoning.say('class.by_person', { class: facts.classified });
  return { class: facts.classified, provisional: false, derivation: reasoning.derivation() };
}

/** A decision altered, set aside, unlawful or void is withdrawn (行政处罚法 art. 48(2)). */
function decisionStands({ decision, decidedOn }: PublicationFacts, reasoning: Reasoning): void {
  if (decision !== undefined && decision !== 'standing') {
    const withdrawal = reasoning.law.find('periods', 'penalty.withdrawal', reasoning.on);
    reasoning.refuse('publication.withdrawn', { decision }, withdrawal?.basis ?? []);
  }
  if (decidedOn !== undefined && decidedOn > reasoning.on)
    reasoning.refuse('publication.not_decided_yet', { decidedOn });
}

/** A sole trader is a natural person here (design §3, Tenancy); of unknown kind is treated as one, in their favour. */
function personProtected(facts: PublicationFacts, reasoning: Reasoning): void {
  if (facts.subjectKind === 'organisation') return;
  if (facts.subjectKind === undefined) reasoning.doubt('publication.subject_unknown');
  const minors = reasoning.articlesOf('line.minors');
  if (facts.subjectKind === 'natural_person') {
    if (facts.minor === true) reasoning.refuse('publication.of_minor', {}, minors);
    else if (facts.minor === undefined) reasoning.doubt('publication.age_unknown', {}, minors);
    if (facts.procedure === 'simple') {
      reasoning.refuse('publication.simple_person', {}, reasoning.articlesOf('line.simplePerson'));
    }
  }
  reasoning.require(
    facts.socialInfluence,
    { no: 'publication.no_social_influence', unknown: 'publication.social_influence_unknown' },
    reasoning.articlesOf('line.socialInfluence'),
  );
  reasoning.require(
    facts.confidentialityReviewed,
    { no: 'publication.not_reviewed', unknown: 'publication.review_unknown' },
    reasoning.articlesOf('line.confidentiality'),
  );
}

function termEnd(
  facts: PublicationFacts,
  classification: Classification,
  start: TermStart,
  reasoning: Reasoning,
): PlainDate | undefined {
  if (classification.class === 'unknown') {
    reasoning.doubt('publication.class_unknown');
    return undefined;
  }
  const terms = termsOf(classification.class, facts, reasoning);
  if (terms.length === 0) {
    reasoning.doubt('publication.no_regime', { class: classification.class });
    return undefined;
  }
  const unpublished = terms.find((term) => !term.published && !(term.whereNecessary === true && necessary(facts)));
  if (unpublished !== undefined) {
    reasoning.refuse(
      'publication.class_not_published',
      { class: unpublished.class, regime: unpublished.regime },
      unpublished.basis,
    );
  }
  if (start.day === undefined) {
    reasoning.doubt('publication.start_unknown');
    return undefined;
  }
  return publicationEnd(terms, start.day, facts, reasoning);
}

/** In principle a minor record is not published; where the sector authority found it really necessary, for its longest term. */
const necessary = ({ necessityFound }: PublicationFacts) => necessityFound === true;

/**
 * Whether repair (信用修复) of a penalty record is open on `on`: shortest term reached and duties fully performed. `earliestOn`
 * is the day for display. Commitment and materials are the repair procedure's own affair; another condition counts only where a law,
 * an administrative regulation or a departmental rule sets it.
 */
export function mayRepair(facts: RepairFacts, law: Law, on: PlainDate): RepairAnswer {
  const reasoning = new Reasoning('question.repair', facts, law, on);
  const classification = classOf(facts, law, on);
  reasoning.adopt(classification.derivation.steps);
  const start = termStart(facts, reasoning);
  const terms = classification.class === 'unknown' ? [] : termsOf(classification.class, facts, reasoning);
  if (start.day === undefined) reasoning.doubt('publication.start_unknown');
  if (classification.class !== 'unknown' && terms.length === 0) {
    reasoning.doubt('publication.no_regime', { class: classification.class });
  }
  if (start.day === undefined || terms.length === 0) return { ...reasoning.answer(), classification };
  const byTerm = earliestRepair(terms, start.day, facts, reasoning);
  const earliestOn = facts.dutyPerformedOn === undefined ? byTerm : later(byTerm, facts.dutyPerformedOn);
  if (on < earliestOn) reasoning.refuse('repair.too_early', { earliestOn });
  if (facts.dutyOutstanding === true) reasoning.refuse('repair.duty_outstanding');
  else if (facts.dutyPerformedOn === undefined) reasoning.doubt('repair.duty_unknown');
  for (const condition of facts.conditions ?? []) conditionKept(condition, reasoning);
  return { ...reasoning.answer(), classification, earliestOn };
}

/** A condition that nothing high enough sets holds nobody up. */
function conditionKept({ refs, met }: NonNullable<RepairFacts['conditions']>[number], reasoning: Reasoning): void {
  const { answer, articles } = basisSuffices('repair_condition', 'national', refs, reasoning.law, reasoning.on);
  const told = { refs: refs.join(' ') };
  if (answer === 'allowed')
    reasoning.require(met, { no: 'repair.condition_unmet', unknown: 'repair.condition_unknown' }, articles);
  else reasoning.say('repair.condition_without_basis', told, articles);
}
