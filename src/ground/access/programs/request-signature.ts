import type { FastifyRequest } from 'fastify';
import { isSignatureError, type RequestDescriptor, verifySignature } from 'http-message-sig';
import { Refusal } from '../../kernel/refusal.ts';
import { verifierOf } from './ed25519.ts';

/** How old a signature may be, and how far the clocks may differ. Seconds; ours, parameters. */
export const SIGNATURE = { maxAge: 300, clockSkew: 60 } as const;
/** What every signature covers; a body besides, by its digest (RFC 9530). */
const COVERED = ['@method', '@target-uri', 'authorization'] as const;

/** Where a program reached us: what it signs, and for what a token is good. */
export const baseOf = ({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string =>
  `${protocol}://${host}`;

export const hasBody = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function descriptorOf(request: FastifyRequest): RequestDescriptor {
  const { rawHeaders } = request.raw;
  const fields = Array.from({ length: rawHeaders.length / 2 }, (_, at) => ({
    name: rawHeaders[2 * at]!,
    value: rawHeaders[2 * at + 1]!,
  }));
  return { kind: 'request', method: request.method, targetUri: `${baseOf(request)}${request.raw.url}`, fields };
}

/** What was signed and must not come a second time. */
export type Signed = { readonly nonce: string; readonly until: Date };

/**
 * Checks the signature of a request (RFC 9421) against the public key that two people registered for its key.
 * @throws {Refusal} unauthenticated `access.signature_missing`, `access.signature_refused`: with what the check stumbled over
 */
export async function checkSignature(
  request: FastifyRequest,
  keyId: string,
  publicKey: Buffer,
  at: Date,
): Promise<Signed> {
  const covered = hasBody(request) ? [...COVERED, 'content-digest'] : [...COVERED];
  if (request.headers['signature-input'] === undefined) {
    throw new Refusal('unauthenticated', 'access.signature_missing', { covered });
  }
  const now = Math.floor(at.getTime() / 1_000);
  try {
    const { parameters } = await verifySignature(descriptorOf(request), {
      policy: {
        algorithms: ['ed25519'],
        requiredComponents: covered,
        requiredParameters: ['created', 'keyid', 'nonce'],
        ...SIGNATURE,
        now,
        validate: ({ parameters: { keyid, nonce = '' } }) => keyid === keyId && /^[\x21-\x7e]{8,128}$/.test(nonce),
      },
      resolveVerifier: () => verifierOf(publicKey),
    });
    const until = new Date((now + SIGNATURE.maxAge + 2 * SIGNATURE.clockSkew) * 1_000);
    return { nonce: parameters.nonce!, until };
  } catch (error) {
    if (!isSignatureError(error)) throw error;
    throw new Refusal('unauthenticated', 'access.signature_refused', { reason: error.code, covered, ...SIGNATURE });
  }
}
