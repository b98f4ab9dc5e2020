import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { DocumentFacts } from './document-facts.ts';
import type { Law } from './law.ts';
import type { RemedyBodies } from './pack.ts';

/** Between organs of review of which the party may choose one (行政复议法 art. 28). */
const OR = '或者';

/**
 * The organs of review (行政复议机关) and the court (人民法院) against what an organ of that branch in that division decides, as the
 * packs have them on the day (行政复议法 arts. 24, 28; 行政诉讼法 arts. 14, 18); undefined where no pack says.
 */
export const remedyBodies = (
  law: Law,
  { branch, division }: { readonly branch: string; readonly division: string },
  on: PlainDate,
): RemedyBodies | undefined =>
  law.all('remedyBodies', on).find((row) => row.branch === branch && row.division === division);

/** The same as a document names them; nothing where no pack says, so that the document lacks it and an officer writes it. */
export function remedyFacts(
  law: Law,
  organ: { readonly branch: string; readonly division: string },
  on: PlainDate,
): Pick<DocumentFacts, 'reviewOrgan' | 'court'> {
  const found = remedyBodies(law, organ, on);
  return found === undefined ? {} : { reviewOrgan: found.review.join(OR), court: found.court };
}
