import { expect, test } from 'vitest';
import { openFactor, sealFactor } from './factor-seal.ts';
import { matchingStep, stepAt, totpAddress, totpCode } from './totp.ts';

// RFC 6238 appendix B, the SHA-1 column; the last six of its eight digits.
const SECRET = Buffer.from('12345678901234567890');
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('RFC 6238: at %s seconds the code is %s', async (seconds, code) => {
  const at = new Date(seconds * 1000);
  expect(await totpCode(SECRET, stepAt(at))).toBe(code);
  expect(await matchingStep(SECRET, code, { at, after: 0 })).toBe(Math.floor(seconds / 30));
});

test('a code holds one step before and after its own, no longer, and once only', async () => {
  const at = new Date(1_111_111_111_000);
  const step = stepAt(at);
  const code = await totpCode(SECRET, step);
  const later = (steps: number) => ({ at: new Date(at.getTime() + steps * 30_000), after: 0 });
  expect(await matchingStep(SECRET, code, later(1))).toBe(step);
  expect(await matchingStep(SECRET, code, later(-1))).toBe(step);
  expect(await matchingStep(SECRET, code, later(2))).toBeUndefined();
  expect(await matchingStep(SECRET, code, later(-2))).toBeUndefined();
  expect(await matchingStep(SECRET, code, { at, after: step })).toBeUndefined();
  expect(await matchingStep(SECRET, '12345', { at, after: 0 })).toBeUndefined();
});

test('the secret is offered as a square code and to type', () => {
  const { address, typed } = totpAddress(SECRET, '正名', 'some.one');
  // RFC 4648 base 32 of the RFC's secret.
  expect(typed).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(address).toBe(
    `otpauth://totp/%E6%AD%A3%E5%90%8D:some.one?secret=${typed}&issuer=%E6%AD%A3%E5%90%8D&digits=6&period=30`,
  );
});

test('a sealed secret opens for its own account and key only', () => {
  const key = Buffer.alloc(32, 1);
  const sealed = sealFactor(key, 'one', SECRET);
  expect(openFactor(key, 'one', sealed)).toEqual(SECRET);
  expect(openFactor(key, 'another', sealed)).toBeUndefined();
  expect(openFactor(Buffer.alloc(32, 2), 'one', sealed)).toBeUndefined();
});
