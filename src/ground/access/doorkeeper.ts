import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Pools } from '../platform/db.ts';
import { ProgramDoor } from './programs/program-door.ts';
import { cookiesThatCame } from './session-cookies.ts';
import { type Standing, standingOf } from './session-standing.ts';
import { type AccessDeps, cookieSecret, SESSION_COOKIE, signInTerms } from './session-terms.ts';
import { ShortMemory } from './short-memory.ts';
import {
  type FactorMethod,
  findSession,
  prolongSession,
  type Session,
  saveSessionFactor,
  saveSessionPost,
} from './sign-in-store.ts';

export type { Session };

/** How long an answer about a session or key may be remembered, hence how late a lock can take effect in another process. */
const REMEMBERED_MS = 3_000;

export type Doorkeeper = {
  /** The door of programs, which the others pass on to. */
  readonly programs: ProgramDoor;
  actorOf(request: FastifyRequest): Promise<Actor>;
  sessionOf(request: FastifyRequest): Promise<Session>;
  /** The actor of a session that lacks nothing. @throws {Refusal} as {@link actorOf}, for what it lacks */
  actorOfSession(session: Session): Actor;
  /** What the session still lacks. */
  standingOf(session: Session): Standing;
  /** The second factor was shown in this session. */
  proved(session: Pick<Session, 'id' | 'accountId'>, method: FactorMethod): Promise<void>;
  /** The session of cookies just made. */
  sessionBehindCookie(cookie: string): Promise<Session | undefined>;
  /** From now on the person works in this post, one that they hold. */
  choosePost(session: Pick<Session, 'id' | 'accountId'>, postId: string): Promise<void>;
  /** Sessions and keys of an account are looked up anew: after sign-out, a change of post, a lock, a revocation. */
  forget(accountId: string): void;
};

/** Where the token of such a cookie stands in the header. */
export const cookiePattern = (name: string) => new RegExp(`(?:^|; )(?:${name.replace('.', '[.]')})=([^;]{1,200})`);
const COOKIE = cookiePattern(SESSION_COOKIE);

/** The token in the cookie, if the signature beside it is ours: what lies in the database alone opens no session. */
export function tokenOf(cookie: string | undefined, secret: string, pattern = COOKIE): string | undefined {
  const [, value] = pattern.exec(cookie ?? '') ?? [];
  if (value === undefined || !/^[\w.%~-]+$/.test(value)) return undefined;
  const signed = value.replace(/%(2B|2F|3D)/gi, decodeURIComponent);
  const dot = signed.indexOf('.');
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  const due = createHmac('sha256', secret).update(token).digest();
  return given.length === due.length && timingSafeEqual(given, due) ? token : undefined;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A change that rests on a cookie must come from our own page: the browser says so itself (Origin, Sec-Fetch-Site), and a
 * foreign page cannot make it lie. SameSite=Strict stands before this.
 * @throws {Refusal} forbidden `access.foreign_origin`
 */
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const host = URL.canParse(origin ?? '') ? new URL(origin!).host : undefined;
  if (site === 'same-origin' || (site === undefined && host !== undefined && host === request.host)) return;
  throw new Refusal('forbidden', 'access.foreign_origin');
}

/** What is told instead of letting a session in that lacks something. */
const LACKS = {
  to_prove: 'access.second_factor_needed',
  to_enrol: 'access.second_factor_to_enrol',
  password_old: 'access.password_old',
} as const satisfies Record<Exclude<Standing, 'open'>, string>;

function makeDoorkeeper(deps: AccessDeps): Doorkeeper {
  const { config, pools, now, masterKey } = deps;
  const secret = cookieSecret(masterKey);
  const pool = pools.appPool;
  const programs = new ProgramDoor(pool, now, masterKey, REMEMBERED_MS);
  const sessions = new ShortMemory<Session>(REMEMBERED_MS);

  function forget(accountId: string): void {
    programs.forget(accountId);
    sessions.forget((session) => session.accountId === accountId);
  }

  async function sessionBehind(token: string): Promise<Session | undefined> {
    const session = await findSession(pool, token, now());
    if (session?.stale) await prolongSession(pool, session.id, signInTerms(deps));
    return session;
  }

  async function sessionBehindCookie(cookie: string | undefined): Promise<Session | undefined> {
    const token = tokenOf(cookie, secret);
    return token === undefined ? undefined : sessions.get(token, () => sessionBehind(token));
  }

  async function sessionOf(request: FastifyRequest): Promise<Session> {
    const session = await sessionBehindCookie(cookiesThatCame(request));
    if (!session) throw new Refusal('unauthenticated', 'access.sign_in_first');
    refuseForeignOrigin(request);
    return session;
  }

  const standing = ({ facts }: Session) => standingOf(facts, { ...config, ...signInTerms(deps) }, now());

  function actorOfSession(session: Session): Actor {
    const lacks = standing(session);
    if (lacks !== 'open') throw new Refusal('forbidden', LACKS[lacks]);
    if (!session.actor) throw new Refusal('conflict', 'access.choose_post');
    return session.actor;
  }

  return {
    programs,
    sessionOf,
    sessionBehindCookie,
    actorOfSession,
    standingOf: standing,
    async actorOf(request) {
      if (request.headers.authorization !== undefined) return (await programs.programOf(request)).actor;
      return actorOfSession(await sessionOf(request));
    },
    async proved({ id, accountId }, method) {
      await saveSessionFactor(pool, id, method);
      forget(accountId);
    },
    async choosePost({ id, accountId }, postId) {
      await saveSessionPost(pool, id, postId);
      forget(accountId);
    },
    forget,
  };
}

const doorkeepers = new WeakMap<Pools, Doorkeeper>();

/** The doorkeeper of this program, one for each set of pools. */
export function doorkeeperOf(deps: AccessDeps): Doorkeeper {
  const known = doorkeepers.get(deps.pools);
  if (known) return known;
  const made = makeDoorkeeper(deps);
  doorkeepers.set(deps.pools, made);
  return made;
}

/**
 * Who asks, settled once per request: a program by `Authorization: Bearer zm_…`, else a person by the session cookie.
 * At most one prepared query; none when the same session or key asked within the last seconds.
 * @throws {Refusal} unauthenticated `access.sign_in_first`, `access.key_refused`; conflict `access.choose_post`;
 *   forbidden `access.foreign_origin`; throttled `access.key_too_often`; and what a session lacks: `access.second_factor_needed`,
 *   `access.second_factor_to_enrol`, `access.password_old`
 */
export function actorOf(request: FastifyRequest, deps: AccessDeps): Promise<Actor> {
  return doorkeeperOf(deps).actorOf(request);
}
