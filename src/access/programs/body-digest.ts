import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
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
