import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { handOver, takeBack } from './handover-commands.ts';
import { listHandovers, listStandIns } from './handover-queries.ts';

/** Who stands in for whom: hand over, see, take back. */
export function handoverRoutes(http: HttpApp, deps: AccessDeps): void {
  const Entry = z.object({ entryId: z.uuid() });
  const Day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
  const Given = z.strictObject({ toAccountId: z.uuid(), since: Day, until: Day });
  const giving = { schema: { body: Given, response: { 201: Entry.extend({ id: z.uuid() }) } } };
  http.post('/api/v1/handovers', giving, async (request, reply) => {
    const { toAccountId, since, until } = request.body;
    const given = { toAccountId, since: since as PlainDate, until: until as PlainDate };
    const { result, entryId } = await handOver(await commandContextOf(request, deps), given);
    return reply.code(201).send({ id: result.id, entryId });
  });

  const Person = z.object({ accountId: z.uuid(), name: z.string() });
  const asking = { schema: { response: { 200: z.object({ persons: z.array(Person) }) } } };
  http.get('/api/v1/handovers/stand-ins', asking, async (request) => {
    const ctx = await contextOf(request, deps);
    const { accountId, organId, organPath, role } = ctx.actor;
    mayOrRefuse(ctx.actor, 'duty.hand_over', { kind: 'duty', organPath });
    const today = chinaDate(ctx.now());
    const persons = await inContext(deps.pools.app, workContext(ctx), (tx) =>
      listStandIns(tx, accountId, { organId, role }, today),
    );
    return { persons };
  });

  const Line = z.object({
    id: z.uuid(),
    from: z.string(),
    to: z.string(),
    since: z.string(),
    until: z.string(),
    ended: z.boolean(),
    mine: z.boolean(),
  });
  const listing = { schema: { response: { 200: z.object({ handovers: z.array(Line) }) } } };
  http.get('/api/v1/handovers', listing, async (request) => {
    const ctx = await contextOf(request, deps);
    const { accountId, organPath } = ctx.actor;
    const today = chinaDate(ctx.now());
    const handovers = await inContext(deps.pools.app, workContext(ctx), (tx) =>
      listHandovers(tx, accountId, organPath, today),
    );
    return { handovers };
  });

  const Id = z.strictObject({ id: z.uuid() });
  const ending = { schema: { params: Id, body: z.strictObject({}), response: { 201: Entry } } };
  http.post('/api/v1/handovers/:id/ends', ending, async (request, reply) => {
    const { entryId } = await takeBack(await commandContextOf(request, deps), request.params.id);
    return reply.code(201).send({ entryId });
  });
}
