import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { ENTRUSTMENT_STATES, mendBy, nextCheck, stateOf } from './entrustment.ts';
import { enterEntrustment, tellOfEntrustment } from './entrustment-commands.ts';
import { listEntrustments } from './entrustment-queries.ts';
import { DISPOSALS, ENTRUSTMENT_EVENTS } from './register-codes.ts';
import { Day, Entered, Items, MOST, Note, type PrivacyRouteDeps, Sha256, Text } from './shape.ts';

const Contract = z.strictObject({
  operator: z.string().trim().min(2).max(200),
  operatorCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  items: Items,
  purpose: Text,
  manner: Text,
  dataKinds: z.string().trim().min(2).max(1_000),
  measures: Note,
  duties: Note,
  since: Day,
  until: Day,
  contractSha256: Sha256,
});
const Told = z.strictObject({
  what: z.enum(ENTRUSTMENT_EVENTS),
  on: Day,
  note: Note,
  mendBy: Day.optional(),
  disposal: z.enum(DISPOSALS).optional(),
  proofSha256: Sha256.optional(),
});
const Line = z.object({
  ...Contract.shape,
  id: z.uuid(),
  state: z.enum(ENTRUSTMENT_STATES),
  checkDueOn: z.string().nullable(),
  mendBy: z.string().nullable(),
  told: z.array(
    z.object({
      what: z.enum(ENTRUSTMENT_EVENTS),
      happenedOn: z.string(),
      note: z.string(),
      mendBy: z.string().nullable(),
      disposal: z.enum(DISPOSALS).nullable(),
      proofSha256: z.string().nullable(),
    }),
  ),
});

/** The register of entrusted operators (委托处理登记): contracts, how they are looked after, their end. */
export function entrustmentRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  const Lines = z.object({ entrustments: z.array(Line) });
  http.get('/api/v1/privacy/entrustments', { schema: { response: { 200: Lines } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'privacy.read', { kind: 'privacy_entrustment', organPath: ctx.actor.organPath });
    const today = chinaDate(deps.now());
    const rows = await inContext(ctx.pools.app, workContext(ctx), (tx) => listEntrustments(tx, MOST));
    const entrustments = rows.map((row) => ({
      ...row,
      items: [...row.items],
      told: [...row.told],
      state: stateOf(row, row.told, today),
      checkDueOn: nextCheck(row, row.told, deps.law())?.due ?? null,
      mendBy: mendBy(row.told),
    }));
    return { entrustments };
  });

  const entering = { schema: { body: Contract, response: { 201: Entered } } };
  http.post('/api/v1/privacy/entrustments', entering, async (request, reply) => {
    const { result, entryId } = await enterEntrustment(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ ...result, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const Numbered = z.object({ number: z.number(), entryId: z.uuid() });
  const telling = { schema: { params: Id, body: Told, response: { 201: Numbered } } };
  http.post('/api/v1/privacy/entrustments/:id/events', telling, async (request, reply) => {
    const { mendBy: by = null, disposal = null, proofSha256 = null, ...given } = request.body;
    const told = { ...given, mendBy: by, disposal, proofSha256 };
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await tellOfEntrustment(ctx, request.params.id, told);
    return reply.code(201).send({ ...result, entryId });
  });
}
