import { z } from 'zod';
import { commandContextOf } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { keysOf, type LogWorkerDeps, printKey, tileStoreOf } from '../../ground/proof/index.ts';
import { DocumentId, type DocumentRouteDeps } from '../documents/index.ts';
import type { Runnable } from '../procedures/index.ts';
import { makeBundle } from './bundle-commands.ts';

type Deps = DocumentRouteDeps & Pick<LogWorkerDeps, 'home' | 'config'>;

/** The due-process bundle of a case: made for a named reason, checked anywhere with `zhengming verify-bundle`. */
export function bundleRoutes(http: HttpApp, deps: Deps, runnables: readonly Runnable[]): void {
  const Why = z.strictObject({ reason: z.string().trim().min(4).max(500) });
  const Zip = z.any().describe('application/zip');
  const making = { schema: { params: DocumentId, body: Why, response: { 201: Zip } } };
  http.post('/api/v1/cases/:id/bundles', making, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const keys = await keysOf(deps, false);
    const receipts = { pools: deps.pools, keys, tiles: tileStoreOf(deps.home) };
    const kit = { vault: deps.vault, receipts, logKey: printKey(keys.signer) };
    const given = { caseId: request.params.id, reason: request.body.reason };
    const { name, bytes } = await makeBundle(ctx, kit, runnables, given);
    return reply
      .code(201)
      .type('application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes);
  });
}
