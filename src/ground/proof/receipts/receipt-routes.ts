import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf, type Deed, mayOrRefuse } from '../../access/index.ts';
import type { Context } from '../../audit/index.ts';
import type { HttpApp } from '../../platform/http.ts';
import { keysOf, type LogWorkerDeps, tileStoreOf } from '../log/worker-jobs.ts';
import { findBatchItem, receiptOf } from './receipt-queries.ts';

type Deps = Parameters<typeof contextOf>[1] & Pick<LogWorkerDeps, 'pools' | 'home' | 'config'>;
const Id = z.strictObject({ id: z.uuid() });
const Receipt = z.string().describe('c2sp.org/tlog-proof, docs/proof.md');

/** Receipts that prove what was done, to be kept and checked anywhere: of an accepted batch, and of any entry of the journal. */
export function receiptRoutes(http: HttpApp, deps: Deps): void {
  const schema = { params: Id, response: { 200: Receipt } };
  const receiptDeps = async () => ({
    pools: deps.pools,
    keys: await keysOf(deps, false),
    tiles: tileStoreOf(deps.home),
  });
  const reading = async (request: FastifyRequest, deed: Deed, kind: string): Promise<Context> => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, deed, { kind, organPath: ctx.actor.organPath });
    return ctx;
  };
  const send = (reply: FastifyReply, name: string, receipt: string) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}.tlog-proof"`)
      .send(receipt);

  http.get('/api/v1/batches/:id/receipt', { schema }, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    const { id } = request.params;
    const { organPath } = ctx.actor;
    const item = await findBatchItem(ctx, id);
    mayOrRefuse(ctx.actor, 'batch.read', {
      kind: 'batch',
      organPath,
      ...(item === undefined ? { cut: true } : { item }),
    });
    const entry = { deed: 'batch.accept', objectId: id };
    return send(reply, id, await receiptOf(ctx, await receiptDeps(), entry, ['batches_accepted']));
  });
  http.get('/api/v1/journal/:id/proof', { schema }, async (request, reply) => {
    const ctx = await reading(request, 'journal.read', 'journal');
    const { id } = request.params;
    return send(reply, id, await receiptOf(ctx, await receiptDeps(), { id }, []));
  });
}
