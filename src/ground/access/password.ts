import crypto, { type Argon2Parameters, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../kernel/refusal.ts';
import { isCommon } from './common-passwords.ts';

/** argon2id as OWASP's password storage sheet has it: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

function derive(password: string, cost: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  return promisify(crypto.argon2)('argon2id', { message: password.normalize('NFC'), ...cost });
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** The password's hash in PHC form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, {
    nonce,
    parallelism: LANES,
    tagLength: TAG_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(nonce)}$${unpadded(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** With the numbers that the hash itself states, so that raising ours locks nobody out. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash) ?? [];
  if (salt === undefined || tag === undefined) return false;
  const expected = Buffer.from(tag, 'base64');
  const found = await derive(password, {
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  });
  return timingSafeEqual(found, expected);
}

/**
 * Length is what makes a password hard to guess; rules about signs only move people to patterns (NIST SP 800-63B).
 * @throws {Refusal} invalid `access.password_weak`
 */
export function refuseWeakPassword(password: string, username: string): void {
  const { least, most } = PASSWORD_LENGTH;
  const length = [...password].length;
  const tooFewSigns = new Set(password).size < 5;
  const isEasy = tooFewSigns || isCommon(password) || password.toLowerCase().includes(username);
  if (length < least || length > most || isEasy) {
    throw new Refusal('invalid', 'access.password_weak', { least, most });
  }
}
