import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf, may, mayOrRefuse } from '../access/index.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { keyMark } from '../platform/key-mark.ts';
import { findMasterChangeLine, isKeyAsked, listKeyLines } from './key-queries.ts';
import { decideMasterChange, proposeMasterChange } from './master-key-commands.ts';
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

const Reason = z.string().trim().min(4).max(500);
const Mark = z.string().regex(/^[0-9a-f]{16}$/);

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

  const Asking = z.strictObject({ suite: z.enum(SUITES), reason: Reason });
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

/** The master key (主密钥): by its mark, never itself. One administrator proposes another, the other decides, a command carries it out. */
export function masterKeyRoutes(http: HttpApp, deps: AccessDeps): void {
  const Master = z.object({
    mark: Mark,
    change: z
      .object({
        id: z.uuid(),
        fromMark: Mark,
        toMark: Mark,
        proposedBy: z.string(),
        proposedAt: z.string(),
        outcome: z.enum(['change', 'keep']).nullable(),
        doneAt: z.string().nullable(),
        mayDecide: z.boolean(),
      })
      .nullable()
      .describe('the newest that was proposed'),
  });
  http.get('/api/v1/vault/master-key', { schema: { response: { 200: Master } } }, async (request) => {
    const { actor, pools } = await contextOf(request, deps);
    mayOrRefuse(actor, 'account.read', { kind: 'vault_key', organPath: actor.organPath });
    const found = await inContext(pools.app, { purpose: 'system' }, findMasterChangeLine);
    const mark = keyMark(deps.masterKey);
    if (!found) return { mark, change: null };
    const { proposerId, organPath, proposedAt, doneAt, ...change } = found;
    const matter = { kind: 'vault_key', organPath, history: { draftedBy: proposerId } };
    return {
      mark,
      change: {
        ...change,
        proposedAt: proposedAt.toISOString(),
        doneAt: doneAt?.toISOString() ?? null,
        mayDecide: change.outcome === null && may(actor, 'change.confirm', matter).allowed,
      },
    };
  });

  const Done = z.object({ id: z.uuid(), entryId: z.uuid() });
  const Proposal = z.strictObject({ toMark: Mark, reason: Reason });
  http.post(
    '/api/v1/vault/master-key-changes',
    { schema: { body: Proposal, response: { 201: Done } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { result, entryId } = await proposeMasterChange(ctx, deps.masterKey, request.body);
      return reply.code(201).send({ ...result, entryId });
    },
  );

  const Decision = z.strictObject({ outcome: z.enum(['change', 'keep']), reason: Reason });
  const Params = z.strictObject({ id: z.uuid() });
  http.post(
    '/api/v1/vault/master-key-changes/:id/decisions',
    { schema: { params: Params, body: Decision, response: { 201: Done } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { result, entryId } = await decideMasterChange(ctx, request.params.id, request.body);
      return reply.code(201).send({ ...result, entryId });
    },
  );
}
