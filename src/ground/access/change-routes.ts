import { z } from 'zod';
import { workContext } from '../audit/index.ts';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { GLASS_HOURS, type Wish } from './change.ts';
import { confirmChange, endChange, proposeChange } from './change-commands.ts';
import { listChanges } from './change-queries.ts';
import { commandContextOf, contextOf } from './context.ts';
import { doorkeeperOf } from './doorkeeper.ts';
import { may, mayOrRefuse } from './policy.ts';
import { KEY_LIMITS, KeyTerms } from './programs/key-terms.ts';
import type { AccessDeps } from './session-terms.ts';

const Day = z
  .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value))
  .meta({ type: 'string', format: 'date' });
const Username = z.string().regex(/^[a-z0-9_.]{3,30}$/);
const Seat = { accountId: z.uuid(), postId: z.uuid() };
const OfKey = { accountId: z.uuid(), keyId: z.uuid() };
const Asked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('post'), ...Seat, since: Day, until: Day.optional() }),
  z.strictObject({
    kind: z.literal('key'),
    ...Seat,
    label: z.string().min(1).max(100),
    expiresOn: Day,
    terms: KeyTerms.optional(),
  }),
  z.strictObject({
    kind: z.literal('rotation'),
    ...OfKey,
    overlapDays: z.number().int().min(0).max(KEY_LIMITS.overlapDays),
  }),
  z.strictObject({ kind: z.literal('terms'), ...OfKey, terms: KeyTerms }),
  z.strictObject({ kind: z.literal('code'), accountId: z.uuid(), username: Username }),
  z.strictObject({
    kind: z.literal('identity'),
    accountId: z.uuid(),
    subject: z
      .string()
      .min(1)
      .max(255)
      .regex(/^\P{Cc}+$/u),
  }),
  z.strictObject({ kind: z.literal('glass'), ...Seat, hours: z.number().int().min(1).max(GLASS_HOURS) }),
]);
const Proposal = z.strictObject({ wish: Asked, reason: z.string().trim().min(4).max(500) });
const OUTCOMES = ['confirmed', 'refused', 'withdrawn'] as const;
const Secret = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('key'), keyId: z.uuid(), key: z.string(), expiresOn: z.string() }),
  z.object({ kind: z.literal('rotation'), keyId: z.uuid(), key: z.string(), oldUntil: z.string() }),
  z.object({ kind: z.literal('code'), code: z.string(), expiresAt: z.string() }),
]);
const Ended = z.object({ id: z.uuid(), outcome: z.enum(OUTCOMES), secret: Secret.nullable() });
const Both = z.object({ zh: z.string(), en: z.string() });
const Changes = z.array(
  z.object({
    id: z.uuid(),
    wish: z.looseObject({ kind: z.enum(['post', 'key', 'rotation', 'terms', 'code', 'identity', 'glass']) }),
    reason: z.string(),
    account: z.string().nullable(),
    post: Both.nullable(),
    proposedBy: z.object({ id: z.uuid(), name: z.string() }),
    proposedAt: z.string(),
    end: z.object({ outcome: z.enum(OUTCOMES), by: z.string(), at: z.string() }).nullable(),
  }),
);
const MOST = 200;

/** A link is to the provider that is configured. @throws {Refusal} conflict `access.oidc_off` */
function withIssuer(asked: z.output<typeof Asked>, { config }: AccessDeps): Wish {
  if (asked.kind !== 'identity') return asked;
  if (!config.oidc) throw new Refusal('conflict', 'access.oidc_off');
  return { ...asked, issuer: config.oidc.issuer };
}

/** Changes of rights that take two people: proposed, then confirmed, refused or taken back. */
export function changeRoutes(http: HttpApp, deps: AccessDeps): void {
  http.get('/api/v1/access/changes', { schema: { response: { 200: Changes } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const matter = { kind: 'change', organPath: ctx.actor.organPath, history: { draftedBy: '' } };
    const emergencies = may(ctx.actor, 'glass.confirm', matter).allowed;
    const all = may(ctx.actor, 'change.read', matter).allowed;
    if (!all && !emergencies) mayOrRefuse(ctx.actor, 'change.read', matter);
    const rows = await inContext(deps.pools.app, workContext(ctx), (tx) => listChanges(tx, ctx.actor.organPath, MOST));
    // Whoever may only open a post in an emergency sees the emergencies and nothing else.
    const shown = all ? rows : rows.filter(({ wish }) => wish.kind === 'glass');
    return shown.map(({ proposedAt, end, wish, ...row }) => ({
      ...row,
      wish: { ...wish },
      proposedAt: proposedAt.toISOString(),
      end: end && { ...end, at: end.at.toISOString() },
    }));
  });

  const Made = z.object({ id: z.uuid() });
  http.post(
    '/api/v1/access/changes',
    { schema: { body: Proposal, response: { 201: Made } } },
    async (request, reply) => {
      const { wish, reason } = request.body;
      const { result } = await proposeChange(await commandContextOf(request, deps), withIssuer(wish, deps), reason);
      return reply.code(201).send(result);
    },
  );

  const End = { params: z.strictObject({ id: z.uuid() }), body: z.strictObject({ outcome: z.enum(OUTCOMES) }) };
  http.post(
    '/api/v1/access/changes/:id/ends',
    { schema: { ...End, response: { 201: Ended } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { id } = request.params;
      const { outcome } = request.body;
      // A program would have no one to answer for the second look.
      if (ctx.actor.kind !== 'person') throw new Refusal('forbidden', 'access.persons_only');
      if (outcome !== 'confirmed') {
        await endChange(ctx, id, outcome);
        return reply.code(201).send({ id, outcome, secret: null });
      }
      const { accountId, secret } = await confirmChange(ctx, id);
      doorkeeperOf(deps).forget(accountId);
      return reply.code(201).send({ id, outcome, secret: secret ?? null });
    },
  );
}
