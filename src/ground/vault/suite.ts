import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import { NATIONAL } from './national-ciphers.ts';

/** How values are sealed; the name stands with each key, so that both may lie side by side while keys change. */
export const SUITES = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] as const;
export type Suite = (typeof SUITES)[number];
export const KEY_BYTES = 32;

type Cipher = {
  seal(key: Buffer, plain: Buffer, bound: Buffer): Buffer;
  /** @throws {Error} not what was sealed */
  open(key: Buffer, sealed: Buffer, bound: Buffer): Buffer;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 12 bytes nonce, ciphertext, 16 bytes tag, in this order. Under a key object: bytes cost more than all the rest on Node 24. */
const AES: Cipher = {
  seal(key, plain, bound) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
    cipher.setAAD(bound);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, sealed, bound) {
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  },
};

const IV_BYTES = 16;
const MAC_BYTES = 32;
/**
 * 16 bytes IV, ciphertext, 32 bytes HMAC-SM3 over length and text of what is bound, IV and ciphertext: encrypted, then
 * authenticated, with two keys made from the one.
 */
const SM4: Cipher = {
  seal(key, plain, bound) {
    const iv = randomBytes(IV_BYTES);
    const body = NATIONAL.encryptCbc(partKey(key, 'encrypt').subarray(0, 16), iv, plain);
    return Buffer.concat([iv, body, macOf(key, bound, iv, body)]);
  },
  open(key, sealed, bound) {
    if (sealed.length < IV_BYTES + MAC_BYTES) throw new Error('too short');
    const [iv, body] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES, -MAC_BYTES)];
    if (!timingSafeEqual(macOf(key, bound, iv, body), sealed.subarray(-MAC_BYTES))) throw new Error('not authentic');
    return NATIONAL.decryptCbc(partKey(key, 'encrypt').subarray(0, 16), iv, body);
  },
};
const partKey = (key: Buffer, part: 'encrypt' | 'authenticate') => NATIONAL.hmacSm3(key, Buffer.from(part));
function macOf(key: Buffer, bound: Buffer, iv: Buffer, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return NATIONAL.hmacSm3(partKey(key, 'authenticate'), Buffer.concat([length, bound, iv, body]));
}

const CIPHERS: Readonly<Record<Suite, Cipher>> = { 'aes-256-gcm': AES, 'sm4-cbc-hmac-sm3': SM4 };

/** Encrypts and authenticates. `bound` (what the value is and whose) is authenticated too: a sealed value cannot be moved. */
export function encrypt(suite: Suite, key: Buffer, plain: Buffer, bound: string): Buffer {
  return CIPHERS[suite].seal(key, plain, Buffer.from(bound));
}

/** @throws {Refusal} conflict `vault.unreadable`: another key, another binding, or changed bytes */
export function decrypt(suite: Suite, key: Buffer, sealed: Buffer, bound: string): Buffer {
  try {
    return CIPHERS[suite].open(key, sealed, Buffer.from(bound));
  } catch {
    throw new Refusal('conflict', 'vault.unreadable', { bound });
  }
}

/**
 * The key of one scope (a person, a file): from the data key, the scope's salt in the database, and its erasable key beside the
 * database. Without any one of the three nobody can make it again: that is how erasure works.
 */
export function scopeKey(dataKey: KeyObject, scopeSalt: Buffer, erasableKey: Buffer | undefined): Buffer {
  const salt = erasableKey ? Buffer.concat([scopeSalt, erasableKey]) : scopeSalt;
  return Buffer.from(hkdfSync('sha256', dataKey, salt, 'zhengming scope', KEY_BYTES));
}

/** Finds a value without showing it: HMAC-SHA256 under a key that the database does not hold. `kind` keeps uses apart. */
export function keyedHash(lookupKey: KeyObject, kind: string, value: string): Buffer {
  return createHmac('sha256', lookupKey).update(`${kind}\0${value}`).digest();
}
