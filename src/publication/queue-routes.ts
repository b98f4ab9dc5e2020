import { z } from 'zod';
import { contextOf, mayOrRefuse, type SignInDeps } from '../access/index.ts';
import type { Context } from '../audit/index.ts';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { type Derivation, explain, type Law } from '../law/index.ts';
import type { HttpApp } from '../platform/http.ts';
import type { RecordInHand } from './record-in-hand.ts';
import {
  getRecordInHand,
  listProposals,
  listQueue,
  listSettledPlaces,
  listWithdrawalsDue,
  recordOfPublication,
  termInForce,
} from './record-queries.ts';
import { type Duty, inReading, publicityDuty, reviewSheet, withdrawalDuty } from './review-queries.ts';

export type PublicationRouteDeps = SignInDeps & { readonly law: () => Law };

const Both = z.object({ zh: z.string(), en: z.string() });
const Lines = z.object({ zh: z.array(z.string()), en: z.array(z.string()) });
const DutyShape = z.object({
  dueOn: z.string(),
  provisional: z.boolean(),
  workingDaysLeft: z.number().nullable(),
  overdue: z.boolean(),
});
const RecordShape = z.object({
  recordId: z.uuid(),
  item: z.string(),
  documentNumber: z.string(),
  name: z.string(),
  subjectKind: z.enum(['organisation', 'individual_business', 'person']),
  organ: Both,
  decidedOn: z.string(),
  version: z.number(),
  class: z.enum(['minor', 'general', 'serious']).nullable(),
  /** Public already; a corrected version waits. */
  correction: z.boolean(),
  state: z.enum(['to_review', 'to_release', 'public', 'ended', 'withdrawn', 'refused']),
});
const QueueRow = RecordShape.extend({ duty: DutyShape });
export const Place = z.object({
  field: z.string().max(64),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
});
const Sheet = RecordShape.extend({
  duty: DutyShape.extend({ why: Lines }),
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
const lines = (derivation: Derivation) => ({ zh: explain(derivation, 'zh'), en: explain(derivation, 'en') });
const shownDuty = ({ deadline, workingDaysLeft, overdue }: Duty) => ({
  dueOn: deadline.due,
  provisional: deadline.provisional,
  workingDaysLeft,
  overdue,
});

function stateOf({ refused, review, publication, version }: RecordInHand, today: PlainDate) {
  if (refused) return 'refused' as const;
  if (publication?.withdrawn) return 'withdrawn' as const;
  if (publication && publication.lastDay < today) return 'ended' as const;
  if (publication?.version === version) return 'public' as const;
  return review ? ('to_release' as const) : ('to_review' as const);
}

const shownRecord = (record: RecordInHand, today: PlainDate) => ({
  recordId: record.id,
  item: record.item,
  documentNumber: record.documentNumber,
  name: record.name,
  subjectKind: record.subjectKind,
  organ: { zh: record.organName, en: record.organNameEn },
  decidedOn: record.decidedOn,
  version: record.version,
  class: record.class,
  correction: record.publication !== undefined,
  state: stateOf(record, today),
});

const readers = (ctx: Context) =>
  mayOrRefuse(ctx.actor, 'record.read', { kind: 'publication', organPath: ctx.actor.organPath });

/** Where the last page ended: `2026-03-11_<record id>`. */
function afterOf(cursor: string | undefined): { day: PlainDate; id: string } | undefined {
  const [day, id] = cursor?.split('_') ?? [];
  return day !== undefined && id !== undefined ? { day: day as PlainDate, id } : undefined;
}

function readingRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  const QueueQuestion = z.strictObject({
    state: z.enum(['to_review', 'to_release']).optional(),
    after: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
      .optional(),
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
      const records = await inReading(ctx, (tx) => listQueue(tx, { state, after: afterOf(after), limit }, today));
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
    async (request) => {
      const ctx = await contextOf(request, deps);
      readers(ctx);
      const today = chinaDate(deps.now());
      return inReading(ctx, async (tx) => {
        const record = await getRecordInHand(tx, request.params.recordId);
        const { duty, answer, needsFinding, fields, personalData } = reviewSheet(record, deps.law(), today);
        const { review, publication } = record;
        const term = publication && (await termInForce(tx, publication.id));
        return {
          ...shownRecord(record, today),
          duty: { ...shownDuty(duty), why: lines(duty.deadline.derivation) },
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

function listRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  const Due = z.object({
    today: z.string(),
    rows: z.array(RecordShape.extend({ publicationId: z.uuid(), duty: DutyShape })),
  });
  http.get('/api/v1/publications/withdrawals/due', { schema: { response: { 200: Due } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    readers(ctx);
    const today = chinaDate(deps.now());
    const records = await inReading(ctx, (tx) => listWithdrawalsDue(tx, today));
    return {
      today,
      rows: records.map((record) => ({
        ...shownRecord(record, today),
        publicationId: record.publication!.id,
        duty: shownDuty(withdrawalDuty(record, deps.law(), today)),
      })),
    };
  });

  const Proposals = z.object({
    rows: z.array(
      RecordShape.extend({ publicationId: z.uuid(), lastDay: z.string(), proposedDay: z.string(), why: Lines }),
    ),
  });
  http.get('/api/v1/publications/terms/proposals', { schema: { response: { 200: Proposals } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    readers(ctx);
    const today = chinaDate(deps.now());
    return inReading(ctx, async (tx) => {
      const rows = [];
      for (const { publicationId, lastDay, derivation } of await listProposals(tx, today)) {
        const record = await recordOfPublication(tx, publicationId);
        rows.push({
          ...shownRecord(record, today),
          publicationId,
          lastDay: record.publication!.lastDay,
          proposedDay: lastDay,
          why: lines(derivation),
        });
      }
      return { rows };
    });
  });
}

/** What waits for review, release, withdrawal or confirmation, each with the day it is due, and one record in full. */
export function queueRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  readingRoutes(http, deps);
  listRoutes(http, deps);
}
