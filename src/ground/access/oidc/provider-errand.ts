import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import { MinuteLimit } from '../../platform/minute-limit.ts';
import { baseOf } from '../programs/request-signature.ts';
import { cookiesThatCame } from '../session-cookies.ts';
import type { SignInDeps } from '../session-terms.ts';
import { ErrandCookie, type ErrandPlace, ErrandSeal } from './errand-cookie.ts';
import type { Identity } from './identity-store.ts';
import { newErrand, OidcClient, type OidcConfig } from './oidc-client.ts';

const TRIES_A_MINUTE = 120;
const text = z.string().min(1).max(4_096);
const Back = z.object({ state: text, code: text.optional(), iss: text.optional(), error: text.optional() });

/** The way to one provider of identities and back, of one browser, for one purpose. */
export class ProviderErrand {
  readonly name: string;
  readonly #deps: Pick<SignInDeps, 'now'>;
  readonly #oidc: OidcConfig;
  readonly #place: ErrandPlace;
  readonly #client: OidcClient;
  readonly #cookie: ErrandCookie;
  readonly #limit = new MinuteLimit();

  constructor(deps: Pick<SignInDeps, 'now' | 'masterKey'>, oidc: OidcConfig, place: ErrandPlace) {
    this.name = oidc.name;
    this.#deps = deps;
    this.#oidc = oidc;
    this.#place = place;
    this.#client = new OidcClient(oidc);
    this.#cookie = new ErrandCookie(new ErrandSeal(deps.masterKey), place);
  }

  /** Erases the errand from the browser: it is run once. */
  get erased(): string {
    return this.#cookie.erased;
  }

  /** Counts a way there or back. @throws {Refusal} throttled `access.sign_in_too_often` */
  count(request: FastifyRequest): void {
    this.#limit.take(request.ip, TRIES_A_MINUTE, this.#deps.now(), 'access.sign_in_too_often');
  }

  /**
   * Where the browser goes, and the cookie that it takes along; `about`: on whose behalf, where somebody is signed in already.
   * @throws {Refusal} busy `access.oidc_away`
   */
  async leave(request: FastifyRequest, about?: string): Promise<{ address: string; cookie: string }> {
    const errand = { ...newErrand(), ...(about === undefined ? {} : { about }) };
    const address = await this.#client.leaveFor(this.#returnOf(request), errand);
    return { address, cookie: await this.#cookie.made(errand) };
  }

  /** Whom the provider names, and on whose behalf the errand was run. @throws {Refusal} unauthenticated `access.oidc_refused`; busy */
  async comeBack(request: FastifyRequest): Promise<{ identity: Identity; about: string | undefined }> {
    const errand = await this.#cookie.read(cookiesThatCame(request));
    const back = Back.safeParse(request.query);
    const { code, iss, state } = back.success ? back.data : {};
    const { issuer } = this.#oidc;
    // Whoever comes back on an errand that this browser did not begin was sent by somebody else.
    if (!errand || code === undefined || state !== errand.state || (iss !== undefined && iss !== issuer)) {
      throw new Refusal('unauthenticated', 'access.oidc_refused', { reason: 'state' });
    }
    const subject = await this.#client.subjectOf(code, this.#returnOf(request), errand);
    return { identity: { issuer, subject }, about: errand.about };
  }

  #returnOf(request: FastifyRequest): string {
    return `${baseOf(request)}${this.#place.path}/return`;
  }
}
