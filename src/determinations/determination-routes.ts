import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse, type SignInDeps } from '../access/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { DETERMINATION_USES, type Law } from '../law/index.ts';
import type { HttpApp } from '../platform/http.ts';
import { StepSavedShape } from '../procedures/index.ts';
import type { Vault } from '../vault/index.ts';
import { proposeDetermination, reviseContents } from './determination-commands.ts';
import { listStanding, readContents } from './determination-queries.ts';
import { domainRoutes } from './domain-routes.ts';

export type DeterminationRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

const Day = z
  .string()
  .refine(isPlainDate, 'date.unreadable')
  .transform((day) => day as PlainDate);
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/);
const ContentsShape = z.strictObject({
  domain: Code.nullable().default(null),
  termMonths: z.number().int().min(1).max(60),
  measures: z.array(Code).max(14).default([]),
  refs: z
    .array(z.string().regex(/^[a-z0-9-]+:[0-9A-Za-z()-]{1,20}$/))
    .min(1)
    .max(20),
  role: z.string().trim().min(2).max(60).nullable().default(null),
  roleFrom: Day.nullable().default(null),
  roleUntil: Day.nullable().default(null),
});
const VersionShape = z.object({
  version: z.number(),
  afterSteps: z.number(),
  domain: z.string().nullable(),
  termMonths: z.number(),
  measures: z.array(z.string()).readonly(),
  refs: z.array(z.string()).readonly(),
  role: z.string().nullable(),
  roleFrom: z.string().nullable(),
  roleUntil: z.string().nullable(),
});
const Proposal = z.strictObject({
  recordId: z.uuid(),
  use: z.enum(DETERMINATION_USES),
  partyId: z.uuid().optional(),
  contents: ContentsShape,
  on: Day,
  reason: z.string().trim().min(4).max(4_000),
});
const StandingShape = z.object({
  caseId: z.uuid(),
  use: z.enum(DETERMINATION_USES),
  domain: z.string().nullable(),
  recordId: z.uuid(),
  measures: z.array(z.string()).readonly(),
  effectiveOn: z.string(),
  untilOn: z.string(),
  resting: z.boolean(),
});

/**
 * Determinations: propose one, make what is proposed lighter, see what stands, open the domain of a list. Everything between is a
 * step of the case.
 */
export function determinationRoutes(http: HttpApp, deps: DeterminationRouteDeps): void {
  const proposing = { schema: { body: Proposal, response: { 201: StepSavedShape } } };
  http.post('/api/v1/determinations', proposing, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await proposeDetermination(ctx, { law: deps.law(), vault: deps.vault }, request.body);
    return reply.code(201).send({ ...result, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const Revised = z.object({ version: z.number(), entryId: z.uuid() });
  const revising = { schema: { params: Id, body: ContentsShape, response: { 201: Revised } } };
  http.post('/api/v1/determinations/:id/contents', revising, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const given = { caseId: request.params.id, contents: request.body, on: chinaDate(ctx.now()) };
    const { result, entryId } = await reviseContents(ctx, { law: deps.law() }, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Versions = z.object({ versions: z.array(VersionShape).readonly() });
  const reading = { schema: { params: Id, response: { 200: Versions } } };
  http.get('/api/v1/determinations/:id/contents', reading, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath });
    return { versions: await readContents(ctx, request.params.id) };
  });

  const Standing = z.object({ determinations: z.array(StandingShape).readonly() });
  http.get('/api/v1/determinations', { schema: { response: { 200: Standing } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath });
    return { determinations: await listStanding(ctx, chinaDate(ctx.now())) };
  });

  domainRoutes(http, deps);
}
