import { z } from 'zod';
import { workContext } from '../../audit/index.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { inContext } from '../../platform/db.ts';
import type { HttpApp } from '../../platform/http.ts';
import { contextOf } from '../context.ts';
import { mayOrRefuse } from '../policy.ts';
import type { AccessDeps } from '../session-terms.ts';
import { listKeys } from './program-key-queries.ts';
import { listProgramUses } from './program-use-queries.ts';

const Use = z.object({
  id: z.number(),
  at: z.string(),
  /** Method and pattern of the door. */
  route: z.string(),
  matters: z.array(z.string()).readonly(),
  item: z.string().nullable(),
  /** How many parties it asked about; which, stands in the logs of uses and looks. */
  subjects: z.number(),
  status: z.number(),
  refusal: z.string().nullable(),
  /** How many requests it tells of: those of one moment that say the same stand in one line. */
  requests: z.number(),
});
const Page = z.strictObject({
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  refused: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** GET /api/v1/program-keys/:id/uses: who asked for which matter when, for the administrator of security and the auditor. */
export function programUseRoutes(http: HttpApp, deps: AccessDeps): void {
  const Id = z.strictObject({ id: z.uuid() });
  const Uses = z.object({ uses: z.array(Use), before: z.number().nullable() });
  const reading = { schema: { params: Id, querystring: Page, response: { 200: Uses } } };
  http.get('/api/v1/program-keys/:id/uses', reading, async (request) => {
    const ctx = await contextOf(request, deps);
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'key_use.read', { kind: 'key', organPath });
    const { before, refused, limit } = request.query;
    const { id } = request.params;
    const uses = await inContext(deps.pools.app, workContext(ctx), async (tx) => {
      const [key] = await listKeys(tx, organPath, { id, most: 1 });
      if (!key) throw new Refusal('absent', 'access.key_absent');
      return listProgramUses(tx, id, { before, refused: refused === 'true', most: limit });
    });
    const last = uses.length === limit ? uses.at(-1)!.id : null;
    return { uses: uses.map((use) => ({ ...use, at: use.at.toISOString() })), before: last };
  });
}
