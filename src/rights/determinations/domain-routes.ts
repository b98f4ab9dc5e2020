import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Law } from '../../rules/law/index.ts';
import { DomainAnswerShape, DomainsShape } from './determination-shape.ts';
import { openDomain, proposeDomain, reviewDomain } from './domain-commands.ts';
import { askDomain, readDomains } from './domain-reading-queries.ts';

const Done = z.object({ id: z.uuid(), entryId: z.uuid() });
const Domain = z.strictObject({ domain: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/) });
const Id = z.strictObject({ id: z.uuid() });

/** The domain of a serious list: proposed, reviewed and opened by three people, and only where the packs carry it. */
export function domainRoutes(http: HttpApp, deps: SignInDeps & { readonly law: () => Law }): void {
  http.get('/api/v1/list-domains', { schema: { response: { 200: DomainsShape } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath, cut: true });
    return readDomains(ctx, deps.law());
  });
  const asking = { schema: { body: Domain, response: { 200: DomainAnswerShape } } };
  http.post('/api/v1/list-domains/questions', asking, async (request) =>
    askDomain(await contextOf(request, deps), deps.law(), request.body.domain),
  );
  const proposing = { schema: { body: Domain, response: { 201: Done } } };
  http.post('/api/v1/list-domains', proposing, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await proposeDomain(ctx, deps.law(), request.body.domain);
    return reply.code(201).send({ ...result, entryId });
  });
  const handed = { schema: { params: Id, response: { 201: Done } } };
  http.post('/api/v1/list-domains/:id/reviews', handed, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await reviewDomain(ctx, deps.law(), request.params.id);
    return reply.code(201).send({ ...result, entryId });
  });
  http.post('/api/v1/list-domains/:id/openings', handed, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await openDomain(ctx, deps.law(), request.params.id);
    return reply.code(201).send({ ...result, entryId });
  });
}
