import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  contextOf,
  type Deed,
  itemsOf,
  may,
  mayOrRefuse,
  postsWith,
  rightsOf,
  type SignInDeps,
} from '../../ground/access/index.ts';
import { type Context, entityTagOf } from '../../ground/audit/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { daysOfOutages } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { CaseId, CaseLineShape, CaseShape, ColleagueShape } from './case-shape.ts';
import { openWays, shownTimers, turnsOf } from './case-views.ts';
import { getHands, listColleagues } from './hand-queries.ts';
import { withHindrances } from './hindrance-queries.ts';
import { type CaseLine, DUE, listCases } from './list-queries.ts';
import { isHearing, stateAfter } from './procedure-case.ts';
import { getCase } from './procedure-queries.ts';
import { type Runnable, runnableOf } from './runnable.ts';
import { shownCase } from './shown-case.ts';
import { matterOf } from './step-commands.ts';

export type CaseRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

/** The context of whoever may read cases at all; with `cut`, the answer is cut to the items that a program's key is for. */
export async function readingAs(
  request: FastifyRequest,
  deps: CaseRouteDeps,
  cut: { readonly cut?: true } = {},
): Promise<Context> {
  const ctx = await contextOf(request, deps);
  mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath, ...cut });
  return ctx;
}

const Flag = (otherwise: 'true' | 'false') => z.enum(['true', 'false']).default(otherwise);
const Page = z.strictObject({
  procedure: z.string().max(40).optional(),
  state: z.string().max(40).optional(),
  recordId: z.uuid().optional(),
  number: z.string().trim().min(1).max(100).optional(),
  /** Whose nearest last day is past, today at the latest, or within seven days. */
  due: z.enum(DUE).optional(),
  open: Flag('true'),
  mine: Flag('false'),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Where a page of the list ended: its last day, or `none`, and its id. @throws {Refusal} invalid `procedure.no_such_page` */
function placeOf(after: string): { dueOn: PlainDate | null; id: string } {
  const [dueOn = '', id = ''] = after.split('_');
  if (!z.uuid().safeParse(id).success || !(dueOn === 'none' || isPlainDate(dueOn))) {
    throw new Refusal('invalid', 'procedure.no_such_page');
  }
  return { dueOn: dueOn === 'none' ? null : (dueOn as PlainDate), id };
}

function shownLine({ organ: zh, organEn: en, openedAt, ...line }: CaseLine, runnables: readonly Runnable[]) {
  const { table } = runnableOf(runnables, line.procedure);
  const { name: stateName, final } = table.states[line.state]!;
  const stands = { stateName, final: final === true, hearing: isHearing(table, line.state) };
  const named = { procedureName: table.name, ...stands, organ: { zh, en } };
  return { ...line, ...named, openedAt: openedAt.toISOString() };
}

/** A case for this reader, all of it read in one transaction. */
async function readCase(
  ctx: Context,
  { law: lawNow, pools }: CaseRouteDeps,
  runnables: readonly Runnable[],
  id: string,
) {
  const { accountId, organPath, kind } = ctx.actor;
  const law = lawNow();
  const today = chinaDate(ctx.now());
  return inContext(pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const inHand = await getCase(tx, id);
    const runnable = runnableOf(runnables, inHand.procedure);
    const { table } = runnable;
    const matter = matterOf(table, inHand.record, inHand.taken);
    mayOrRefuse(ctx.actor, 'procedure.read', matter);
    const judge = (deed: Deed) => may(ctx.actor, deed, matter);
    const postsOf = (deed: Deed) => postsWith(ctx.actor, deed);
    const who = { accountId, recused: inHand.recused, judge, postsOf };
    const open = openWays(table, inHand.taken, who, law, today);
    const ways = await withHindrances(runnable, open, { tx, law, today, inHand, by: { by: accountId, kind } });
    const timers = shownTimers(table, inHand.taken, law, today, await daysOfOutages(tx));
    const state = stateAfter(table, inHand.taken);
    return shownCase({ table, state, inHand, accountId, judge, ways, timers, hands: await getHands(tx, inHand) });
  });
}

/** The cases of the own organ, one of them, and the colleagues who may come to have it in hand. */
export function caseRoutes(http: HttpApp, deps: CaseRouteDeps, runnables: readonly Runnable[]): void {
  const tables = runnables.map(({ table }) => table);
  const Cases = z.object({ cases: z.array(CaseLineShape), after: z.string().nullable() });
  http.get('/api/v1/cases', { schema: { querystring: Page, response: { 200: Cases } } }, async (request) => {
    const ctx = await readingAs(request, deps, { cut: true });
    const { open, mine, after, ...page } = request.query;
    const turns = turnsOf(tables, rightsOf(ctx.actor));
    const place = after === undefined ? undefined : placeOf(after);
    const items = itemsOf(ctx.actor);
    const asked = { ...page, items, open: open === 'true', mine: mine === 'true', turns, after: place };
    const lines = await listCases(ctx, asked, chinaDate(ctx.now()));
    const last = lines.length < page.limit ? undefined : lines.at(-1);
    return {
      cases: lines.map((line) => shownLine(line, runnables)),
      after: last ? `${last.dueOn ?? 'none'}_${last.id}` : null,
    };
  });

  http.get(
    '/api/v1/cases/:id',
    { schema: { params: CaseId, response: { 200: CaseShape } } },
    async (request, reply) => {
      const ctx = await contextOf(request, deps);
      const { accountId, organPath } = ctx.actor;
      const { id } = request.params;
      const reading = { purpose: 'work', accountId, organPath } as const;
      const tag = await inContext(deps.pools.app, reading, (tx) => entityTagOf(tx, id));
      const shown = await readCase(ctx, deps, runnables, id);
      reply.header('etag', tag);
      return shown;
    },
  );

  const Colleagues = z.object({ colleagues: z.array(ColleagueShape) });
  const asking = { schema: { params: CaseId, response: { 200: Colleagues } } };
  http.get('/api/v1/cases/:id/colleagues', asking, async (request) => {
    const ctx = await contextOf(request, deps);
    const { accountId, organPath } = ctx.actor;
    return inContext(deps.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
      const inHand = await getCase(tx, request.params.id);
      const { table } = runnableOf(runnables, inHand.procedure);
      mayOrRefuse(ctx.actor, 'procedure.recuse', matterOf(table, inHand.record, inHand.taken));
      return { colleagues: await listColleagues(tx, inHand, chinaDate(ctx.now())) };
    });
  });
}
