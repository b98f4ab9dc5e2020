import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf, may, mayOrRefuse } from '../access/index.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { RELAXABLE } from './relaxation.ts';
import { decideRelaxation, STARTING } from './relaxation-commands.ts';
import { listRelaxations } from './relaxation-queries.ts';

const By = z.object({ by: z.string(), at: z.string() }).nullable();
const Relaxations = z.object({
  mayDecide: z.boolean(),
  relaxations: z.array(
    z.object({
      id: z.uuid(),
      key: z.enum(RELAXABLE),
      value: z.string(),
      foundAt: z.string(),
      endedAt: z.string().nullable(),
      confirmed: By,
      refused: By.describe('goes before a confirmation'),
    }),
  ),
});
const byOf = (by: string | null, at: Date | null) => (at === null ? null : { by: by ?? '', at: at.toISOString() });

/** Settings of the operator that weaken a guard (放宽设置): read by administrators and the auditor, decided by the administrator of security. */
export function relaxationRoutes(http: HttpApp, deps: AccessDeps): void {
  http.get('/api/v1/settings/relaxations', { schema: { response: { 200: Relaxations } } }, async (request) => {
    const { actor, pools } = await contextOf(request, deps);
    mayOrRefuse(actor, 'account.read', { kind: 'setting', organPath: actor.organPath });
    const { accountId: draftedBy, organPath } = STARTING;
    const lines = await inContext(pools.app, { purpose: 'system' }, listRelaxations);
    return {
      mayDecide: may(actor, 'change.confirm', { kind: 'setting', organPath, history: { draftedBy } }).allowed,
      relaxations: lines.map(({ foundAt, endedAt, confirmedBy, confirmedAt, refusedBy, refusedAt, ...line }) => ({
        ...line,
        foundAt: foundAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        confirmed: byOf(confirmedBy, confirmedAt),
        refused: byOf(refusedBy, refusedAt),
      })),
    };
  });

  const Decision = z.strictObject({
    outcome: z.enum(['confirm', 'refuse']),
    reason: z.string().trim().min(4).max(500),
  });
  const Params = z.strictObject({ id: z.uuid() });
  const Done = z.object({ id: z.uuid(), entryId: z.uuid() });
  http.post(
    '/api/v1/settings/relaxations/:id/decisions',
    { schema: { params: Params, body: Decision, response: { 201: Done } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { result, entryId } = await decideRelaxation(ctx, request.params.id, request.body);
      return reply.code(201).send({ ...result, entryId });
    },
  );
}
