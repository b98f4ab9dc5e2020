import { z } from 'zod';
import { contextOf } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Answer } from '../../rules/law/index.ts';
import { MomentShape } from '../records/index.ts';
import { askLaw, findingOf } from './candidate-queries.ts';
import { listPublicationMoments } from './history-queries.ts';
import { PUBLICATION_MESSAGES } from './publication-messages.ts';
import { type PublicationRouteDeps, readers } from './queue-routes.ts';
import { isPublishedItem, type RecordInHand } from './record-in-hand.ts';
import { getRecordInHand } from './record-queries.ts';
import { Lines, lines, RecordShape, stateOf } from './record-shape.ts';
import { inReading } from './review-queries.ts';

const History = z.object({
  /** Null: records of this item are not published. */
  state: RecordShape.shape.state.nullable(),
  /** Whether the record may be public by what is known today (`publicRecord`), the review once done, and why. */
  publicRecord: z
    .object({ answer: z.enum(['allowed', 'refused', 'unknown']), until: z.string().nullable(), why: Lines })
    .nullable(),
  publication: z.object({ id: z.uuid(), beginsOn: z.string(), lastDay: z.string() }).nullable(),
  moments: z.array(MomentShape),
});

/** GET /api/v1/records/:id/publication: may the record be public and why, how far that has come, and what became of it. */
export function historyRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  http.get(
    '/api/v1/records/:id/publication',
    { schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: History } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      readers(ctx);
      return inReading(ctx, async (tx) => {
        const record = await getRecordInHand(tx, request.params.id);
        const moments = await listPublicationMoments(tx, record.id);
        const today = chinaDate(deps.now());
        if (!isPublishedItem(record.item)) return { state: null, publicRecord: null, publication: null, moments };
        const { publication } = record;
        const answer = askLaw(record, findingOf(influenceOf(record)), deps.law(), today);
        return {
          state: stateOf(record, today),
          publicRecord: publicRecord(record, answer),
          publication: publication
            ? { id: publication.id, beginsOn: publication.beginsOn, lastDay: publication.lastDay }
            : null,
          moments,
        };
      });
    },
  );
}

/** What its source has withdrawn is not public, whatever the law says of the decision. */
function publicRecord({ action }: RecordInHand, answer: Answer) {
  const { zh, en } = PUBLICATION_MESSAGES['publication.record_withdrawn'];
  if (action === 'withdraw') return { answer: 'refused' as const, until: null, why: { zh: [zh], en: [en] } };
  return { answer: answer.answer, until: answer.until ?? null, why: lines(answer.derivation) };
}

/** The finding that is on record, or the one that a review would have to make. */
function influenceOf({ publication, review, item, subjectKind }: RecordInHand): string | undefined {
  const found = publication?.influenceFinding ?? review?.influenceFinding;
  return found ?? (item === 'penalty' && subjectKind !== 'organisation' ? 'assumed' : undefined);
}
