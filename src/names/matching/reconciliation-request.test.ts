import fc from 'fast-check';
import { expect, test } from 'vitest';
import { organisationKeyOf } from '../subjects/identifiers/index.ts';
import { codeIn } from './reconciliation-request.ts';

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXYOIaz０９Ａ';
const others = '漯河 -（）.\u2010·';
const typed = fc
  .tuple(
    fc.constantFrom(9, 15, 18, 8, 17),
    fc.infiniteStream(fc.constantFrom(...signs)),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...others)), { maxLength: 6 }),
  )
  .map(([length, stream, between]) => {
    const characters = [...stream.take(length)];
    for (const [at, other] of between) characters.splice(at % (characters.length + 1), 0, other);
    return characters.join('');
  });

test('whatever has the form of a code is read as one, however it is written', () => {
  fc.assert(
    fc.property(fc.oneof(typed, fc.stringMatching(/^[0-9]{15}$|^[0-9]{8}-?[0-9X]$/)), (query) => {
      expect(codeIn({ query, properties: [] })).toBe(organisationKeyOf(query)?.key);
    }),
    { numRuns: 2_000 },
  );
});
