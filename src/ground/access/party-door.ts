import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../audit/index.ts';
import type { Actor, OrganKind } from '../kernel/actor.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { MinuteLimit } from '../platform/minute-limit.ts';
import { cookiePattern, refuseForeignOrigin, tokenOf } from './doorkeeper.ts';
import { type PartyProvider, partyProvider } from './oidc/party-provider.ts';
import { type Capacity, findPartySession } from './party-session-store.ts';
import { provePassword } from './password-commands.ts';
import { cookiesThatCame, sendCookies } from './session-cookies.ts';
import { type AccessDeps, cookieSecret, PARTY_COOKIE, signInTerms, surroundings } from './session-terms.ts';
import type { SignIn } from './sign-in.ts';
import { prolongSession } from './sign-in-store.ts';

/** No post: what stands where an officer's would. */
export const NO_POST = '00000000-0000-8000-8000-00000000ba27';

/** Somebody who is signed in for a party. */
export type PartySession = {
  readonly id: string;
  readonly accountId: string;
  /** Masked; the name itself is sealed. */
  readonly displayName: string;
  readonly subjectId: string;
  readonly capacity: Capacity;
  /** The party at the organ that opened its account. */
  readonly actor: Actor;
};
export type Place = { readonly organId: string; readonly organPath: string; readonly organKind: OrganKind };

/** Sign-ins and redeemed codes a minute from one address. */
const TRIES_A_MINUTE = 60;
const COOKIE = cookiePattern(PARTY_COOKIE);

export type PartyDoor = {
  /** @throws {Refusal} unauthenticated `access.sign_in_first`; forbidden `access.foreign_origin` */
  sessionOf(request: FastifyRequest): Promise<PartySession>;
  findSession(request: FastifyRequest): Promise<PartySession | undefined>;
  /** Sets the cookies of a new session and answers it. @throws {Refusal} unauthenticated, throttled `access.sign_in_too_often` */
  signIn(request: FastifyRequest, reply: FastifyReply, username: string, password: string): Promise<PartySession>;
  /** The same for the account that a provider of identities vouches for. @throws {Refusal} unauthenticated `access.sign_in_failed` */
  enterAs(request: FastifyRequest, reply: FastifyReply, accountId: string): Promise<PartySession>;
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Asks for the password once more, counted as at sign-in. @throws {Refusal} rule `access.sign_in_failed`, `access.sign_in_locked` */
  provePassword(session: PartySession, password: string): Promise<void>;
  /** Where one is configured. */
  readonly provider: PartyProvider | undefined;
  /** Counts a try at a code on paper as one at a password. */
  countTry(request: FastifyRequest): void;
};

/**
 * The door for parties, beside the officers' own: same passwords, same limits, another cookie and another kind of account. What is
 * behind it is the portal's `my` pages; no route of the console or of the API opens to it.
 */
export function partyDoor(deps: AccessDeps): PartyDoor {
  const { appPool } = deps.pools;
  const secret = cookieSecret(deps.masterKey);
  const limit = new MinuteLimit();
  let made: Promise<SignIn> | undefined;
  const desk = () => {
    made ??= import('./sign-in.ts').then(({ makeSignIn }) => makeSignIn(deps, 'party'));
    return made;
  };

  async function behind(cookie: string | undefined): Promise<PartySession | undefined> {
    const token = tokenOf(cookie, secret, COOKIE);
    const row = token === undefined ? undefined : await findPartySession(appPool, token, chinaDate(deps.now()));
    if (!row) return undefined;
    if (row.stale) await prolongSession(appPool, row.session_id, signInTerms(deps));
    const place = { organId: row.organ_id, organPath: row.organ_path, organKind: row.organ_kind };
    const actor = partyActor(row.account_id, row.subject_id, place);
    const { session_id: id, account_id: accountId, display_name: displayName, subject_id: subjectId } = row;
    return { id, accountId, displayName, subjectId, capacity: row.capacity, actor };
  }

  const findSession = (request: FastifyRequest) => behind(cookiesThatCame(request));

  async function enter(request: FastifyRequest, reply: FastifyReply, cookies: string[]): Promise<PartySession> {
    const session = await behind(cookies.map((cookie) => cookie.split(';')[0]).join('; '));
    // The mandate ended between the two looks: as if the name were unknown.
    if (!session) throw new Refusal('unauthenticated', 'access.sign_in_failed');
    sendCookies(request, reply, cookies);
    return session;
  }
  const { partyOidc } = deps.config;

  return {
    findSession,
    async sessionOf(request) {
      const session = await findSession(request);
      if (!session) throw new Refusal('unauthenticated', 'access.sign_in_first');
      refuseForeignOrigin(request);
      return session;
    },
    async signIn(request, reply, username, password) {
      refuseForeignOrigin(request);
      limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'access.sign_in_too_often');
      const { signIn } = await desk();
      return enter(request, reply, await signIn(username, password, request.headers['user-agent'] ?? ''));
    },
    async enterAs(request, reply, accountId) {
      const { signInAs } = await desk();
      return enter(request, reply, await signInAs(accountId, request.headers['user-agent'] ?? ''));
    },
    async signOut(request, reply) {
      refuseForeignOrigin(request);
      const { signOut } = await desk();
      sendCookies(request, reply, await signOut(cookiesThatCame(request)));
    },
    async provePassword({ accountId }, password) {
      await provePassword(surroundings(deps), accountId, password);
    },
    provider: partyOidc && partyProvider(deps, partyOidc),
    countTry(request) {
      refuseForeignOrigin(request);
      limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'access.sign_in_too_often');
    },
  };
}

/** A party acting at an organ: in a matter of its own, the organ that keeps the record. */
export function partyActor(accountId: string, subjectId: string, place: Place): Actor {
  return { accountId, kind: 'party', postId: NO_POST, role: 'party', subjectId, ...place };
}

/** The context of a party's request; `key` from its form, so that a form sent twice does one thing. */
export function partyContext({ pools, now, law }: AccessDeps, actor: Actor, request?: Context['request']): Context {
  return { actor, pools, now, edition: law().edition, ...(request === undefined ? {} : { request }) };
}
