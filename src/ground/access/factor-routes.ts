import type { FastifyRequest } from 'fastify';
import { toString as squareCode } from 'qrcode';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { findUsername, listHeldPosts } from './account-queries.ts';
import { doorkeeperOf, type Session } from './doorkeeper.ts';
import {
  beginPasskey,
  beginProof,
  beginTotp,
  confirmTotp,
  type FactorContext,
  keepPasskey,
  ownFactors,
  removeFactor,
  renewBackupCodes,
} from './factor-commands.ts';
import { FactorProof, proveFactor, SignInProof } from './factor-proof.ts';
import { accountSession } from './joining-commands.ts';
import { PasskeyMade, type PasskeyPlace } from './passkey.ts';
import type { Standing } from './session-standing.ts';
import { type AccessDeps, surroundings } from './session-terms.ts';

const Factors = z.object({
  /** Since when codes of an application are taken; null: none enrolled. */
  totpSince: z.string().nullable(),
  passkeys: z.array(
    z.object({ id: z.uuid(), label: z.string(), createdAt: z.string(), usedAt: z.string().nullable() }),
  ),
  backupCodesLeft: z.number().int(),
});
const Codes = z.object({ backupCodes: z.array(z.string()) });
const Challenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** As the browser takes them (WebAuthn level 3); made by the library, passed on whole. */
const Options = z.looseObject({ challenge: z.string() });

/** The page that asks, by the origin that the browser names; the doorkeeper has seen that it is ours. */
function placeOf(request: FastifyRequest): PasskeyPlace {
  const { origin } = request.headers;
  const page = origin && URL.canParse(origin) ? new URL(origin) : new URL(`${request.protocol}://${request.host}`);
  return { origin: page.origin, rpId: page.hostname };
}

