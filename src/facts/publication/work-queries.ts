import { type Deed, may, rightsOf } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { type ShownDuty, shownDuty } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { matter } from './publication-commands.ts';
import { listWaitingRecords, WAITS, type Waits } from './queue-queries.ts';
import type { RecordInHand } from './record-in-hand.ts';
import { inReading, publicityDuty, termDuty, withdrawalDuty } from './review-queries.ts';

const DEED: Readonly<Record<Waits, Deed>> = {
  to_review: 'publication.review',
  to_release: 'publication.release',
  withdrawal: 'publication.withdraw',
  term: 'publication.release',
};

export type PublicationWork = { readonly waits: Waits; readonly record: RecordInHand; readonly duty: ShownDuty };

/**
 * What waits for this post about publications, and which this person may do: who delivered or reviewed one is not offered it.
 * At most `limit` of each kind.
 */
export async function publicationWork(
  ctx: Context,
  law: Law,
  asked: { readonly leaveOut: readonly string[]; readonly limit: number },
): Promise<PublicationWork[]> {
  const rights = rightsOf(ctx.actor);
  const kinds = WAITS.filter((kind) => rights.includes(DEED[kind]));
  const today = chinaDate(ctx.now());
  const waiting = await inReading(ctx, (tx) => listWaitingRecords(tx, { ...asked, kinds }, today));
  return waiting
    .filter(({ waits, record }) => may(ctx.actor, DEED[waits], matter(record, reviewerOf(waits, record))).allowed)
    .map(({ waits, record }) => ({ waits, record, duty: dutyFor(waits, record, law, today) }));
}

const reviewerOf = (waits: Waits, { review, publication }: RecordInHand) =>
  waits === 'term' ? publication?.reviewedBy : review?.reviewedBy;

function dutyFor(waits: Waits, record: RecordInHand, law: Law, today: PlainDate): ShownDuty {
  if (waits === 'term' && record.publication) return termDuty(record.publication, law, today);
  return shownDuty(waits === 'withdrawal' ? withdrawalDuty(record, law, today) : publicityDuty(record, law, today));
}
