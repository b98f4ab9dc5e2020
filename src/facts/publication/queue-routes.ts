import { z } from 'zod';
import { contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import { type Context, entityTagOf } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { PageEnd, readPageEnd } from '../../ground/platform/page-end.ts';
import { shownDuty } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { listQueue } from './queue-queries.ts';
import { lookedAt } from './record-in-hand.ts';
import { getRecordInHand, listSettledPlaces } from './record-queries.ts';
import { Both, DutyShape, Lines, lines, RecordShape, shownRecord } from './record-shape.ts';
import { inReading, publicityDuty, reviewSheet } from './review-queries.ts';
import { termInForce } from './term-queries.ts';

export type PublicationRouteDeps = SignInDeps & { readonly law: () => Law };

const QueueRow = RecordShape.extend({ duty: DutyShape });
export const Place = z.object({
  field: z.string().max(64),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
});
const Sheet = RecordShape.extend({
  duty: DutyShape,
  answer: z.object({
    answer: z.enum(['allowed', 'refused', 'unknown']),
    reasons: z.array(z.string()),
    until: z.string().nullable(),
    why: Lines,
  }),
  /** The finding of certain social influence is demanded (行政处罚法 art. 48). */
  needsFinding: z.boolean(),
  fields: z.array(z.object({ code: z.string(), name: Both, value: z.string() })),
  /** Each must be redacted or released; UTF-16 indexes into the field's value, end not included. */
  personalData: z.array(Place.extend({ kind: z.string() })),
  review: z
    .object({
      id: z.uuid(),
      influenceFinding: z.string().nullable(),
      places: z.array(Place.extend({ outcome: z.enum(['redacted', 'released']) })),
    })
    .nullable(),
  publication: z
    .object({
      id: z.uuid(),
      address: z.uuid(),
      beginsOn: z.string(),
      lastDay: z.string(),
      version: z.number(),
      why: Lines.nullable(),
    })
    .nullable(),
});
/** Who may read what waits. @throws {Refusal} forbidden `access.denied` */
export const readers = (ctx: Context) =>
  mayOrRefuse(ctx.actor, 'record.read', { kind: 'publication', organPath: ctx.actor.organPath });

function readingRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  const QueueQuestion = z.strictObject({
    state: z.enum(['to_review', 'to_release']).optional(),
    after: PageEnd.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });
  const Page = z.object({ today: z.string(), rows: z.array(QueueRow), after: z.string().nullable() });

  http.get(
    '/api/v1/publications/queue',
    { schema: { querystring: QueueQuestion, response: { 200: Page } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      readers(ctx);
      const { state, after, limit } = request.query;
      const today = chinaDate(deps.now());
      const law = deps.law();
      const records = await inReading(ctx, (tx) => listQueue(tx, { state, after: readPageEnd(after), limit }, today));
      const last = records.length === limit ? records.at(-1) : undefined;
      return {
        today,
        rows: records.map((record) => ({
          ...shownRecord(record, today),
          duty: shownDuty(publicityDuty(record, law, today)),
        })),
        after: last ? `${last.publicationDueOn ?? last.decidedOn}_${last.id}` : null,
      };
    },
  );

  http.get(
    '/api/v1/publications/queue/:recordId',
    { schema: { params: z.strictObject({ recordId: z.uuid() }), response: { 200: Sheet } } },
    async (request, reply) => {
      const ctx = await contextOf(request, deps);
      readers(ctx);
      const today = chinaDate(deps.now());
      return inReading(ctx, async (tx) => {
        const before = await getRecordInHand(tx, request.params.recordId);
        reply.header('etag', await entityTagOf(tx, ...lookedAt(before)));
        const record = await getRecordInHand(tx, request.params.recordId);
        const { duty, answer, needsFinding, fields, personalData } = reviewSheet(record, deps.law(), today);
        const { review, publication } = record;
        const term = publication && (await termInForce(tx, publication.id));
        return {
          ...shownRecord(record, today),
          duty: shownDuty(duty),
          answer: {
            answer: answer.answer,
            reasons: [...answer.reasons],
            until: answer.until ?? null,
            why: lines(answer.derivation),
          },
          needsFinding,
          fields: fields.map(({ field, value }) => ({
            code: field.code,
            name: { zh: field.name, en: field.nameEn },
            value,
          })),
          personalData: personalData.map(({ field, start, end, kind }) => ({ field, start, end, kind })),
          review: review
            ? {
                id: review.id,
                influenceFinding: review.influenceFinding,
                places: await listSettledPlaces(tx, review.id),
              }
            : null,
          publication: publication
            ? {
                id: publication.id,
                address: publication.address,
                beginsOn: publication.beginsOn,
                lastDay: publication.lastDay,
                version: publication.version,
                why: term ? lines(term) : null,
              }
            : null,
        };
      });
    },
  );
}

/** What waits for review or release, each with the day it is due, and one record in full. */
export function queueRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  readingRoutes(http, deps);
}