/** Factors of the signed-in person: what is enrolled, enrolling, showing one at sign-in, taking one away. */
export function factorRoutes(http: HttpApp, deps: AccessDeps): void {
  const doorkeeper = doorkeeperOf(deps);

  /** The person behind a session in one of these standings; in the first post held, where none is chosen yet. */
  async function contextIn(request: FastifyRequest, standings: readonly Standing[]) {
    const session = await doorkeeper.sessionOf(request);
    if (!standings.includes(doorkeeper.standingOf(session))) doorkeeper.actorOfSession(session);
    const actor = session.actor ?? (await firstPost(session));
    const ctx: FactorContext = { ...surroundings(deps), actor, masterKey: deps.masterKey };
    return { ctx, session };
  }

  async function firstPost({ accountId }: Session): Promise<FactorContext['actor']> {
    const own = { purpose: 'work', accountId } as const;
    const [post] = await inContext(deps.pools.app, own, (tx) => listHeldPosts(tx, accountId, deps.now()));
    if (!post) throw new Refusal('conflict', 'access.no_post_yet');
    const { id: postId, role, organ_id: organId, path: organPath, kind: organKind } = post;
    return { accountId, kind: 'person', postId, role, organId, organPath, organKind };
  }

  const nameOf = (accountId: string) =>
    inContext(deps.pools.app, { purpose: 'work', accountId }, (tx) => findUsername(tx, accountId));
  const ENROLLING: readonly Standing[] = ['open', 'to_enrol'];
  /** Enrolling is showing: who has just made a factor need not show it again in this session. */
  async function enrolled({ session }: { session: Session }, method: 'totp' | 'passkey') {
    await doorkeeper.proved(session, method);
    if (session.actor && doorkeeper.standingOf(session) !== 'open') {
      await accountSession(surroundings(deps), session.actor, 'session.begin', session.id);
    }
  }

  http.get('/api/v1/me/second-factors', { schema: { response: { 200: Factors } } }, async (request) => {
    const { ctx } = await contextIn(request, ['open', 'to_enrol', 'to_prove', 'password_old']);
    const { totpSince, passkeys, backupCodesLeft } = await ownFactors(ctx);
    return {
      totpSince: totpSince?.toISOString() ?? null,
      passkeys: passkeys.map(({ id, label, created_at, used_at }) => ({
        id,
        label,
        createdAt: created_at.toISOString(),
        usedAt: used_at?.toISOString() ?? null,
      })),
      backupCodesLeft,
    };
  });

  const Begun = z.object({ address: z.string(), typed: z.string(), picture: z.string() });
  http.post('/api/v1/me/totp', { schema: { response: { 201: Begun } } }, async (request, reply) => {
    const { ctx } = await contextIn(request, ENROLLING);
    const begun = await beginTotp(ctx, (await nameOf(ctx.actor.accountId)) ?? '');
    const svg = await squareCode(begun.address, { type: 'svg', margin: 1 });
    const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    return reply.code(201).send({ ...begun, picture });
  });
  const Code = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
  const Confirmed = { schema: { body: Code, response: { 201: Codes } } };
  http.post('/api/v1/me/totp/confirmations', Confirmed, async (request, reply) => {
    const asked = await contextIn(request, ENROLLING);
    const backupCodes = await confirmTotp(asked.ctx, request.body.code);
    await enrolled(asked, 'totp');
    return reply.code(201).send({ backupCodes });
  });

  http.post('/api/v1/me/passkeys/challenges', { schema: { response: { 201: Options } } }, async (request, reply) => {
    const { ctx } = await contextIn(request, ENROLLING);
    const name = (await nameOf(ctx.actor.accountId)) ?? '';
    return reply.code(201).send({ ...(await beginPasskey(ctx, placeOf(request), name)) });
  });
  const Made = z.strictObject({ label: z.string().trim().min(1).max(60), challenge: Challenge, answer: PasskeyMade });
  http.post('/api/v1/me/passkeys', { schema: { body: Made, response: { 201: Codes } } }, async (request, reply) => {
    const asked = await contextIn(request, ENROLLING);
    const { label, challenge, answer } = request.body;
    const backupCodes = await keepPasskey(asked.ctx, label, challenge, answer);
    await enrolled(asked, 'passkey');
    return reply.code(201).send({ backupCodes });
  });

  const PROVING: readonly Standing[] = ['open', 'to_prove'];
  http.post(
    '/api/v1/me/second-factors/challenges',
    { schema: { response: { 201: Options } } },
    async (request, reply) => {
      const { ctx } = await contextIn(request, PROVING);
      return reply.code(201).send({ ...(await beginProof(ctx, placeOf(request))) });
    },
  );
  http.post(
    '/api/v1/session/proofs',
    { schema: { body: SignInProof, response: { 204: z.null() } } },
    async (request, reply) => {
      const { ctx, session } = await contextIn(request, ['to_prove']);
      await proveFactor(ctx, ctx.actor.accountId, request.body);
      await doorkeeper.proved(session, request.body.method);
      if (session.actor) await accountSession(surroundings(deps), session.actor, 'session.begin', session.id);
      return reply.code(204).send(null);
    },
  );

  const Removal = z.strictObject({ factor: z.union([z.literal('totp'), z.uuid()]), proof: FactorProof });
  http.post(
    '/api/v1/me/second-factors/removals',
    { schema: { body: Removal, response: { 204: z.null() } } },
    async (request, reply) => {
      const { ctx } = await contextIn(request, ['open']);
      const { factor, proof } = request.body;
      await removeFactor(ctx, factor === 'totp' ? 'totp' : { passkey: factor }, proof);
      doorkeeper.forget(ctx.actor.accountId);
      return reply.code(204).send(null);
    },
  );
  const Renewal = { schema: { body: z.strictObject({ proof: FactorProof }), response: { 201: Codes } } };
  http.post('/api/v1/me/backup-codes', Renewal, async (request, reply) => {
    const { ctx } = await contextIn(request, ['open']);
    return reply.code(201).send({ backupCodes: await renewBackupCodes(ctx, request.body.proof) });
  });
}
