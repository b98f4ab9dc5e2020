import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CoreText, coreKeys, KeyList, queryKeys } from './keys.ts';
import { Reading } from './reading.ts';

type Core = { readonly brand: string; readonly trade: string };
const BRAND = [...'正名晴朗云山福林金海'];
const TRADE = [...'食品建材机械'];
const of = (units: readonly string[], minLength: number, maxLength: number) =>
  fc.shuffledSubarray([...units], { minLength, maxLength }).map((some) => some.join(''));
const core = fc.record({ brand: of(BRAND, 2, 4), trade: of(TRADE, 2, 4) });

function textOf({ brand, trade }: Core): CoreText {
  const units = Uint16Array.from(brand + trade, (unit) => unit.charCodeAt(0));
  return { core: units, length: units.length, brand: brand.length };
}

function queryOf(asked: Core): Reading {
  const reading = new Reading();
  const text = textOf(asked);
  reading.core.set(text.core);
  reading.length = text.length;
  reading.brand = text.brand;
  return reading;
}

/** Whether a core that is kept is met by what is asked. */
function meets(kept: Core, asked: Core): boolean {
  const [own, sought] = [new KeyList(), new KeyList()];
  coreKeys(textOf(kept), own);
  queryKeys(queryOf(asked), sought);
  return own.keys.subarray(0, own.count).some((key, i) => {
    const at = sought.keys.subarray(0, sought.count).indexOf(key);
    return at >= 0 && (own.places[i]! & sought.places[at]!) !== 0;
  });
}

const without = (text: string, at: number) => text.slice(0, at) + text.slice(at + 1);
const SLIPS: Record<string, (kept: Core, at: number) => Core> = {
  'a character of the brand is another': ({ brand, trade }, at) => ({
    brand: `${brand.slice(0, at)}另${brand.slice(at + 1)}`,
    trade,
  }),
  'a character of the brand is lost': ({ brand, trade }, at) => ({ brand: without(brand, at), trade }),
  'a character comes into the brand': ({ brand, trade }, at) => ({
    brand: `${brand.slice(0, at)}另${brand.slice(at)}`,
    trade,
  }),
  'two of the brand change places': ({ brand, trade }, at) => {
    const first = Math.min(at, brand.length - 2);
    return { brand: brand.slice(0, first) + brand[first + 1] + brand[first] + brand.slice(first + 2), trade };
  },
  'the trade is lost': ({ brand }) => ({ brand, trade: '' }),
  'a village stands before it': ({ brand, trade }) => ({ brand: `王家庄村${brand}`, trade }),
};

test.each(Object.entries(SLIPS))('a core is still met when %s', (_, slip) => {
  fc.assert(
    fc.property(core, fc.nat(3), (kept, position) => {
      const at = position % kept.brand.length;
      expect(meets(kept, slip(kept, at))).toBe(true);
      expect(meets(slip(kept, at), kept)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('what shares two characters in another order, or far from where they stand, is not met', () => {
  expect(meets({ brand: '安思', trade: '桥梁' }, { brand: '思川安特', trade: '烟草专卖' })).toBe(false);
  expect(meets({ brand: '宏伟海然安特', trade: '食品' }, { brand: '安特云山', trade: '建材' })).toBe(false);
});
