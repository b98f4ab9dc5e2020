import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../audit/index.ts';
import { chinaDate } from '../../kernel/plain-date.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { sendCookies } from '../session-cookies.ts';
import type { SignInDeps } from '../session-terms.ts';
import { ErrandSeal } from './errand-cookie.ts';
import type { Identity } from './identity-store.ts';
import type { OidcConfig } from './oidc-client.ts';
import { linkOwnIdentity } from './party-identity-commands.ts';
import { listPartiesOfIdentity, type PartyOfIdentity } from './party-identity-store.ts';
import { ProviderErrand } from './provider-errand.ts';

/** Below it the errand's cookie is sent; beside it is no other page. */
const PATH = '/my/provider';
const Who = z.object({ use: z.literal('choose'), issuer: z.string(), subject: z.string() });
const Found = z.object({ accountId: z.uuid(), issuer: z.string(), subject: z.string() });

/** Who came back: the account that is linked, or, for somebody who is signed in, a sealed word of whom the provider named. */
export type Arrived =
  | { readonly accountId: string }
  | { readonly found: string }
  /** It acts for several: which one now, it says itself, with the sealed word of who it is. */
  | { readonly parties: readonly PartyOfIdentity[]; readonly who: string };

/** The provider of identities for parties, beside the password of the letter. */
export type PartyProvider = {
  /** What the button says. */
  readonly name: string;
  /** Lays the errand into the browser and answers where it goes; `about`: the account that is to be linked. */
  begin(request: FastifyRequest, reply: FastifyReply, about?: string): Promise<string>;
  /** @throws {Refusal} unauthenticated `access.oidc_refused`, `access.party_not_linked`; busy `access.oidc_away` */
  arrive(request: FastifyRequest, reply: FastifyReply): Promise<Arrived>;
  /** The account of the party for which somebody wants to act now. @throws {Refusal} unauthenticated `access.party_not_linked` */
  choose(who: string, accountId: string): Promise<string>;
  /** Links what was found to the account for which it was sought. @throws {Refusal} unauthenticated `access.oidc_refused`; conflict */
  link(ctx: Context, found: string): Promise<void>;
};

/**
 * An account is never made or found by what a provider says of somebody: only one that its letter has opened, and that its party has
 * linked while signed in. Back from the other site no session comes along (its cookie is Strict), so that a found identity is told to
 * the browser, sealed, and linked by a form of ours.
 */
export function partyProvider(deps: SignInDeps, oidc: OidcConfig): PartyProvider {
  const errands = new ProviderErrand(deps, oidc, { cookie: 'zhengming-party.errand', path: PATH });
  const seal = new ErrandSeal(deps.masterKey);
  const partiesOf = (identity: Identity) => {
    const { demonstration } = deps.config;
    return listPartiesOfIdentity(deps.pools.appPool, identity, { demonstration, today: chinaDate(deps.now()) });
  };
  return {
    name: oidc.name,
    async begin(request, reply, about) {
      errands.count(request);
      const { address, cookie } = await errands.leave(request, about);
      sendCookies(request, reply, [cookie]);
      return address;
    },
    async arrive(request, reply) {
      errands.count(request);
      sendCookies(request, reply, [errands.erased]);
      const { identity, about } = await errands.comeBack(request);
      if (about !== undefined) return { found: await seal.seal({ accountId: about, ...identity }) };
      const parties = await partiesOf(identity);
      const [only, another] = parties;
      if (only === undefined) throw new Refusal('unauthenticated', 'access.party_not_linked');
      if (another === undefined) return { accountId: only.accountId };
      return { parties, who: await seal.seal({ use: 'choose', ...identity }) };
    },
    async choose(who, accountId) {
      const opened = await seal.open(who, Who);
      const chosen = opened && (await partiesOf(opened)).find((party) => party.accountId === accountId);
      if (!chosen) throw new Refusal('unauthenticated', 'access.party_not_linked');
      return chosen.accountId;
    },
    async link(ctx, found) {
      const opened = await seal.open(found, Found);
      // What was found for another account, or too long ago, is found for nobody.
      if (!opened || opened.accountId !== ctx.actor.accountId) {
        throw new Refusal('unauthenticated', 'access.oidc_refused', { reason: 'found' });
      }
      const { issuer, subject } = opened;
      await linkOwnIdentity(ctx, { issuer, subject });
    },
  };
}
