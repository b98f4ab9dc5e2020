import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subjectOf, TOKEN_MS, tokenKey, tokenOf } from './portal-token.ts';

const key = tokenKey(Buffer.alloc(32, 5));
const now = new Date('2026-03-09T02:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);

test('a token stands for its subject for an hour, and shows nothing of it', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const token = tokenOf(id, key, now);
      expect(token).toMatch(/^[\w-]{64}$/);
      expect(Buffer.from(token, 'base64url').includes(Buffer.from(id.replaceAll('-', ''), 'hex'))).toBe(false);
      expect(subjectOf(token, key, later(TOKEN_MS))).toBe(id);
      expect(subjectOf(token, key, later(TOKEN_MS + 60_000))).toBeUndefined();
    }),
  );
});

test('a token that was changed, cut or made with another key stands for nobody', () => {
  const token = tokenOf('018f0000-0000-7000-8000-000000000001', key, now);
  fc.assert(
    fc.property(fc.nat(47), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = Buffer.from(token, 'base64url');
      bytes[at]! ^= flip;
      expect(subjectOf(bytes.toString('base64url'), key, now)).toBeUndefined();
    }),
  );
  expect(subjectOf(token.slice(0, 60), key, now)).toBeUndefined();
  expect(subjectOf(token, tokenKey(Buffer.alloc(32, 6)), now)).toBeUndefined();
});
