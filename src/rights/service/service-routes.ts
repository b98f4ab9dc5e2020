import { z } from 'zod';
import { commandContextOf, contextOf } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { SERVICE_CHANNELS } from '../../rules/law/index.ts';
import { DocumentId, type DocumentRouteDeps } from '../documents/index.ts';
import type { Runnable } from '../procedures/index.ts';
import { endConsent, keepConsent } from './consent-commands.ts';
import { readServices } from './reading-queries.ts';
import { beginService, concludeService, noteEvent } from './service-commands.ts';
import { SERVICE_EVENTS } from './service-tables.ts';

const Day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });
/** A file of twelve megabytes as base64, and what is typed around it. */
const bodyLimit = 17 * 1024 * 1024;
const File = z.base64().min(20).max(bodyLimit);

const Answer = z.enum(['served', 'running', 'not_served', 'failed']);
const Saved = z.object({
  id: z.uuid(),
  answer: Answer,
  servedOn: z.string().nullable(),
  /** By which a step of the case names this service as its `delivery_receipt`, once it has happened. */
  receiptSha256: Digest.nullable(),
  entryId: z.uuid(),
});
const ServiceShape = z.object({
  id: z.uuid(),
  channel: z.enum(SERVICE_CHANNELS),
  begunOn: z.string(),
  lost: z.boolean(),
  documents: z.array(z.object({ id: z.uuid(), paperSha256: Digest })).readonly(),
  events: z
    .array(
      z.object({ what: z.enum(SERVICE_EVENTS), on: z.string(), witnessed: z.boolean(), fileSha256: Digest.nullable() }),
    )
    .readonly(),
  /** What may be noted of it. */
  notes: z.array(z.enum(SERVICE_EVENTS)).readonly(),
  answer: Answer,
  /** The day of service, or while it runs the day on which it will be. */
  servedOn: z.string().nullable(),
  provisional: z.boolean(),
  receiptSha256: Digest.nullable(),
  basis: z.array(z.string()).readonly(),
  why: Lines,
});
const Services = z.object({
  services: z.array(ServiceShape).readonly(),
  /** For each sealed document: the ways that are open, none once it is served, and what must go with it. */
  ways: z
    .array(
      z.object({
        documentId: z.uuid(),
        open: z.array(z.enum(SERVICE_CHANNELS)),
        together: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  consentId: z.uuid().nullable(),
  mailbox: z.boolean(),
});

/** Service of documents: consent, ways, proofs, outcomes. */
export function serviceRoutes(http: HttpApp, deps: DocumentRouteDeps, runnables: readonly Runnable[]): void {
  const kit = () => ({ law: deps.law(), vault: deps.vault });

  const listing = { schema: { params: DocumentId, response: { 200: Services } } };
  http.get('/api/v1/cases/:id/services', listing, async (request) =>
    readServices(await contextOf(request, deps), deps.law(), runnables, request.params.id),
  );

  const Begin = z.strictObject({
    channel: z.enum(SERVICE_CHANNELS),
    documents: z.array(z.uuid()).min(1).max(20),
    /** Left out: today. An electronic service begins when it is sent. */
    begunOn: Day.optional(),
    recipient: z.string().trim().min(2).max(500),
    lost: z.boolean().default(false),
    reason: z.string().trim().min(4).max(4_000).optional(),
  });
  const beginning = { schema: { params: DocumentId, body: Begin, response: { 201: Saved } } };
  http.post('/api/v1/cases/:id/services', beginning, async (request, reply) => {
    const { begunOn, ...rest } = request.body;
    const given = { ...rest, begunOn: begunOn as PlainDate | undefined, caseId: request.params.id };
    const { result, entryId } = await beginService(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Event = z.strictObject({
    what: z.enum(SERVICE_EVENTS),
    on: Day,
    witnessed: z.boolean().default(false),
    note: z.string().trim().min(2).max(4_000).optional(),
    file: File.optional(),
  });
  const noting = { bodyLimit, schema: { params: DocumentId, body: Event, response: { 201: Saved } } };
  http.post('/api/v1/services/:id/events', noting, async (request, reply) => {
    const { on, file, ...rest } = request.body;
    const proof = file === undefined ? undefined : Buffer.from(file, 'base64');
    const given = { ...rest, on: on as PlainDate, file: proof, id: request.params.id };
    const { result, entryId } = await noteEvent(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const concluding = { schema: { params: DocumentId, response: { 201: Saved } } };
  http.post('/api/v1/services/:id/outcome', concluding, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await concludeService(ctx, kit(), runnables, request.params.id);
    return reply.code(201).send({ ...result, entryId });
  });

  const Consent = z.strictObject({ givenOn: Day, file: File });
  const Kept = z.object({ id: z.uuid(), entryId: z.uuid() });
  const consenting = { bodyLimit, schema: { params: DocumentId, body: Consent, response: { 201: Kept } } };
  http.post('/api/v1/cases/:id/service-consents', consenting, async (request, reply) => {
    const { givenOn, file } = request.body;
    const bytes = Buffer.from(file, 'base64');
    const given = { caseId: request.params.id, givenOn: givenOn as PlainDate, file: bytes };
    const { result, entryId } = await keepConsent(await commandContextOf(request, deps), kit(), given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Ended = z.object({ endedOn: z.string(), entryId: z.uuid() });
  const ending = { schema: { params: DocumentId, response: { 201: Ended } } };
  http.post('/api/v1/service-consents/:id/end', ending, async (request, reply) => {
    const { result, entryId } = await endConsent(await commandContextOf(request, deps), kit(), request.params.id);
    return reply.code(201).send({ ...result, entryId });
  });
}
