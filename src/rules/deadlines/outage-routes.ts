import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { confirmOutage, recordOutage } from './outage-commands.ts';
import { listOutages } from './outage-queries.ts';

/** When the system stood still: recorded by one officer, confirmed by another, readable by whoever reads cases. */
export function outageRoutes(http: HttpApp, deps: AccessDeps): void {
  const Entry = z.object({ entryId: z.uuid() });
  const Instant = z.iso.datetime({ offset: true });
  const Given = z.strictObject({ beganAt: Instant, endedAt: Instant, reason: z.string().trim().min(4).max(500) });
  const recording = { schema: { body: Given, response: { 201: Entry.extend({ id: z.uuid() }) } } };
  http.post('/api/v1/outages', recording, async (request, reply) => {
    const { beganAt, endedAt, reason } = request.body;
    const given = { beganAt: new Date(beganAt), endedAt: new Date(endedAt), reason };
    const { result, entryId } = await recordOutage(await commandContextOf(request, deps), given);
    return reply.code(201).send({ id: result.id, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const confirming = { schema: { params: Id, body: z.strictObject({}), response: { 201: Entry } } };
  http.post('/api/v1/outages/:id/confirmations', confirming, async (request, reply) => {
    const { entryId } = await confirmOutage(await commandContextOf(request, deps), request.params.id);
    return reply.code(201).send({ entryId });
  });

  const Line = z.object({
    id: z.uuid(),
    beganAt: z.string(),
    endedAt: z.string(),
    reason: z.string(),
    /** Null: nobody has confirmed it, and it counts for nothing. */
    confirmedAt: z.string().nullable(),
    /** Whether whoever asks recorded it, and so cannot confirm it. */
    mine: z.boolean(),
  });
  const listing = { schema: { response: { 200: z.object({ outages: z.array(Line) }) } } };
  http.get('/api/v1/outages', listing, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'outage', organPath: ctx.actor.organPath, cut: true });
    const found = await inContext(deps.pools.app, workContext(ctx), (tx) => listOutages(tx));
    return {
      outages: found.map(({ beganAt, endedAt, confirmedAt, recordedBy, ...rest }) => ({
        ...rest,
        beganAt: beganAt.toISOString(),
        endedAt: endedAt.toISOString(),
        confirmedAt: confirmedAt?.toISOString() ?? null,
        mine: recordedBy === ctx.actor.accountId,
      })),
    };
  });
}
