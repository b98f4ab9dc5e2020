import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { CAUSES } from './assessment.ts';
import { draftAssessment, reviewAssessment } from './assessment-commands.ts';
import { listAssessments } from './assessment-queries.ts';
import { breachRoutes } from './breach-routes.ts';
import { complianceRoutes } from './compliance-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { entrustmentRoutes } from './entrustment-routes.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { registerOf } from './processing.ts';
import { retentionRoutes } from './retention-routes.ts';
import { MOST, type PrivacyRouteDeps } from './shape.ts';

const Matter = z.string().trim().min(10).max(4_000);
const Item = z.string().regex(/^[a-z_]{1,40}$/);
const Causes = z.array(z.enum(CAUSES)).min(1).max(CAUSES.length);

/** The register of processing and the impact assessments, for officers and auditors; drafting and passing for those of editions. */
export function privacyRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  const Processing = z.object({
    item: z.string(),
    name: z.string(),
    nameEn: z.string(),
    provider: z.string(),
    about: z.string(),
    personalInformation: z.enum(['none', 'ordinary', 'sensitive']),
    disclosureMode: z.string(),
    enabled: z.boolean(),
    basis: z.array(z.string()).readonly(),
    mark: z.string(),
    retention: z.object({ count: z.number(), unit: z.string() }),
    sealed: z.array(z.string()).readonly(),
    toAssess: z.array(z.enum(CAUSES)).readonly(),
  });
  const Register = z.object({ on: z.string(), edition: z.string(), items: z.array(Processing).readonly() });
  http.get('/api/v1/privacy/processing', { schema: { response: { 200: Register } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'law.read', { kind: 'privacy_register', organPath: ctx.actor.organPath });
    const on = chinaDate(deps.now());
    return { on, edition: deps.law().edition, items: registerOf(deps.law(), on) };
  });

  const Line = z.object({
    id: z.uuid(),
    item: z.string(),
    causes: z.array(z.string()),
    necessity: z.string(),
    influence: z.string(),
    protection: z.string(),
    draftedAt: z.string(),
    keepUntil: z.string(),
    state: z.enum(['drafted', 'passed', 'returned']),
    reviewedAt: z.string().nullable(),
  });
  const Lines = z.object({ assessments: z.array(Line) });
  http.get('/api/v1/privacy/assessments', { schema: { response: { 200: Lines } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'law.read', { kind: 'privacy_assessment', organPath: ctx.actor.organPath });
    const rows = await inContext(ctx.pools.app, workContext(ctx), (tx) => listAssessments(tx, MOST));
    const assessments = rows.map(({ drafted_at, keep_until: keepUntil, outcome, reviewed_at, ...row }) => ({
      ...row,
      draftedAt: drafted_at.toISOString(),
      keepUntil,
      state: outcome ?? ('drafted' as const),
      reviewedAt: reviewed_at?.toISOString() ?? null,
    }));
    return { assessments };
  });

  const Body = z.strictObject({ item: Item, causes: Causes, necessity: Matter, influence: Matter, protection: Matter });
  const Drafted = z.object({ id: z.uuid(), keepUntil: z.string(), entryId: z.uuid() });
  const drafting = { schema: { body: Body, response: { 201: Drafted } } };
  http.post('/api/v1/privacy/assessments', drafting, async (request, reply) => {
    const { result, entryId } = await draftAssessment(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ ...result, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const Review = z.strictObject({
    outcome: z.enum(['passed', 'returned']),
    reason: z.string().trim().min(4).max(2_000),
  });
  const reviewing = { schema: { params: Id, body: Review, response: { 201: z.object({ entryId: z.uuid() }) } } };
  http.post('/api/v1/privacy/assessments/:id/reviews', reviewing, async (request, reply) => {
    const given = { id: request.params.id, ...request.body };
    const { entryId } = await reviewAssessment(await commandContextOf(request, deps), given);
    return reply.code(201).send({ entryId });
  });
  entrustmentRoutes(http, deps);
  breachRoutes(http, deps);
  consentRoutes(http, deps);
  retentionRoutes(http, deps);
  erasureRoutes(http, deps);
  complianceRoutes(http, deps);
}
