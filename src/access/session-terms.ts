import { hkdfSync } from 'node:crypto';
import type { Pools } from '../platform/db.ts';
import type { OidcConfig } from './oidc/oidc-client.ts';
import type { SecondFactorRule } from './session-standing.ts';

/** Graded protection level 3, application items (GB/T 22239-2019 part 8; law file 5.5, numbers from memory). */
export const SIGN_IN_PARAMETERS = { idleMinutes: 15, lockout: { failures: 5, minutes: 30 } } as const;

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

/** What commands need besides: the law edition in use goes into every journal entry. */
export type AccessDeps = SignInDeps & { readonly law: () => { readonly edition: string } };

/** Signs the cookies; from the master key, so that there is one secret to keep. */
export function cookieSecret(masterKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'zhengming session cookies', 32)).toString('base64url');
}

/** A command's surroundings where the actor is still to be found out. */
export function surroundings({ pools, now, law }: AccessDeps) {
  return { pools, now, edition: law().edition };
}
