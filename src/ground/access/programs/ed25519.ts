import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Verifier } from 'http-message-sig';

/** The public key of 32 bytes as a program registered it. */
export function publicKeyOf(bytes: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
}

export function verifierOf(bytes: Buffer): Verifier {
  const key = publicKeyOf(bytes);
  return { algorithm: 'ed25519', verify: (data, signature) => verify(null, data, key, signature) };
}
