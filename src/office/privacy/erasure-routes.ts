import { z } from 'zod';
import { commandContextOf, contextOf, may, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { decideErasure, proposeErasure } from './erasure-commands.ts';
import { listErasures } from './erasure-queries.ts';
import { ERASURE_GROUNDS, ERASURE_HINDRANCES } from './register-codes.ts';
import { Entered, MOST, Note, type PrivacyRouteDeps } from './shape.ts';

const Refs = z
  .array(
    z
      .string()
      .max(60)
      .regex(/^[a-z0-9-]+:[0-9a-z()]{1,20}$/),
  )
  .max(9);
const Proposal = z.strictObject({
  about: z.union([z.strictObject({ recordId: z.uuid() }), z.strictObject({ fileId: z.uuid() })]),
  ground: z.enum(ERASURE_GROUNDS),
  refs: Refs.default([]).describe('articles that demand it; for the ground law_requires, and for no other'),
  note: Note,
});
const Decision = z.strictObject({ outcome: z.enum(['erase', 'keep']), note: Note });
const Line = z.object({
  id: z.uuid(),
  about: z.enum(['party', 'file']),
  name: z.string().nullable(),
  ground: z.enum(ERASURE_GROUNDS),
  basis: z.array(z.string()).readonly(),
  note: z.string(),
  proposedAt: z.string(),
  proposedBy: z.string(),
  outcome: z.enum(['erase', 'keep']).nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedNote: z.string().nullable(),
  doneAt: z.string().nullable(),
  against: z.array(z.enum(ERASURE_HINDRANCES)).readonly(),
  /** Whether this officer may decide it. */
  mine: z.boolean(),
});
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Erasing personal information (删除个人信息): proposed by one, decided by another, carried out by the worker. */
export function erasureRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  const Lines = z.object({ erasures: z.array(Line) });
  http.get('/api/v1/privacy/erasures', { schema: { response: { 200: Lines } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'privacy.read', { kind: 'erasure', organPath: ctx.actor.organPath });
    const rows = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
      listErasures(tx, chinaDate(deps.now()), MOST),
    );
    const erasures = rows.map(({ organPath, proposedById, proposedAt, decidedAt, doneAt, ...row }) => ({
      ...row,
      proposedAt: proposedAt.toISOString(),
      decidedAt: iso(decidedAt),
      doneAt: iso(doneAt),
      mine:
        row.outcome === null &&
        may(ctx.actor, 'erasure.confirm', { kind: 'erasure', organPath, history: { draftedBy: proposedById } }).allowed,
    }));
    return { erasures };
  });

  const proposing = { schema: { body: Proposal, response: { 201: Entered } } };
  http.post('/api/v1/privacy/erasures', proposing, async (request, reply) => {
    const { result, entryId } = await proposeErasure(await commandContextOf(request, deps), deps.law(), request.body);
    return reply.code(201).send({ ...result, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const deciding = { schema: { params: Id, body: Decision, response: { 201: z.object({ entryId: z.uuid() }) } } };
  http.post('/api/v1/privacy/erasures/:id/decisions', deciding, async (request, reply) => {
    const { entryId } = await decideErasure(await commandContextOf(request, deps), request.params.id, request.body);
    return reply.code(201).send({ entryId });
  });
}
