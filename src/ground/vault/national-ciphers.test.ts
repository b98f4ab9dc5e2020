import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computesTheStandard, LIBRARY, NATIONAL, PLATFORM } from './national-ciphers.ts';

const read = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../../test/golden/crypto/${name}`, import.meta.url), 'utf8'));
const hashes = read<{ input_hex: string; sm3_hex: string }>('sm3.json');
const blocks = read<{ key_hex: string; plaintext_hex: string; ciphertext_hex_ecb_no_padding: string }>('sm4_ecb.json');
const bytes = (hex: string) => Buffer.from(hex, 'hex');

test.each([PLATFORM, LIBRARY])('SM3 and SM4 of the $by give what the published vectors say', (ciphers) => {
  expect(hashes.length).toBe(68);
  for (const { input_hex, sm3_hex } of hashes) expect(ciphers.sm3(bytes(input_hex)).toString('hex')).toBe(sm3_hex);
  for (const { key_hex, plaintext_hex, ciphertext_hex_ecb_no_padding } of blocks) {
    // Block by block: CBC of one block under a zero IV is ECB.
    for (let at = 0; at < plaintext_hex.length; at += 32) {
      const sealed = ciphers.encryptCbc(bytes(key_hex), Buffer.alloc(16), bytes(plaintext_hex.slice(at, at + 32)));
      expect(sealed.toString('hex', 0, 16)).toBe(ciphertext_hex_ecb_no_padding.slice(at, at + 32));
    }
  }
});

test('platform and library open each other’s ciphertexts and agree on HMAC-SM3', () => {
  const some = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((a) => Buffer.from(a));
  fc.assert(
    fc.property(some(16), some(16), fc.uint8Array({ maxLength: 100 }), (key, iv, given) => {
      const plain = Buffer.from(given);
      expect(LIBRARY.decryptCbc(key, iv, PLATFORM.encryptCbc(key, iv, plain))).toEqual(plain);
      expect(PLATFORM.decryptCbc(key, iv, LIBRARY.encryptCbc(key, iv, plain))).toEqual(plain);
      expect(LIBRARY.hmacSm3(key, plain)).toEqual(PLATFORM.hmacSm3(key, plain));
    }),
    { numRuns: 50 },
  );
});

test('a platform that computes something else under these names is not used', () => {
  expect(computesTheStandard(PLATFORM)).toBe(true);
  expect(computesTheStandard({ ...PLATFORM, sm3: (given) => PLATFORM.sm3(Buffer.concat([given, given])) })).toBe(false);
  expect(computesTheStandard({ ...PLATFORM, encryptCbc: (_key, iv) => iv })).toBe(false);
  expect(NATIONAL.by).toBe('platform');
});
