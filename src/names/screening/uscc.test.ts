import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packCode, readCode, unpackCode } from './uscc.ts';

test.each([
  ['91411100MA0000015P', 'valid'],
  ['31411100md00000167', 'valid'],
  ['91411100 MA000001 5P', 'valid'],
  ['９１４１１１００ＭＡ００００015P', 'valid'],
  ['91411100MA0000015Q', 'wrong_check'],
  ['91411100MA000001OP', 'no_code'],
  ['漯河市正名食品有限公司', 'no_code'],
])('%s reads as %s', (text, reading) => {
  expect(readCode(text)).toBe(reading);
});

const codes = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 18, maxLength: 18 });

test('a packed code comes back unchanged', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const words = new Uint32Array(3);
      packCode(code, words);
      expect(unpackCode(words, 0)).toBe(code);
    }),
  );
});
