import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import type { HttpApp } from '../../platform/http.ts';
import { commandContextOf } from '../context.ts';
import { doorkeeperOf } from '../doorkeeper.ts';
import { accountSession } from '../joining-commands.ts';
import { sendCookies } from '../session-cookies.ts';
import { type AccessDeps, surroundings } from '../session-terms.ts';
import type { SignIn } from '../sign-in.ts';
import { endIdentity } from './identity-commands.ts';
import { findLinkedAccount } from './identity-queries.ts';
import type { OidcConfig } from './oidc-client.ts';
import { ProviderErrand } from './provider-errand.ts';

const schema = { hide: true };

/** Sign-in by the provider of identities of the site, beside the password; where none is configured there is no such door. */
export function oidcRoutes(http: HttpApp, deps: AccessDeps, desk: () => Promise<SignIn>): void {
  const { oidc } = deps.config;
  const Ways = z.object({ provider: z.string().nullable().describe('what the button says; null: password alone') });
  http.get('/api/v1/session/ways', { schema: { response: { 200: Ways } } }, async () => ({
    provider: oidc?.name ?? null,
  }));

  const Id = z.strictObject({ id: z.uuid() });
  const ending = { schema: { params: Id, response: { 201: Id } } };
  http.post('/api/v1/accounts/:id/identity-endings', ending, async (request, reply) => {
    const { id } = request.params;
    await endIdentity(await commandContextOf(request, deps), id);
    doorkeeperOf(deps).forget(id);
    return reply.code(201).send({ id });
  });
  if (oidc) providerRoutes(http, deps, oidc, desk);
}

function providerRoutes(http: HttpApp, deps: AccessDeps, oidc: OidcConfig, desk: () => Promise<SignIn>): void {
  const errands = new ProviderErrand(deps, oidc, { cookie: 'zhengming.errand', path: '/api/v1/session/provider' });

  http.get('/api/v1/session/provider', { schema }, async (request, reply) => {
    errands.count(request);
    const { address, cookie } = await errands.leave(request);
    sendCookies(request, reply, [cookie]);
    return reply.redirect(address, 303);
  });

  /** @throws {Refusal} unauthenticated `access.oidc_refused`, `access.oidc_not_linked`; busy `access.oidc_away` */
  async function comeBack(request: FastifyRequest): Promise<string[]> {
    const { identity } = await errands.comeBack(request);
    const accountId = await findLinkedAccount(deps.pools.appPool, identity, deps.config.demonstration);
    if (accountId === undefined) throw new Refusal('unauthenticated', 'access.oidc_not_linked');
    const { signInAs } = await desk();
    return signInAs(accountId, request.headers['user-agent'] ?? '');
  }

  http.get('/api/v1/session/provider/return', { schema }, async (request, reply): Promise<FastifyReply> => {
    errands.count(request);
    try {
      const cookies = await comeBack(request);
      const doorkeeper = doorkeeperOf(deps);
      const session = await doorkeeper.sessionBehindCookie(cookies.map((cookie) => cookie.split(';')[0]).join('; '));
      // With a second factor to show nothing has begun yet.
      if (session?.actor && doorkeeper.standingOf(session) === 'open') {
        await accountSession(surroundings(deps), session.actor, 'session.begin', session.id);
      }
      sendCookies(request, reply, [...cookies, errands.erased]);
      return reply.redirect('/office/', 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A browser stands here and no program: the sign-in page says what was wrong.
      sendCookies(request, reply, [errands.erased]);
      return reply.redirect(`/office/?refused=${error.code}`, 303);
    }
  });
}
