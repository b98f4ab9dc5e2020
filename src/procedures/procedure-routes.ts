import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf, type Deed, may, mayOrRefuse, type SignInDeps } from '../access/index.ts';
import type { Context } from '../audit/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import type { Vault } from '../vault/index.ts';
import { CaseLineShape, CaseShape, NoticeShape } from './case-shape.ts';
import { openWays, shownTimers } from './case-views.ts';
import { listCases, listNotices } from './list-queries.ts';
import { stateAfter } from './procedure-case.ts';
import { type CaseInHand, getCase } from './procedure-queries.ts';
import { ProcedureShape, shownProcedure } from './procedure-shape.ts';
import { matterOf, type Runnable, runnableOf } from './step-commands.ts';

export type ProcedureRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };
export const CaseId = z.strictObject({ id: z.uuid() });

const Limit = z.coerce.number().int().min(1).max(200).default(50);
const Flag = z.enum(['true', 'false']).default('true');

/** A case for this reader: where it stands, by which clocks, and which steps are open to whom. */
function shownCase(runnable: Runnable, inHand: CaseInHand, ctx: Context, law: Law): z.infer<typeof CaseShape> {
  const { table } = runnable;
  const { accountId } = ctx.actor;
  const state = stateAfter(table, inHand.taken);
  const matter = matterOf(table, inHand.record, inHand.taken);
  const judge = (deed: Deed) => may(ctx.actor, deed, matter);
  return {
    id: inHand.id,
    procedure: inHand.procedure,
    recordId: inHand.record.id,
    documentNumber: inHand.record.documentNumber,
    channel: inHand.channel,
    ground: inHand.ground,
    openedAt: inHand.openedAt.toISOString(),
    state,
    stateName: table.states[state]!.name,
    final: table.states[state]!.final === true,
    after: inHand.taken.length,
    steps: inHand.taken.map(({ number, step, to, on, at, by, cause, documents, remedies, basis }) => ({
      number,
      step,
      name: table.steps[step]!.name,
      to,
      on,
      at: at.toISOString(),
      byMe: by === accountId,
      cause: cause ?? null,
      documents,
      remedies,
      basis,
    })),
    points: inHand.points.map(({ number, kind, sha256, outcome }) => ({ number, kind, sha256, outcome })),
    timers: shownTimers(table, inHand.taken, law, chinaDate(ctx.now())),
    ways: openWays(table, inHand.taken, { accountId, recused: inHand.recused, judge }),
  };
}

async function readingAs(request: FastifyRequest, deps: ProcedureRouteDeps): Promise<Context> {
  const ctx = await contextOf(request, deps);
  mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath });
  return ctx;
}

/** The tables of the procedures, the cases of the own organ, and notices to it. */
export function procedureRoutes(http: HttpApp, deps: ProcedureRouteDeps, runnables: readonly Runnable[]): void {
  const Tables = z.object({ procedures: z.array(ProcedureShape) });
  http.get('/api/v1/procedures', { schema: { response: { 200: Tables } } }, async (request) => {
    const { now } = await readingAs(request, deps);
    return { procedures: runnables.map(({ table }) => shownProcedure(table, deps.law(), chinaDate(now()))) };
  });

  const Page = z.strictObject({
    procedure: z.string().max(40).optional(),
    recordId: z.uuid().optional(),
    open: Flag,
    before: z.uuid().optional(),
    limit: Limit,
  });
  const Cases = z.object({ cases: z.array(CaseLineShape) });
  http.get('/api/v1/cases', { schema: { querystring: Page, response: { 200: Cases } } }, async (request) => {
    const ctx = await readingAs(request, deps);
    const { open, ...page } = request.query;
    const lines = await listCases(ctx, { ...page, open: open === 'true' }, chinaDate(ctx.now()));
    return { cases: lines.map((line) => ({ ...line, openedAt: line.openedAt.toISOString() })) };
  });

  http.get('/api/v1/cases/:id', { schema: { params: CaseId, response: { 200: CaseShape } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const { accountId, organPath } = ctx.actor;
    const seeing = { purpose: 'work', accountId, organPath } as const;
    const inHand = await inContext(deps.pools.app, seeing, (tx) => getCase(tx, request.params.id));
    const runnable = runnableOf(runnables, inHand.procedure);
    mayOrRefuse(ctx.actor, 'procedure.read', matterOf(runnable.table, inHand.record, inHand.taken));
    return shownCase(runnable, inHand, ctx, deps.law());
  });

  const Asked = z.strictObject({ open: Flag, caseId: z.uuid().optional(), limit: Limit });
  const Notices = z.object({ notices: z.array(NoticeShape) });
  http.get('/api/v1/notices', { schema: { querystring: Asked, response: { 200: Notices } } }, async (request) => {
    const ctx = await readingAs(request, deps);
    const { open, ...page } = request.query;
    const lines = await listNotices(ctx, { ...page, open: open === 'true' });
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
