import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { REDACTED, redact } from '../../names/personal-data/index.ts';
import { personalDataIn, shownFields, shownName, unsettled } from './public-fields.ts';
import { mayBePublic } from './publishability.ts';

const penalty = testLaw().item('penalty', day('2026-03-09'));
const mask = (name: string) => `${name[0]}*`;
const facts = {
  CF_XDR_MC: '虚构甲商行',
  CF_FRDB: '虚甲乙',
  CF_SY: '致电13800000000或13900000000。',
  BZ: '内部',
  served_on: '2026-03-05',
  withdrawal_reason: '理由',
};
const codes = (kind: 'organisation' | 'person') =>
  shownFields(penalty, facts, kind, [], mask).map(({ field }) => field.code);

test('only public fields are shown', () => {
  expect(codes('organisation')).toEqual(['CF_XDR_MC', 'CF_FRDB', 'CF_SY']);
});

test('a place is settled by its own release or by a redaction that covers it, and by nothing less', () => {
  const found = personalDataIn(penalty, facts, 'organisation');
  expect(found.map(({ kind, start, end }) => [kind, start, end])).toEqual([
    ['mobile', 2, 13],
    ['mobile', 14, 25],
  ]);
  const released = { field: 'CF_SY', start: 2, end: 13, outcome: 'released' } as const;
  expect(unsettled(found, [released])).toEqual([found[1]]);
  expect(unsettled(found, [{ ...released, end: 25 }])).toEqual(found);
  expect(unsettled(found, [{ ...released, end: 25, outcome: 'redacted' }])).toEqual([]);
  expect(unsettled(found, [{ ...released, field: 'CF_NR', outcome: 'redacted' }])).toEqual(found);
});

test('nothing of a redacted place is left, and everything else is', () => {
  const places = fc.array(
    fc
      .tuple(fc.nat(19), fc.integer({ min: 1, max: 8 }))
      .map(([start, length]) => ({ start, end: Math.min(20, start + length) })),
  );
  const text = 'abcdefghijklmnopqrst';
  fc.assert(
    fc.property(places, (hidden) => {
      const shown = redact(text, hidden).replaceAll(REDACTED, '');
      const kept = [...text].filter((_, at) => !hidden.some(({ start, end }) => start <= at && at < end));
      expect(shown).toBe(kept.join(''));
    }),
  );
});

test.each([
  ['虚构甲商行', 'organisation', '虚构甲商行'],
  ['虚构小店', 'individual_business', '虚*'],
  ['漯河市虚构小吃店', 'individual_business', '漯河市虚构小吃店'],
  ['虚甲乙', 'person', '虚*'],
  ['虚*', 'person', '虚*'],
] as const)('%s of kind %s is shown as %s', (name, kind, shown) => {
  expect(shownName(name, kind, mask)).toBe(shown);
});

test('law that is already made shortens the end from the first day: no end waits for a computation', () => {
  const law = testLaw();
  const facts = {
    subjectKind: 'organisation',
    decidedOn: day('2026-03-02'),
    kinds: ['罚款'],
    procedure: 'ordinary',
  } as const;
  const asked = (today: string) =>
    mayBePublic(
      { item: 'penalty', facts: { ...facts, kinds: [...facts.kinds] } },
      { confidentialityReviewed: true },
      undefined,
      law,
      day(today),
    );
  // Order 58 alone would say three years; order 36 says one from 2026-04-01 on.
  expect(asked('2026-03-09').until).toBe('2027-03-02');
  expect(asked('2026-04-01').until).toBe('2027-03-02');
});
