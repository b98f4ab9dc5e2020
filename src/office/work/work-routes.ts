import { z } from 'zod';
import { contextOf, type SignInDeps } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Runnable } from '../../rights/procedures/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { WorkItem } from './work.ts';
import { listWork } from './work-queries.ts';

/** GET /api/v1/work: what waits for whoever asks, by due day. Each part asks for its own right; without any the list is empty. */
export function workRoutes(
  http: HttpApp,
  deps: SignInDeps & { readonly law: () => Law },
  runnables: readonly Runnable[],
): void {
  const Asked = z.strictObject({ whole: z.enum(['true', 'false']).default('false') });
  const Answer = z.object({
    today: z.string(),
    items: z.array(WorkItem).readonly(),
    /** There are more of some kind than are listed here. */
    more: z.boolean(),
  });
  http.get('/api/v1/work', { schema: { querystring: Asked, response: { 200: Answer } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const work = await listWork(ctx, deps.law(), runnables, { whole: request.query.whole === 'true' });
    return { today: chinaDate(ctx.now()), ...work };
  });
}
