import { readFileSync } from 'node:fs';
import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { signedCheckpoint } from './checkpoint.ts';
import { ED25519, isSignedBy, readNote, signerOf } from './note.ts';
import { isSignedBySm2, printSm2Key, readSm2Key, sm2Line, sm2SignerOf } from './sm2.ts';

type Vector = {
  curve_oid: string;
  hash: string;
  signer_id: string;
  message_hex: string;
  private_key_hex: string;
  public_key_xy_hex: [string, string];
  signature_r_s_hex: string;
};
const file = new URL('../../../../test/golden/crypto/sm2_signatures.json', import.meta.url);
/** Those on the recommended curve with SM3, which is what the log signs with. */
const vectors = (JSON.parse(readFileSync(file, 'utf8')) as Vector[]).filter(
  ({ curve_oid, hash }) => curve_oid === '1.2.156.10197.1.301' && hash === 'SM3',
);

test('the published vector verifies under its key and its ID, and under nothing else', () => {
  expect(vectors.length).toBeGreaterThan(0);
  for (const vector of vectors) {
    const message = new Uint8Array(Buffer.from(vector.message_hex, 'hex'));
    const publicKey = `04${vector.public_key_xy_hex.join('')}`;
    const secret = vector.private_key_hex.toLowerCase().padStart(64, '0');
    expect(sm2.getPublicKeyFromPrivateKey(secret)).toBe(publicKey);
    const options = { hash: true, publicKey, userId: vector.signer_id };
    expect(sm2.doVerifySignature(message, vector.signature_r_s_hex.toLowerCase(), publicKey, options)).toBe(true);
    const other = `${vector.message_hex}00`;
    const changed = new Uint8Array(Buffer.from(other, 'hex'));
    expect(sm2.doVerifySignature(changed, vector.signature_r_s_hex.toLowerCase(), publicKey, options)).toBe(false);
    const named = { ...options, userId: 'somebody else' };
    expect(sm2.doVerifySignature(message, vector.signature_r_s_hex.toLowerCase(), publicKey, named)).toBe(false);
    const own = sm2.doSignature(message, secret, options);
    expect(sm2.doVerifySignature(message, own, publicKey, options)).toBe(true);
  }
});

const log = signerOf('log.invalid/test', ED25519, Buffer.alloc(32, 5));
const national = sm2SignerOf(log.name, Buffer.alloc(32, 6));
const note = signedCheckpoint({ origin: log.name, size: 9, root: Buffer.alloc(32, 2) }, log);
const both = `${note}${sm2Line(national, readNote(note).text)}\n`;

test('an SM2 line stands beside the other, and neither is disturbed by it', () => {
  expect([isSignedBy(readNote(both), log), isSignedBySm2(readNote(both), national)]).toEqual([true, true]);
  expect(isSignedBySm2(readNote(note), national)).toBe(false);
  expect(isSignedBySm2(readNote(both.replace('\n9\n', '\n8\n')), national)).toBe(false);
  expect(isSignedBySm2(readNote(both), sm2SignerOf(log.name, Buffer.alloc(32, 7)))).toBe(false);
});

test('an SM2 key goes from hand to hand as one line; a seed beyond the order gives a key as well', () => {
  const { secretHex: _secret, ...shown } = national;
  expect(readSm2Key(printSm2Key(national))).toEqual(shown);
  expect(() => readSm2Key(printSm2Key(national).replace(/[0-9a-f]{8}\+/, '00000000+'))).toThrow('proof.malformed');
  expect(readSm2Key(printSm2Key(sm2SignerOf('a', Buffer.alloc(32, 255)))).name).toBe('a');
});
