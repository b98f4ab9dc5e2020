import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { Errand } from './oidc-client.ts';

/** How long somebody may stay at the provider. Seconds. */
const ERRAND_SECONDS = 600;
const NAME = 'zhengming.errand';
const PATH = '/api/v1/session/provider';
const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** Keeps an errand in the browser that runs it, encrypted: Lax, since it comes back from another site, and for the way back alone. */
export class ErrandCookie {
  readonly #secret: Uint8Array;

  constructor(masterKey: Buffer) {
    this.#secret = new Uint8Array(hkdfSync('sha256', masterKey, '', 'zhengming errands to a provider', 32));
  }

  async made(errand: Errand): Promise<string> {
    const sealed = await new EncryptJWT({ ...errand })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${ERRAND_SECONDS}s`)
      .encrypt(this.#secret);
    return `${NAME}=${sealed}; Path=${PATH}; Max-Age=${ERRAND_SECONDS}; HttpOnly; SameSite=Lax`;
  }

  /** Erases it: an errand is run once. */
  get erased(): string {
    return `${NAME}=; Path=${PATH}; Max-Age=0; HttpOnly; SameSite=Lax`;
  }

  async read(cookies: string | undefined): Promise<Errand | undefined> {
    const [, sealed] = /(?:^|; )zhengming\.errand=([\w.-]{1,2000})/.exec(cookies ?? '') ?? [];
    if (sealed === undefined) return undefined;
    try {
      return Kept.parse((await jwtDecrypt(sealed, this.#secret)).payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
