import { earlier, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';
import type { SubjectKind } from './pack.ts';
import { addSpan } from './periods.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** Facts on publishing one licence (行政许可). Absent is unknown. */
export type LicencePublicationFacts = {
  readonly subjectKind?: SubjectKind;
  readonly decidedOn?: PlainDate;
  /** Last day of its validity; 2099-12-31 is the standard's "long term" (law file 2.7). */
  readonly validUntil?: PlainDate;
  readonly minor?: boolean;
  readonly confidentialityReviewed?: boolean;
};

const LONG_TERM = '2099-12-31' as PlainDate;

/**
 * Whether a licence may stand in public on `on`, and until when (inclusive). It leaves with its validity; where that is not
 * known, or the holder is a natural person, not later than the item's own retention after the decision. Good information may
 * otherwise stay (河南省社会信用条例 art. 19); which days count for persons is our reading (个人信息保护法 art. 19).
 */
export function mayPublishLicence(facts: LicencePublicationFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.publish_licence', facts, law, on);
  const { decidedOn, validUntil } = facts;
  const publicity = law.find('periods', 'licence.publicity', on);
  reasoning.say('licence.is_public', {}, publicity?.basis ?? []);
  if (facts.minor === true) reasoning.refuse('publication.of_minor', {}, reasoning.articlesOf('line.minors'));
  reasoning.require(
    facts.confidentialityReviewed,
    { no: 'publication.not_reviewed', unknown: 'publication.review_unknown' },
    reasoning.articlesOf('line.confidentiality'),
  );
  if (decidedOn === undefined) return reasoning.doubt('publication.start_unknown').answer();
  if (decidedOn > on) reasoning.refuse('publication.not_decided_yet', { decidedOn });
  const until = licenceEnd(facts, decidedOn, validUntil, reasoning);
  if (until < on) reasoning.refuse('publication.ended', { until });
  return reasoning.answer(until);
}

function licenceEnd(
  { subjectKind }: LicencePublicationFacts,
  decidedOn: PlainDate,
  validUntil: PlainDate | undefined,
  reasoning: Reasoning,
): PlainDate {
  const { law, on } = reasoning;
  if (validUntil === LONG_TERM) reasoning.say('term.licence_long');
  else if (validUntil === undefined) reasoning.say('term.licence_validity_unknown');
  else reasoning.say('term.licence_valid', { end: validUntil });
  if (validUntil !== undefined && subjectKind === 'organisation') return validUntil;
  const { retention, basis } = law.item('licence', on);
  const end = addSpan(decidedOn, retention);
  reasoning.say('term.licence_retention', { count: retention.count, unit: retention.unit, end }, basis);
  return validUntil === undefined ? end : earlier(validUntil, end);
}
