import { hkdfSync } from 'node:crypto';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Pools } from '../platform/db.ts';
import type { OidcConfig } from './oidc/oidc-client.ts';
import type { SecondFactorRule } from './session-standing.ts';
import type { Lockout } from './sign-in-store.ts';

export const SESSION_COOKIE = 'zhengming.session_token';
/** A party's session goes by another cookie, so that one browser can hold both; which door it opens the kind of account decides. */
export const PARTY_COOKIE = 'zhengming-party.session_token';

/** What signing in needs of the program. */
export type SignInDeps = {
  readonly config: SecondFactorRule & {
    readonly oidc?: OidcConfig | undefined;
    /** The one for parties, which is another one as a rule. */
    readonly partyOidc?: OidcConfig | undefined;
  };
  readonly pools: Pools;
  readonly now: () => Date;
  readonly masterKey: Buffer;
};

/** What commands need besides: the edition in use goes into every journal entry, and its numbers of signing in count. */
export type AccessDeps = SignInDeps & { readonly law: () => LawOfSignIn };

/** What of the law signing in asks for. */
export type LawOfSignIn = {
  readonly edition: string;
  find(kind: 'parameters', code: string, on: PlainDate): { readonly value: unknown } | undefined;
};

/** Graded protection level 3, application items (GB/T 22239-2019 part 8), as the packs in use have them. */
export type SignInTerms = {
  readonly lockout: Lockout;
  readonly idleMinutes: number;
  readonly mostHours: number;
  readonly passwordDays: number;
};

/** Numbers that editions adopted before a pack stated them lack: what the program held itself to then. */
const BEFORE: Readonly<Record<string, number>> = { 'session.mostHours': 12, 'password.mostDays': 180 };

/** The numbers of this day. @throws {Refusal} rule `law.no_rule` */
export function signInTerms({ law, now }: Pick<AccessDeps, 'law' | 'now'>): SignInTerms {
  const today = chinaDate(now());
  const inUse = law();
  const number = (code: string): number => {
    const value = inUse.find('parameters', code, today)?.value ?? BEFORE[code];
    if (typeof value !== 'number') throw new Refusal('rule', 'law.no_rule', { kind: 'parameters', code, on: today });
    return value;
  };
  return {
    lockout: { failures: number('signIn.failuresBeforeLock'), minutes: number('signIn.lockMinutes') },
    idleMinutes: number('session.idleMinutes'),
    mostHours: number('session.mostHours'),
    passwordDays: number('password.mostDays'),
  };
}

/** Signs the cookies; from the master key, so that there is one secret to keep. */
export function cookieSecret(masterKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'zhengming session cookies', 32)).toString('base64url');
}

/** A command's surroundings where the actor is still to be found out. */
export function surroundings(deps: AccessDeps) {
  const { pools, now, law } = deps;
  return { pools, now, edition: law().edition, lockout: signInTerms(deps).lockout };
}
