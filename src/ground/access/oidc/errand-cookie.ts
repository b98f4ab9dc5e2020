import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { Errand } from './oidc-client.ts';

/** How long somebody may stay at the provider. Seconds. */
const ERRAND_SECONDS = 600;
const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), about: z.string().optional() });

/** Where a browser keeps its errand: for officers and for parties at different places, so that one browser can run both. */
export type ErrandPlace = { readonly cookie: string; readonly path: string };

/** Seals what a browser keeps for us for as long as an errand may take; nobody else reads or writes it. */
export class ErrandSeal {
  readonly #secret: Uint8Array;

  constructor(masterKey: Buffer) {
    this.#secret = new Uint8Array(hkdfSync('sha256', masterKey, '', 'zhengming errands to a provider', 32));
  }

  seal(what: Readonly<Record<string, string | undefined>>): Promise<string> {
    return new EncryptJWT(what)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${ERRAND_SECONDS}s`)
      .encrypt(this.#secret);
  }

  async open<T extends z.ZodType>(sealed: string, shape: T): Promise<z.output<T> | undefined> {
    try {
      const found = shape.safeParse((await jwtDecrypt(sealed, this.#secret)).payload);
      return found.success ? found.data : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

/** Keeps an errand in the browser that runs it, encrypted: Lax, since it comes back from another site, and for the way back alone. */
export class ErrandCookie {
  readonly #seal: ErrandSeal;
  readonly #place: ErrandPlace;

  constructor(seal: ErrandSeal, place: ErrandPlace) {
    this.#seal = seal;
    this.#place = place;
  }

  async made(errand: Errand): Promise<string> {
    return this.#set(await this.#seal.seal({ ...errand }), ERRAND_SECONDS);
  }

  /** Erases it: an errand is run once. */
  get erased(): string {
    return this.#set('', 0);
  }

  async read(cookies = ''): Promise<Errand | undefined> {
    const pairs = cookies.split('; ').map((pair) => pair.split('='));
    const [, sealed = ''] = pairs.find(([name]) => name === this.#place.cookie) ?? [];
    return /^[\w.-]{1,2000}$/.test(sealed) ? this.#seal.open(sealed, Kept) : undefined;
  }

  #set(value: string, seconds: number): string {
    const { cookie, path } = this.#place;
    return `${cookie}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
  }
}
