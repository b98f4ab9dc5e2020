import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { StepSavedShape } from '../procedures/index.ts';
import { askingRoutes } from './asking-routes.ts';
import { readContents } from './contents-queries.ts';
import { proposeDetermination, reviseContents } from './determination-commands.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { listStanding } from './determination-queries.ts';
import { ContentsShape, Day, PartyAsked, StandingShape, VersionShape } from './determination-shape.ts';
import { domainRoutes } from './domain-routes.ts';

export type DeterminationRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

const Proposal = PartyAsked.extend({
  on: Day,
  reason: z.string().trim().min(4).max(4_000),
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

  const Versions = z.object({ versions: z.array(VersionShape).readonly(), mayRevise: z.boolean() });
  const reading = { schema: { params: Id, response: { 200: Versions } } };
  http.get('/api/v1/determinations/:id/contents', reading, async (request) => {
    return readContents(await contextOf(request, deps), request.params.id);
  });

  const Standing = z.object({ determinations: z.array(StandingShape).readonly() });
  http.get('/api/v1/determinations', { schema: { response: { 200: Standing } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath, cut: true });
    const standing = await listStanding(ctx, chinaDate(ctx.now()));
    return { determinations: standing.map((one) => ({ ...one, useName: DETERMINATION.grounds[one.use] })) };
  });

  domainRoutes(http, deps);
  askingRoutes(http, deps);
}
