import { z } from 'zod';
import { itemsOf } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { type CaseRouteDeps, caseRoutes, readingAs } from './case-routes.ts';
import { NoticeShape } from './case-shape.ts';
import { listNotices } from './list-queries.ts';
import { ProcedureShape, shownProcedure } from './procedure-shape.ts';
import type { Runnable } from './runnable.ts';

export type ProcedureRouteDeps = CaseRouteDeps;

const Limit = z.coerce.number().int().min(1).max(200).default(50);
const Flag = z.enum(['true', 'false']).default('true');

/** The tables of the procedures, the cases of the own organ (`case-routes.ts`), and notices to it. */
export function procedureRoutes(http: HttpApp, deps: ProcedureRouteDeps, runnables: readonly Runnable[]): void {
  caseRoutes(http, deps, runnables);
  const Tables = z.object({ procedures: z.array(ProcedureShape) });
  http.get('/api/v1/procedures', { schema: { response: { 200: Tables } } }, async (request) => {
    const { now } = await readingAs(request, deps, { cut: true }); // rules, and nothing of any item
    return { procedures: runnables.map(({ table }) => shownProcedure(table, deps.law(), chinaDate(now()))) };
  });

  const Asked = z.strictObject({ open: Flag, caseId: z.uuid().optional(), limit: Limit });
  const Notices = z.object({ notices: z.array(NoticeShape) });
  http.get('/api/v1/notices', { schema: { querystring: Asked, response: { 200: Notices } } }, async (request) => {
    const ctx = await readingAs(request, deps, { cut: true });
    const { open, ...page } = request.query;
    const lines = await listNotices(ctx, { ...page, items: itemsOf(ctx.actor), open: open === 'true' });
    return {
      notices: lines.map(({ madeAt, lastGotAt, receivedAt, ...line }) => ({
        ...line,
        madeAt: madeAt.toISOString(),
        lastGotAt: lastGotAt.toISOString(),
        receivedAt: receivedAt?.toISOString() ?? null,
      })),
    };
  });
}
