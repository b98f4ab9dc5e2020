import { z } from 'zod';
import { contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { type Kept, RETENTION } from './retention.ts';
import { listRuns, readHeld } from './retention-queries.ts';
import type { PrivacyRouteDeps } from './shape.ts';

const MOST_RUNS = 60;
const KEPT = RETENTION.map(({ what }) => what) as [Kept, ...Kept[]];
const Retention = z.object({
  kinds: z.array(
    z.object({
      what: z.enum(KEPT),
      ends: z.enum(['worker', 'kept']),
      basis: z.array(z.string()).readonly(),
      count: z.number(),
      firstOn: z.string().nullable(),
      overdue: z.number(),
      resting: z.number(),
    }),
  ),
  runs: z.array(
    z.object({ ranOn: z.string(), values: z.number(), files: z.number(), uses: z.number(), lastAt: z.string() }),
  ),
});

/** The retention table (保存期限表) as it runs: what is kept until when, what is overdue, what went on which day. */
export function retentionRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  http.get('/api/v1/privacy/retention', { schema: { response: { 200: Retention } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'privacy.read', { kind: 'privacy_retention', organPath: ctx.actor.organPath });
    const today = chinaDate(deps.now());
    return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
      const held = new Map((await readHeld(tx, deps.law(), today)).map((one) => [one.what, one]));
      const runs = await listRuns(tx, MOST_RUNS);
      return {
        kinds: RETENTION.map((kind) => ({
          ...kind,
          count: 0,
          firstOn: null,
          overdue: 0,
          resting: 0,
          ...held.get(kind.what),
        })),
        runs: runs.map(({ lastAt, ...run }) => ({ ...run, lastAt: lastAt.toISOString() })),
      };
    });
  });
}
