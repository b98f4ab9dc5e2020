import { createHmac, randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import { Refusal } from '../kernel/refusal.ts';
import { partyMaySignIn } from './party-session-store.ts';
import { hashPassword, PASSWORD_LENGTH, verifyPassword } from './password.ts';
import { nameDigest } from './secret-code.ts';
import { type AccessDeps, cookieSecret, PARTY_COOKIE, SESSION_COOKIE, signInTerms } from './session-terms.ts';
import { countAttempt, deleteEnded, forgetAttempts, maySignIn } from './sign-in-store.ts';

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** The library, over our tables: it checks passwords, makes sessions and their cookies, ends them. Nothing of it is mounted. */
function makeAuth(deps: AccessDeps, cookie: string) {
  const { pools, masterKey } = deps;
  return betterAuth({
    secret: cookieSecret(masterKey),
    baseURL: 'http://sign-in.invalid',
    database: { db: pools.app, type: 'postgres', schemaName: 'auth', transaction: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    plugins: [username({ displayUsername: false })],
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...stamps } },
    session: {
      modelName: 'sessions',
      expiresIn: signInTerms(deps).idleMinutes * 60,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...stamps } },
    databaseHooks: {
      session: {
        create: {
          // The cookie ends with the browser; the session, sooner, with idleness.
          before: async (session) => ({
            data: {
              ...session,
              expiresAt: new Date(session.createdAt.getTime() + signInTerms(deps).idleMinutes * 60_000),
              userAgent: session.userAgent?.slice(0, 400),
            },
          }),
        },
      },
    },
    advanced: {
      cookiePrefix: cookie.slice(0, cookie.indexOf('.')),
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
    },
  });
}

/** The cookie of a session as the library writes it, and `tokenOf` reads. */
function signedCookie(name: string, token: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}; Path=/; HttpOnly; SameSite=Strict`;
}

export type SignIn = {
  /** Answers the cookies to set. @throws {Refusal} unauthenticated `access.sign_in_failed`, `access.sign_in_locked` */
  signIn(username: string, password: string, userAgent: string): Promise<string[]>;
  /** A session for somebody whom a provider of identities vouches for; answers the cookies to set. */
  signInAs(accountId: string, userAgent: string): Promise<string[]>;
  /** Ends the session of these cookies; answers the cookies that erase them. */
  signOut(cookie: string): Promise<string[]>;
};

/** For officers, or for parties with a cookie and a door of their own: neither signs in where the other does. */
export function makeSignIn(deps: AccessDeps, whose: 'officer' | 'party' = 'officer'): SignIn {
  const isParty = whose === 'party';
  const auth = makeAuth(deps, isParty ? PARTY_COOKIE : SESSION_COOKIE);
  const may = isParty ? partyMaySignIn : maySignIn;
  const { appPool } = deps.pools;
  async function refuseLocked(digest: Buffer): Promise<void> {
    const { lockout } = signInTerms(deps);
    const { failures, lastAt } = await countAttempt(appPool, digest, deps.now(), lockout);
    if (failures <= lockout.failures) return;
    const lockedUntil = new Date(lastAt.getTime() + lockout.minutes * 60_000).toISOString();
    throw new Refusal('unauthenticated', 'access.sign_in_locked', { lockedUntil });
  }

  return {
    async signIn(name, password, userAgent) {
      const digest = nameDigest(name);
      await refuseLocked(digest);
      const known = await may(appPool, name.toLowerCase(), deps.config.demonstration);
      // For a name that may not sign in the library is asked for one that cannot exist: it takes as long and says as little.
      const body = { username: known ? name : 'nobody.of.this.name', password, rememberMe: false };
      const headers = new Headers({ 'user-agent': userAgent });
      const answer = await auth.api.signInUsername({ body, headers, asResponse: true });
      if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`);
      if (!answer.ok) throw new Refusal('unauthenticated', 'access.sign_in_failed');
      await forgetAttempts(appPool, digest);
      await deleteEnded(appPool, deps.now());
      return answer.headers.getSetCookie();
    },
    async signInAs(accountId, userAgent) {
      const { internalAdapter } = await auth.$context;
      const session = await internalAdapter.createSession(accountId, true, { userAgent });
      await deleteEnded(appPool, deps.now());
      return [signedCookie(isParty ? PARTY_COOKIE : SESSION_COOKIE, session.token, cookieSecret(deps.masterKey))];
    },
    async signOut(cookie) {
      const answer = await auth.api.signOut({ headers: new Headers({ cookie }), asResponse: true });
      return answer.headers.getSetCookie();
    },
  };
}
