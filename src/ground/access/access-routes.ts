import { z } from 'zod';
import { ORGAN_KINDS, ROLES } from '../kernel/actor.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { MinuteLimit } from '../platform/minute-limit.ts';
import { listHeldPosts } from './account-queries.ts';
import { adminReadingRoutes } from './admin-reading-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { doorkeeperOf, refuseForeignOrigin } from './doorkeeper.ts';
import { explanationRoutes } from './explanation-routes.ts';
import { factorRoutes } from './factor-routes.ts';
import { accountSession, redeemInvitation } from './joining-commands.ts';
import { oidcRoutes } from './oidc/oidc-routes.ts';
import { ownSessionRoutes } from './own-session-routes.ts';
import { rightsOf } from './policy.ts';
import { POLICIES } from './policy-set.ts';
import { programKeyRoutes } from './programs/program-key-routes.ts';
import { programUseRoutes } from './programs/program-use-routes.ts';
import { tokenRoutes } from './programs/token-routes.ts';
import { cookiesThatCame, sendCookies } from './session-cookies.ts';
import { STANDINGS } from './session-standing.ts';
import { type AccessDeps, surroundings } from './session-terms.ts';
import type { SignIn } from './sign-in.ts';

/** Sign-ins and redeemed codes a minute from one address. */
const TRIES_A_MINUTE = 120;

const Password = z.string().min(1).max(128);
const Username = z.string().min(1).max(30);
const Both = z.object({ zh: z.string(), en: z.string() });
const Post = z.object({
  id: z.uuid(),
  role: z.enum(ROLES),
  title: Both,
  organ: z.object({ id: z.uuid(), kind: z.enum(ORGAN_KINDS), name: Both }),
});
const Me = z.object({
  /** The day it is in China by the program's clock: what forms begin with. */
  today: z.string(),
  account: z.object({ id: z.uuid(), displayName: z.string() }),
  posts: z.array(Post),
  /** Null as long as the person has several posts and has chosen none. */
  currentPostId: z.uuid().nullable(),
  rights: z.array(z.enum(Object.keys(DEEDS) as [Deed, ...Deed[]])),
  /** What the session still lacks before anything can be done in it; `open`: nothing. */
  standing: z.enum(STANDINGS),
});

async function postsOf({ pools, now }: AccessDeps, accountId: string) {
  const rows = await inContext(pools.app, { purpose: 'work', accountId }, (tx) => listHeldPosts(tx, accountId, now()));
  return rows.map(({ id, role, title, title_en, organ_id, kind, name, name_en }) => ({
    id,
    role,
    title: { zh: title, en: title_en },
    organ: { id: organ_id, kind, name: { zh: name, en: name_en } },
  }));
}

function sessionRoutes(http: HttpApp, deps: AccessDeps): void {
  // With the first sign-in and not above: the library would hold up every start.
  let made: Promise<SignIn> | undefined;
  const signInDesk = () => {
    made ??= import('./sign-in.ts').then(({ makeSignIn }) => makeSignIn(deps));
    return made;
  };
  oidcRoutes(http, deps, signInDesk);
  const doorkeeper = doorkeeperOf(deps);
  const limit = new MinuteLimit();

  http.post(
    '/api/v1/session',
    { schema: { body: z.strictObject({ username: Username, password: Password }), response: { 204: z.null() } } },
    async (request, reply) => {
      refuseForeignOrigin(request);
      limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'access.sign_in_too_often');
      const { username, password } = request.body;
      const { signIn } = await signInDesk();
      const cookies = await signIn(username, password, request.headers['user-agent'] ?? '');
      const session = await doorkeeper.sessionBehindCookie(cookies.map((cookie) => cookie.split(';')[0]).join('; '));
      // Without the second factor nothing has begun yet.
      if (session?.actor && doorkeeper.standingOf(session) === 'open') {
        await accountSession(surroundings(deps), session.actor, 'session.begin', session.id);
      }
      sendCookies(request, reply, cookies);
      return reply.code(204).send(null);
    },
  );

  http.delete('/api/v1/session', { schema: { response: { 204: z.null() } } }, async (request, reply) => {
    const { id, accountId, actor } = await doorkeeper.sessionOf(request);
    if (actor) await accountSession(surroundings(deps), actor, 'session.end', id);
    const { signOut } = await signInDesk();
    sendCookies(request, reply, await signOut(cookiesThatCame(request)));
    doorkeeper.forget(accountId);
    return reply.code(204).send(null);
  });

  http.post(
    '/api/v1/invitations/redemptions',
    {
      schema: {
        body: z.strictObject({ code: z.string().min(20).max(40), password: Password }),
        response: { 201: z.object({ username: z.string() }) },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'access.sign_in_too_often');
      const { code, password } = request.body;
      const { accountId, username } = await redeemInvitation(surroundings(deps), code, password);
      doorkeeper.forget(accountId);
      return reply.code(201).send({ username });
    },
  );
}

function meRoutes(http: HttpApp, deps: AccessDeps): void {
  const doorkeeper = doorkeeperOf(deps);

  http.get('/api/v1/me', { schema: { response: { 200: Me } } }, async (request) => {
    const session = await doorkeeper.sessionOf(request);
    const { accountId, displayName } = session;
    const standing = doorkeeper.standingOf(session);
    const actor = standing === 'open' ? session.actor : undefined;
    const posts = await postsOf(deps, accountId);
    const rights = actor ? rightsOf(actor) : [];
    const today = chinaDate(deps.now());
    const account = { id: accountId, displayName };
    return { today, account, posts, currentPostId: actor?.postId ?? null, rights, standing };
  });

  http.post(
    '/api/v1/me/post',
    { schema: { body: z.strictObject({ postId: z.uuid() }), response: { 201: Post } } },
    async (request, reply) => {
      const { id, accountId } = await doorkeeper.sessionOf(request);
      const post = (await postsOf(deps, accountId)).find((held) => held.id === request.body.postId);
      if (!post) throw new Refusal('forbidden', 'access.post_not_held');
      await doorkeeper.choosePost({ id, accountId }, post.id);
      const { actor } = await doorkeeper.sessionOf(request);
      if (actor) await accountSession(surroundings(deps), actor, 'session.begin', id);
      return reply.code(201).send(post);
    },
  );

  const Rule = z.object({
    id: z.string(),
    effect: z.enum(['permit', 'forbid']),
    says: Both,
    article: z.string(),
    mark: z.enum(['verified', 'memory', 'own']),
    text: z.string(),
  });
  http.get('/api/v1/access/policies', { schema: { response: { 200: z.array(Rule) } } }, async (request) => {
    await doorkeeper.actorOf(request);
    return [...POLICIES.values()];
  });
}

/** Sign-in and sign-out, who I am and in which post, the rules in sentences, and what administrators do. */
export async function accessRoutes(http: HttpApp, deps: AccessDeps): Promise<void> {
  sessionRoutes(http, deps);
  meRoutes(http, deps);
  factorRoutes(http, deps);
  ownSessionRoutes(http, deps);
  adminRoutes(http, deps);
  adminReadingRoutes(http, deps);
  changeRoutes(http, deps);
  explanationRoutes(http, deps);
  programKeyRoutes(http, deps);
  programUseRoutes(http, deps);
  await tokenRoutes(http, deps);
}
