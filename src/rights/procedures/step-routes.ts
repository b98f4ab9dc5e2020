import { z } from 'zod';
import { commandContextOf, contextOf } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { acknowledgeNotice, addPoint, disposeOf, lookAtTexts, recuse } from './case-commands.ts';
import type { CaseRouteDeps } from './case-routes.ts';
import { CaseId, TimerShape } from './case-shape.ts';
import { OUTCOMES, POINT_KINDS } from './procedure-tables.ts';
import type { Runnable } from './runnable.ts';
import { takeStep } from './step-commands.ts';

const Code = z.string().regex(/^[a-z_]{1,40}$/);
const Text = z.string().trim().min(4).max(4_000);
const Document = z.strictObject({ kind: Code, sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const DocumentList = z.array(Document).max(50);
const Step = z.strictObject({
  step: Code,
  /** How many steps the taker has seen: one that came in between refuses this one. */
  after: z.number().int().min(0),
  /** The day in the world from which clocks count; left out: today. */
  on: z.string().max(10).refine(isPlainDate, 'date.unreadable').optional(),
  cause: Code.optional(),
  reason: Text.optional(),
  documents: DocumentList.default([]),
});
export const StepSavedShape = z.object({
  id: z.uuid(),
  number: z.number(),
  state: z.string(),
  timers: z.array(TimerShape).readonly(),
  told: z.number(),
  entryId: z.uuid(),
});
const Entry = z.object({ entryId: z.uuid() });

/** Steps, dispositions, recusals and looks of a case; acknowledgement of a notice. Each through the table of its procedure. */
export function stepRoutes(http: HttpApp, deps: CaseRouteDeps, runnables: readonly Runnable[]): void {
  const kit = () => ({ law: deps.law(), vault: deps.vault });

  const stepping = { schema: { params: CaseId, body: Step, response: { 201: StepSavedShape } } };
  http.post('/api/v1/cases/:id/steps', stepping, async (request, reply) => {
    const { on, ...given } = request.body;
    const step = { ...given, caseId: request.params.id, on: on as PlainDate | undefined };
    const { result, entryId } = await takeStep(await commandContextOf(request, deps), kit(), runnables, step);
    return reply.code(201).send({ ...result, entryId });
  });

  const Point = z.strictObject({
    kind: z.enum(POINT_KINDS),
    text: z.string().trim().min(2).max(2_000),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  });
  const Added = Entry.extend({ number: z.number() });
  const adding = { schema: { params: CaseId, body: Point, response: { 201: Added } } };
  http.post('/api/v1/cases/:id/points', adding, async (request, reply) => {
    const given = { ...request.body, caseId: request.params.id };
    const { result, entryId } = await addPoint(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ number: result.number, entryId });
  });

  const Disposition = z.strictObject({
    number: z.number().int().min(1).max(200),
    outcome: z.enum(OUTCOMES),
    reason: Text,
  });
  const Disposed = Entry.extend({ version: z.number() });
  const disposing = { schema: { params: CaseId, body: Disposition, response: { 201: Disposed } } };
  http.post('/api/v1/cases/:id/dispositions', disposing, async (request, reply) => {
    const given = { ...request.body, caseId: request.params.id };
    const { result, entryId } = await disposeOf(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ version: result.version, entryId });
  });

  const Recusal = z.strictObject({ accountId: z.uuid(), reason: Text });
  const recusing = { schema: { params: CaseId, body: Recusal, response: { 201: Entry } } };
  http.post('/api/v1/cases/:id/recusals', recusing, async (request, reply) => {
    const given = { ...request.body, caseId: request.params.id };
    const { entryId } = await recuse(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ entryId });
  });

  const Look = z.strictObject({ reason: z.string().trim().min(4).max(500) });
  const Texts = z.object({
    points: z.array(z.object({ number: z.number(), text: z.string(), answer: z.string().nullable() })).readonly(),
    reasons: z.array(z.object({ number: z.number(), text: z.string() })).readonly(),
  });
  const looking = { schema: { params: CaseId, body: Look, response: { 200: Texts } } };
  http.post('/api/v1/cases/:id/looks', looking, async (request) => {
    const given = { caseId: request.params.id, reason: request.body.reason };
    return lookAtTexts(await contextOf(request, deps), deps.vault, runnables, given);
  });

  const receiving = { schema: { params: CaseId, response: { 201: Entry } } };
  http.post('/api/v1/notices/:id/receipts', receiving, async (request, reply) => {
    const { entryId } = await acknowledgeNotice(await commandContextOf(request, deps), request.params.id);
    return reply.code(201).send({ entryId });
  });
}
