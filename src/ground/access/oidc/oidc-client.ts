import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';

/** The provider of identities of this site. */
export type OidcConfig = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly name: string;
};

const PATIENCE_MS = 10_000;
/** Signatures alone: a provider that shares a secret with us could be played by whoever has it. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
type Metadata = z.output<typeof Metadata>;
const Told = z.object({ id_token: z.string() });

/** What the browser keeps between leaving for the provider and coming back. */
export type Errand = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** On whose behalf it is run, where somebody is signed in already. */
  readonly about?: string | undefined;
};

export const newErrand = (): Errand => ({
  state: randomBytes(24).toString('base64url'),
  nonce: randomBytes(24).toString('base64url'),
  verifier: randomBytes(48).toString('base64url'),
});

async function asked(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new Refusal('busy', 'access.oidc_away', { reason: (error as Error).name });
  }
}

/** Undefined for what is no JSON: a page of errors, say, with a status that promises more. */
const jsonOf = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);

/**
 * The code flow of OpenID Connect with PKCE and a nonce, towards one provider. What it says about itself is asked once and kept.
 * @throws {Refusal} busy `access.oidc_away`; unauthenticated `access.oidc_refused`
 */
export class OidcClient {
  readonly #config: OidcConfig;
  #known: Promise<{ metadata: Metadata; keys: JWTVerifyGetKey }> | undefined;

  constructor(config: OidcConfig) {
    this.#config = config;
  }

  /** Where the browser goes. */
  async leaveFor(redirectUri: string, { state, nonce, verifier }: Errand): Promise<string> {
    const { metadata } = await this.#provider();
    const url = new URL(metadata.authorization_endpoint);
    const wanted = {
      response_type: 'code',
      scope: 'openid',
      client_id: this.#config.clientId,
      redirect_uri: redirectUri,
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
    return url.href;
  }

  /** Who came back with the code, as the provider names them. */
  async subjectOf(code: string, redirectUri: string, errand: Errand): Promise<string> {
    const { metadata, keys } = await this.#provider();
    const { clientId, clientSecret } = this.#config;
    const basic = [clientId, clientSecret].map(encodeURIComponent).join(':');
    const answer = await asked(metadata.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: errand.verifier,
      }),
    });
    const told = Told.safeParse(answer.ok ? await jsonOf(answer) : undefined);
    if (!told.success) throw new Refusal('unauthenticated', 'access.oidc_refused', { status: answer.status });
    return this.#subjectIn(told.data.id_token, metadata, keys, errand.nonce);
  }

  async #subjectIn(token: string, { issuer }: Metadata, keys: JWTVerifyGetKey, nonce: string): Promise<string> {
    try {
      // By the clock of the world and not by the program's: the demonstration's may stand in another year.
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: this.#config.clientId,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 60,
      });
      if (payload.nonce !== nonce || (payload.azp !== undefined && payload.azp !== this.#config.clientId)) {
        throw new Refusal('unauthenticated', 'access.oidc_refused', { reason: 'nonce' });
      }
      return payload.sub!;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new Refusal('unauthenticated', 'access.oidc_refused', { reason: error.code });
    }
  }

  #provider() {
    this.#known ??= this.#discover().catch((error: unknown) => {
      this.#known = undefined; // asked again by the next one
      throw error;
    });
    return this.#known;
  }

  async #discover() {
    const { issuer } = this.#config;
    const answer = await asked(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const metadata = Metadata.safeParse(answer.ok ? await jsonOf(answer) : undefined);
    // A provider that gives another name than the one configured is another one (OpenID Connect Discovery 4.3).
    if (!metadata.success || metadata.data.issuer !== issuer) {
      throw new Refusal('busy', 'access.oidc_away', { status: answer.status });
    }
    return { metadata: metadata.data, keys: createRemoteJWKSet(new URL(metadata.data.jwks_uri)) };
  }
}
