import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type Answer, type CatalogueItem, explain, type Law } from '../../rules/law/index.ts';
import { penaltyFacts, type StoredFacts } from '../records/index.ts';
import { type Candidate, type Finding, mayBePublic } from './publishability.ts';
import { isPublishedItem, type RecordInHand } from './record-in-hand.ts';

const day = (facts: StoredFacts, code: string): PlainDate | undefined =>
  typeof facts[code] === 'string' ? (facts[code] as PlainDate) : undefined;

/** What the law is asked about a record. @throws {Refusal} rule `publication.item_not_public` */
export function candidateOf(
  record: Pick<RecordInHand, 'item' | 'facts' | 'subjectKind' | 'class' | 'classGivenByPerson'>,
): Candidate {
  const { item, facts, subjectKind } = record;
  if (!isPublishedItem(item)) throw new Refusal('rule', 'publication.item_not_public', { item });
  if (item === 'penalty') {
    const classified = record.classGivenByPerson ? (record.class ?? undefined) : undefined;
    return { item, facts: penaltyFacts(facts, subjectKind), classified };
  }
  const validUntil = day(facts, 'XK_YXQZI');
  const decidedOn = day(facts, 'XK_JDRQ');
  return {
    item,
    facts: {
      subjectKind: subjectKind === 'person' ? 'natural_person' : subjectKind,
      ...(decidedOn === undefined ? {} : { decidedOn }),
      ...(validUntil === undefined ? {} : { validUntil }),
    },
  };
}

/** The record's own question, with what its review found. */
export function askLaw(record: RecordInHand, finding: Finding, law: Law, today: PlainDate): Answer {
  return mayBePublic(candidateOf(record), finding, record.publication?.beginsOn, law, today);
}

/** What a review on record says to the law; a finding in words is the finding. */
export function findingOf(influenceFinding: string | null | undefined): Finding {
  return {
    confidentialityReviewed: true,
    ...(influenceFinding === null || influenceFinding === undefined ? {} : { socialInfluence: true }),
  };
}

/** @throws {Refusal} rule `publication.not_allowed`, with the reasons in both languages */
export function refuseUnlessAllowed(answer: Answer): PlainDate {
  if (answer.answer === 'allowed' && answer.until !== undefined) return answer.until;
  const reasons = answer.reasons.length > 0 ? answer.reasons : ['publication.end_unknown'];
  throw new Refusal('rule', 'publication.not_allowed', {
    reasons,
    why: { zh: explain(answer.derivation, 'zh'), en: explain(answer.derivation, 'en') },
  });
}

/** The catalogue item as it stands on that day. */
export function itemOf(record: Pick<RecordInHand, 'item'>, law: Law, today: PlainDate): CatalogueItem {
  return law.item(record.item, today);
}
