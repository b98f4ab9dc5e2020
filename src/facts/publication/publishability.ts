import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  type Answer,
  answerUnderKnownLaw,
  type Law,
  type LicencePublicationFacts,
  mayPublish,
  mayPublishLicence,
  type PublicationFacts,
  type SeverityClass,
} from '../../rules/law/index.ts';

/** What is asked of the law about one record. The facts of the item, without what the review adds. */
export type Candidate =
  | { readonly item: 'penalty'; readonly facts: PublicationFacts; readonly classified?: SeverityClass | undefined }
  | { readonly item: 'licence'; readonly facts: LicencePublicationFacts };

/** What a reviewer has found so far. Left out: not reviewed yet, which is unknown, not no. */
export type Finding = { readonly confidentialityReviewed?: boolean; readonly socialInfluence?: boolean };

/** Whether the record may be public from today on and until when, under all law that is already made. */
export function mayBePublic(
  candidate: Candidate,
  finding: Finding,
  publishedOn: PlainDate | undefined,
  law: Law,
  today: PlainDate,
): Answer {
  if (candidate.item === 'licence') {
    return answerUnderKnownLaw((on) => mayPublishLicence({ ...candidate.facts, ...finding }, law, on), law, today);
  }
  const { classified, facts } = candidate;
  const asked: PublicationFacts = {
    ...facts,
    ...finding,
    publishedOn: publishedOn ?? today,
    ...(classified === undefined ? {} : { classified }),
  };
  return answerUnderKnownLaw((on) => mayPublish(asked, law, on), law, today);
}
