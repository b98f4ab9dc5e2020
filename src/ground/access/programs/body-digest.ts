import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { isInnerList, parseDictionary } from 'structured-headers';
import { Refusal } from '../../kernel/refusal.ts';

const ALGORITHMS = { 'sha-512': 'sha512', 'sha-256': 'sha256' } as const;

/** The strongest digest of a `Content-Digest` field that we know (RFC 9530). @throws {Refusal} invalid `access.digest_unreadable` */
function digestIn(field: string): { algorithm: string; due: Buffer } {
  try {
    const digests = parseDictionary(field);
    for (const [name, algorithm] of Object.entries(ALGORITHMS)) {
      const member = digests.get(name);
      if (member && !isInnerList(member) && member[0] instanceof ArrayBuffer) {
        return { algorithm, due: Buffer.from(member[0]) };
      }
    }
  } catch (error) {
    throw new Refusal('invalid', 'access.digest_unreadable', { reason: (error as Error).message.slice(0, 100) });
  }
  throw new Refusal('invalid', 'access.digest_unreadable', { known: Object.keys(ALGORITHMS) });
}

/**
 * Lets a body through and ends in a refusal if it is not the one of the digest: whoever reads it to its end has read what was signed.
 * @throws {Refusal} invalid `access.digest_unreadable`; in the stream unauthenticated `access.digest_wrong`
 */
export function digestGate(field: string): Transform {
  const { algorithm, due } = digestIn(field);
  const digest = createHash(algorithm);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(digest.digest().equals(due) ? null : new Refusal('unauthenticated', 'access.digest_wrong'));
    },
  });
}

/** Bodies of parts whose digest is being told while the parser of parts reads them. */
const PROOFS = new WeakMap<FastifyRequest, Promise<void>>();

/**
 * For a body of parts, which its parser reads past any gate: listens as it comes in. Nothing flows before the parser asks for it. What
 * was read is proved once {@link bodyProved} has answered.
 * @throws {Refusal} invalid `access.digest_unreadable`
 */
export function watchDigest(request: FastifyRequest, field: string): void {
  const { algorithm, due } = digestIn(field);
  const { raw } = request;
  const digest = createHash(algorithm);
  const most = request.routeOptions.bodyLimit ?? Number.POSITIVE_INFINITY;
  let size = 0;
  raw.pause();
  const proof = new Promise<void>((prove, refuse) => {
    const wrong = () => refuse(new Refusal('unauthenticated', 'access.digest_wrong'));
    raw.on('data', (chunk: Buffer) => {
      digest.update(chunk);
      size += chunk.length;
      // Behind the last part anything may follow, and nobody counts it but us.
      if (size > most) raw.destroy();
    });
    raw.once('end', () => (digest.digest().equals(due) ? prove() : wrong()));
    raw.once('close', wrong);
  });
  // Told to whoever asks; a request that was refused before has nobody who does.
  proof.catch(() => undefined);
  PROOFS.set(request, proof);
}

/**
 * Answers once the whole body has come in and is the one that was signed; at once for one that was not signed, or that a gate let
 * through. To be awaited before anything rests on parts that were read.
 * @throws {Refusal} unauthenticated `access.digest_wrong`
 */
export async function bodyProved(request: FastifyRequest): Promise<void> {
  const proof = PROOFS.get(request);
  if (proof === undefined) return;
  request.raw.resume();
  await proof;
}
