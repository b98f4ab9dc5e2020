import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf, mayOrRefuse } from '../access/index.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { isKeyAsked, listKeyLines } from './key-queries.ts';
import { askForKey } from './rotation-commands.ts';
import { SUITES } from './suite.ts';

const Key = z.object({
  id: z.number(),
  purpose: z.enum(['seal', 'lookup']),
  suite: z.enum(SUITES),
  createdAt: z.string(),
  retiredAt: z.string().nullable(),
  askedBy: z.string().nullable(),
  holds: z.boolean(),
});

/** The keys of the vault (密封密钥): seen by administrators and the auditor, changed by the administrator of security. */
export function vaultKeyRoutes(http: HttpApp, deps: AccessDeps): void {
  const Keys = z.object({
    keys: z.array(Key),
    asked: z.boolean().describe('a new key was asked for and is not made yet'),
  });
  http.get('/api/v1/vault/keys', { schema: { response: { 200: Keys } } }, async (request) => {
    const { actor, pools } = await contextOf(request, deps);
    mayOrRefuse(actor, 'account.read', { kind: 'vault_key', organPath: actor.organPath });
    return inContext(pools.app, { purpose: 'system' }, async (tx) => ({
      keys: (await listKeyLines(tx)).map(({ createdAt, retiredAt, ...key }) => ({
        ...key,
        createdAt: createdAt.toISOString(),
        retiredAt: retiredAt?.toISOString() ?? null,
      })),
      asked: await isKeyAsked(tx),
    }));
  });

  const Asking = z.strictObject({ suite: z.enum(SUITES), reason: z.string().trim().min(4).max(500) });
  const Asked = z.object({ id: z.uuid(), entryId: z.uuid() });
  http.post(
    '/api/v1/vault/rotations',
    { schema: { body: Asking, response: { 201: Asked } } },
    async (request, reply) => {
      const { result, entryId } = await askForKey(await commandContextOf(request, deps), request.body);
      return reply.code(201).send({ ...result, entryId });
    },
  );
}
