import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomUUID } from 'node:crypto';
import { errors, type JWK, jwtVerify, SignJWT } from 'jose';

/** How long a token lives. Seconds. The key behind it is asked at each use, so a token never outlives its key. */
export const TOKEN_SECONDS = 300;
const ALGORITHM = 'EdDSA';
/** PKCS #8 around the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Makes and reads access tokens (RFC 9068), signed with a key that follows from the master key: all processes have the same. */
export class TokenMint {
  readonly #private: KeyObject;
  readonly #public: KeyObject;
  readonly #kid: string;

  constructor(masterKey: Buffer) {
    const seed = Buffer.from(hkdfSync('sha256', masterKey, '', 'zhengming access tokens', 32));
    this.#private = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    this.#public = createPublicKey(this.#private);
    this.#kid = createHash('sha256')
      .update(this.#public.export({ format: 'jwk' }).x!)
      .digest('base64url')
      .slice(0, 16);
  }

  /** The public half, for whoever wants to check a token. */
  get jwk(): JWK {
    return { ...(this.#public.export({ format: 'jwk' }) as JWK), kid: this.#kid, alg: ALGORITHM, use: 'sig' };
  }

  /** A token for the key, good at the address `issuer`. */
  issue(keyId: string, issuer: string, at: Date): Promise<string> {
    const seconds = Math.floor(at.getTime() / 1_000);
    return new SignJWT({ client_id: keyId })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: this.#kid })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setSubject(keyId)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + TOKEN_SECONDS)
      .setJti(randomUUID())
      .sign(this.#private);
  }

  /** The key that a token stands for; undefined: not ours, not for this address, or over. */
  async keyOf(token: string, issuer: string, at: Date): Promise<string | undefined> {
    try {
      const required = { issuer, audience: issuer, typ: 'at+jwt', algorithms: [ALGORITHM], currentDate: at };
      const { payload } = await jwtVerify(token, this.#public, { ...required, requiredClaims: ['exp', 'sub', 'jti'] });
      return payload.sub;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
