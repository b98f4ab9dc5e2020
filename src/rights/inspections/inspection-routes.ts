import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Law } from '../../rules/law/index.ts';
import { CAUSES, OUTCOMES } from './inspection.ts';
import { DrawShape, InspectionsShape } from './inspection-shape.ts';
import { recordOutcome } from './outcome-commands.ts';
import { drawPlan, planInspections } from './plan-commands.ts';
import { readDraw, readInspections } from './reading-queries.ts';
import { endInspector, enterInspector } from './register-commands.ts';
import { replaceInspector } from './replacement-commands.ts';

type Deps = SignInDeps & { readonly law: () => Law };
const Day = z
  .string()
  .max(10)
  .refine(isPlainDate, 'date.unreadable')
  .transform((day) => day as PlainDate);
const Words = z.string().trim().min(4).max(500);
const Id = z.strictObject({ id: z.uuid() });
const Entry = z.object({ entryId: z.uuid() });
const Made = Entry.extend({ id: z.uuid() });
const Nothing = z.strictObject({});

/** Who may be drawn: entered and taken off by whoever plans. */
function registerRoutes(http: HttpApp, deps: Deps): void {
  const Entered = z.strictObject({ accountId: z.uuid(), serviceNumber: z.string().trim().min(2).max(40) });
  http.post('/api/v1/inspectors', { schema: { body: Entered, response: { 201: Made } } }, async (request, reply) => {
    const { result, entryId } = await enterInspector(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ id: result.id, entryId });
  });
  const ending = { schema: { params: Id, body: Nothing, response: { 201: Entry } } };
  http.post('/api/v1/inspectors/:id/endings', ending, async (request, reply) => {
    const { entryId } = await endInspector(await commandContextOf(request, deps), request.params.id);
    return reply.code(201).send({ entryId });
  });
}

/** Plans, and the draw from what they wrote down. */
function planRoutes(http: HttpApp, deps: Deps, reading: (request: FastifyRequest) => Promise<Context>): void {
  const Planned = Made.extend({ inspections: z.number(), leftOut: z.number() });
  const planning = { schema: { body: z.strictObject({ until: Day }), response: { 201: Planned } } };
  http.post('/api/v1/inspection-plans', planning, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await planInspections(ctx, { law: deps.law() }, request.body);
    return reply.code(201).send({ ...result, entryId });
  });
  http.get('/api/v1/inspection-plans/:id', { schema: { params: Id, response: { 200: DrawShape } } }, async (request) =>
    readDraw(await reading(request), request.params.id),
  );
  const drawing = { schema: { params: Id, body: Nothing, response: { 201: Entry.extend({ logSize: z.number() }) } } };
  http.post('/api/v1/inspection-plans/:id/draws', drawing, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await drawPlan(ctx, { law: deps.law() }, request.params.id);
    return reply.code(201).send({ logSize: result.logSize, entryId });
  });
}

/** Inspections under key supervision (双随机): the register, plans and draws, who goes in somebody's place, what became of them. */
export function inspectionRoutes(http: HttpApp, deps: Deps): void {
  const reading = async (request: FastifyRequest) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'inspection.read', { kind: 'inspection', organPath: ctx.actor.organPath });
    return ctx;
  };
  http.get('/api/v1/inspections', { schema: { response: { 200: InspectionsShape } } }, async (request) =>
    readInspections(await reading(request), deps.law()),
  );
  registerRoutes(http, deps);
  planRoutes(http, deps, reading);

  const Replaced = z.strictObject({ accountId: z.uuid(), cause: z.enum(CAUSES), reason: Words });
  const replacing = { schema: { params: Id, body: Replaced, response: { 201: Made } } };
  http.post('/api/v1/inspections/:id/replacements', replacing, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const given = { inspectionId: request.params.id, ...request.body };
    const { result, entryId } = await replaceInspector(ctx, { law: deps.law() }, given);
    return reply.code(201).send({ id: result.id, entryId });
  });
  const Concluded = z.strictObject({ outcome: z.enum(OUTCOMES), note: Words.nullable().default(null) });
  const concluding = { schema: { params: Id, body: Concluded, response: { 201: Entry } } };
  http.post('/api/v1/inspections/:id/outcomes', concluding, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { entryId } = await recordOutcome(ctx, { inspectionId: request.params.id, ...request.body });
    return reply.code(201).send({ entryId });
  });
}
