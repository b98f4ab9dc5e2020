import { z } from 'zod';
import { workContext } from '../../audit/index.ts';
import { inContext } from '../../platform/db.ts';
import type { HttpApp } from '../../platform/http.ts';
import { commandContextOf, contextOf } from '../context.ts';
import { doorkeeperOf } from '../doorkeeper.ts';
import { mayOrRefuse } from '../policy.ts';
import type { AccessDeps } from '../session-terms.ts';
import { revokeKey } from './program-key-commands.ts';
import { type ListedKey, listKeys } from './program-key-queries.ts';

const Both = z.object({ zh: z.string(), en: z.string() });
const Id = z.strictObject({ id: z.uuid() });
const Names = z.array(z.string()).readonly().nullable();
const Terms = z.object({
  since: z.string(),
  items: Names,
  matters: Names,
  requestsAMinute: z.number(),
  subjectsADay: z.number(),
  signingKey: z.string().nullable(),
  signed: z.boolean(),
});
const Key = z.object({
  id: z.uuid(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  post: Both.extend({ id: z.uuid() }),
  organ: Both,
  label: z.string(),
  createdAt: z.string(),
  expiresOn: z.string(),
  revokedAt: z.string().nullable(),
  /** Null: a key from before there were terms, bound by its post alone. */
  terms: Terms.nullable(),
  secrets: z.array(
    z.object({ createdAt: z.string(), endsAt: z.string().nullable(), lastUsedAt: z.string().nullable() }),
  ),
});
const MOST = 200;

const shown = ({ terms, secrets, ...key }: ListedKey): z.input<typeof Key> => ({
  ...key,
  createdAt: key.createdAt.toISOString(),
  revokedAt: key.revokedAt?.toISOString() ?? null,
  terms: terms && {
    since: terms.since.toISOString(),
    items: terms.items,
    matters: terms.matters,
    requestsAMinute: terms.requestsAMinute,
    subjectsADay: terms.subjectsADay,
    signingKey: terms.signingKey?.toString('base64url') ?? null,
    signed: terms.signed,
  },
  secrets: secrets.map(({ createdAt, endsAt, lastUsedAt }) => ({
    createdAt: createdAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  })),
});

/** Keys of programs: what each is for, how much it may ask, when it was last used; and its end, which one person decides alone. */
export function programKeyRoutes(http: HttpApp, deps: AccessDeps): void {
  const Asked = z.strictObject({ accountId: z.uuid().optional() });
  const listing = { schema: { querystring: Asked, response: { 200: z.array(Key) } } };
  http.get('/api/v1/program-keys', listing, async (request) => {
    const ctx = await contextOf(request, deps);
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'account.read', { kind: 'key', organPath });
    const asked = { accountId: request.query.accountId, most: MOST };
    return (await inContext(deps.pools.app, workContext(ctx), (tx) => listKeys(tx, organPath, asked))).map(shown);
  });

  const Ended = z.object({ id: z.uuid() });
  http.post(
    '/api/v1/program-keys/:id/ends',
    { schema: { params: Id, response: { 201: Ended } } },
    async (request, reply) => {
      const { id } = request.params;
      const { result } = await revokeKey(await commandContextOf(request, deps), id);
      doorkeeperOf(deps).forget(result.accountId);
      return reply.code(201).send({ id });
    },
  );
}
