import { createCipheriv, createDecipheriv, createHmac, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';

/** AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag, in this order. The only suite yet; the name is stored with each key. */
export const SUITE = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** Encrypts and authenticates. `bound` (what the value is and whose) is authenticated too: a sealed value cannot be moved. */
export function encrypt(key: Buffer, plain: Buffer, bound: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(SUITE, key, nonce);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {Refusal} conflict `vault.unreadable`: another key, another binding, or changed bytes */
export function decrypt(key: Buffer, sealed: Buffer, bound: string): Buffer {
  try {
    const decipher = createDecipheriv(SUITE, key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new Refusal('conflict', 'vault.unreadable', { bound });
  }
}

/** The key of one scope (a person, a file). Without the scope's salt nobody can make it again: that is how erasure works. */
export function scopeKey(dataKey: KeyObject, scopeSalt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, scopeSalt, 'zhengming scope', KEY_BYTES));
}

/** Finds a value without showing it: HMAC-SHA256 under a key that the database does not hold. `kind` keeps uses apart. */
export function keyedHash(lookupKey: KeyObject, kind: string, value: string): Buffer {
  return createHmac('sha256', lookupKey).update(`${kind}\0${value}`).digest();
}
