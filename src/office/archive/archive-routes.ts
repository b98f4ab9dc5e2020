import { z } from 'zod';
import { commandContextOf, contextOf, may, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { keysOf, type LogWorkerDeps, printKey, tileStoreOf } from '../../ground/proof/index.ts';
import type { DocumentRouteDeps } from '../../rights/documents/index.ts';
import { type Runnable, runnableOf } from '../../rights/procedures/index.ts';
import { DutyShape, dutyOf, shownDuty } from '../../rules/deadlines/index.ts';
import { provisionalDeadline } from '../../rules/law/index.ts';
import { confirmReceipt, MOST_CASES, makeHandover } from './archive-commands.ts';
import { listClosed, listHandovers } from './archive-queries.ts';

type Deps = DocumentRouteDeps & Pick<LogWorkerDeps, 'home' | 'config'>;
const MOST = 200;
const Day = z
  .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value))
  .meta({ type: 'string', format: 'date' });
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Archive = z.object({
  waiting: z.array(
    z.object({
      id: z.uuid(),
      procedure: z.string(),
      procedureName: z.object({ zh: z.string(), en: z.string() }),
      documentNumber: z.string(),
      closedOn: z.string(),
      dueOn: z.string(),
      /** By when it is to be handed over, and how that day was reached. */
      duty: DutyShape,
    }),
  ),
  handovers: z.array(
    z.object({
      id: z.uuid(),
      receiver: z.string(),
      sha256: z.string(),
      madeAt: z.string(),
      madeBy: z.string(),
      cases: z.number(),
      number: z.string().nullable(),
      receivedOn: z.string().nullable(),
      /** This officer may enter the receipt of the archive for it. */
      mayConfirm: z.boolean(),
    }),
  ),
});

/** Closed cases on their way to the archive (归档移交): what waits and by when, packages, receipts. */
export function archiveRoutes(http: HttpApp, deps: Deps, runnables: readonly Runnable[]): void {
  http.get('/api/v1/archive/handovers', { schema: { response: { 200: Archive } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'privacy.read', { kind: 'archive', organPath: ctx.actor.organPath });
    return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
      const law = deps.law();
      const waiting = (await listClosed(tx, MOST)).map(({ id, procedure, documentNumber, closedOn }) => {
        const counted = provisionalDeadline(law, 'archive.handOver', closedOn);
        const duty = shownDuty(dutyOf(counted, law, chinaDate(ctx.now())));
        const { name: procedureName } = runnableOf(runnables, procedure).table;
        return { id, procedure, procedureName, documentNumber, closedOn, dueOn: counted.due, duty };
      });
      const handovers = (await listHandovers(tx, MOST)).map(({ madeById, organPath, madeAt, ...one }) => {
        const matter = { kind: 'archive', organPath, history: { draftedBy: madeById } };
        const mayConfirm = one.number === null && may(ctx.actor, 'archive.confirm', matter).allowed;
        return { ...one, madeAt: madeAt.toISOString(), mayConfirm };
      });
      return { waiting, handovers };
    });
  });

  const Given = z.strictObject({
    caseIds: z.array(z.uuid()).min(1).max(MOST_CASES),
    receiver: z.string().trim().min(2).max(200),
    reason: z.string().trim().min(4).max(500),
  });
  const Zip = z.any().describe('application/zip');
  const making = { schema: { body: Given, response: { 201: Zip } } };
  http.post('/api/v1/archive/handovers', making, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    const keys = await keysOf(deps, false);
    const receipts = { pools: deps.pools, keys, tiles: tileStoreOf(deps.home) };
    const kit = { vault: deps.vault, receipts, logKey: printKey(keys.signer) };
    const { id, sha256, name, bytes } = await makeHandover(ctx, kit, runnables, request.body);
    return reply
      .code(201)
      .type('application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('x-content-sha256', sha256)
      .header('x-handover-id', id)
      .send(bytes);
  });

  const Receipt = z.strictObject({ sha256: Sha256, number: z.string().trim().min(1).max(100), receivedOn: Day });
  const Id = z.strictObject({ id: z.uuid() });
  const confirming = { schema: { params: Id, body: Receipt, response: { 201: z.object({ entryId: z.uuid() }) } } };
  http.post('/api/v1/archive/handovers/:id/receipts', confirming, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { entryId } = await confirmReceipt(ctx, { id: request.params.id, ...request.body });
    return reply.code(201).send({ entryId });
  });
}
