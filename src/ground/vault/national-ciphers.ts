import { createCipheriv, createDecipheriv, createHash, createHmac, getCiphers, getHashes } from 'node:crypto';
import { sm4 as purecipher, sm3 as purehash } from 'sm-crypto-v2';

/**
 * SM3 (GB/T 32905), HMAC-SM3 and SM4-CBC (GB/T 32907): what the platform has, where it computes the standard's own examples
 * right, else a library in JavaScript. Decided once, when this file is loaded.
 */
export type NationalCiphers = {
  readonly by: 'platform' | 'library';
  sm3(bytes: Buffer): Buffer;
  hmacSm3(key: Buffer, bytes: Buffer): Buffer;
  /** PKCS#7 padding. */
  encryptCbc(key: Buffer, iv: Buffer, plain: Buffer): Buffer;
  /** @throws {Error} the padding is not right */
  decryptCbc(key: Buffer, iv: Buffer, sealed: Buffer): Buffer;
};

export const PLATFORM: NationalCiphers = {
  by: 'platform',
  sm3: (bytes) => createHash('sm3').update(bytes).digest(),
  hmacSm3: (key, bytes) => createHmac('sm3', key).update(bytes).digest(),
  encryptCbc(key, iv, plain) {
    const cipher = createCipheriv('sm4-cbc', key, iv);
    return Buffer.concat([cipher.update(plain), cipher.final()]);
  },
  decryptCbc(key, iv, sealed) {
    const decipher = createDecipheriv('sm4-cbc', key, iv);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  },
};

export const LIBRARY: NationalCiphers = {
  by: 'library',
  sm3: (bytes) => Buffer.from(purehash(new Uint8Array(bytes)), 'hex'),
  hmacSm3: (key, bytes) =>
    Buffer.from(purehash(new Uint8Array(bytes), { key: new Uint8Array(key), mode: 'hmac' }), 'hex'),
  encryptCbc: (key, iv, plain) =>
    Buffer.from(
      purecipher.encrypt(new Uint8Array(plain), new Uint8Array(key), {
        mode: 'cbc',
        iv: new Uint8Array(iv),
        output: 'array',
      }),
    ),
  decryptCbc: (key, iv, sealed) =>
    Buffer.from(
      purecipher.decrypt(new Uint8Array(sealed), new Uint8Array(key), {
        mode: 'cbc',
        iv: new Uint8Array(iv),
        output: 'array',
      }),
    ),
};

/** The example of the standard in each case (GB/T 32905 A.1, GB/T 32907 A.1); a block of CBC with a zero IV is one of ECB. */
const SM3_ABC = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';
const SM4_KEY = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
const SM4_BLOCK = '681edf34d206965e86b3e94f536e4246';

/** Does it compute what the standard prints? A platform that has the names but other results is not used. */
export function computesTheStandard(ciphers: NationalCiphers): boolean {
  const block = ciphers.encryptCbc(SM4_KEY, Buffer.alloc(16), SM4_KEY).subarray(0, 16);
  return ciphers.sm3(Buffer.from('abc')).toString('hex') === SM3_ABC && block.toString('hex') === SM4_BLOCK;
}

const isOffered = getHashes().includes('sm3') && getCiphers().includes('sm4-cbc');
export const NATIONAL: NationalCiphers = isOffered && computesTheStandard(PLATFORM) ? PLATFORM : LIBRARY;
