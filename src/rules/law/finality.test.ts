import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { smallLaw } from '../../../test/support/small-law.ts';
import { addDays } from '../../ground/kernel/plain-date.ts';
import type { FinalityFacts, RemedyFacts, SuitFacts } from './facts.ts';
import { finality } from './finality.ts';

const law = smallLaw();
const servedOn = day('2025-03-03');
const told: FinalityFacts = { servedOn, remedyNotified: true, review: 'none', suit: 'none' };
const filed = (outcome?: RemedyFacts['outcome'], outcomeServedOn?: string): RemedyFacts => ({
  filedOn: day('2025-04-01'),
  ...(outcome === undefined ? {} : { outcome }),
  ...(outcomeServedOn === undefined ? {} : { outcomeServedOn: day(outcomeServedOn) }),
});

const inEffect = (servedOn: string): SuitFacts => ({ ...filed('upheld', servedOn), paper: 'in_effect' });

// Review 60 days: 2025-05-02, a Friday; suit six months: 2025-09-03, a Wednesday; a year untold: 2026-03-03, a Tuesday.
test.each<[string, FinalityFacts, string, 'yes' | 'no' | 'unknown', string | undefined]>([
  ['the last day of the suit still runs', told, '2025-09-03', 'no', '2025-09-04'],
  ['the day after it is final', told, '2025-09-04', 'yes', '2025-09-04'],
  ['not told: a year', { ...told, remedyNotified: false }, '2025-09-04', 'no', '2026-03-04'],
  ['told or not unknown: a year', without('remedyNotified'), '2025-09-04', 'no', '2026-03-04'],
  ['not told and the year over', { ...told, remedyNotified: false }, '2026-03-04', 'yes', '2026-03-04'],
  ['service unknown', without('servedOn'), '2030-01-01', 'unknown', undefined],
  ['review unknown', without('review'), '2026-06-01', 'unknown', undefined],
  ['suit unknown', without('suit'), '2026-06-01', 'unknown', undefined],
  ['review pending', { ...told, review: filed() }, '2026-06-01', 'no', undefined],
  ['review set it aside', { ...told, review: filed('set_aside', '2025-06-02') }, '2026-06-01', 'no', undefined],
  ['review altered it', { ...told, review: filed('altered', '2025-06-02') }, '2026-06-01', 'no', undefined],
  [
    'upheld in review: fifteen days to sue',
    { ...told, review: filed('upheld', '2025-06-02') },
    '2025-06-17',
    'no',
    '2025-06-18',
  ],
  [
    'upheld in review and nobody sued',
    { ...told, review: filed('upheld', '2025-06-02') },
    '2025-06-18',
    'yes',
    '2025-06-18',
  ],
  [
    'upheld in review, suit unknown',
    { ...without('suit'), review: filed('upheld', '2025-06-02') },
    '2026-06-01',
    'unknown',
    undefined,
  ],
  ['upheld in review, service of it unknown', { ...told, review: filed('upheld') }, '2026-06-01', 'unknown', undefined],
  ['suit pending', { ...told, suit: filed() }, '2026-06-01', 'no', undefined],
  ['suit set it aside', { ...told, suit: filed('set_aside', '2026-01-05') }, '2026-06-01', 'no', undefined],
  ['upheld in effect', { ...told, suit: inEffect('2026-01-05') }, '2026-06-01', 'yes', '2026-01-05'],
  [
    'upheld in first instance: fifteen days to appeal',
    { ...told, suit: { ...filed('upheld', '2026-01-05'), appeal: 'none' } },
    '2026-01-20',
    'no',
    '2026-01-21',
  ],
  [
    'upheld by a ruling of first instance: ten days',
    { ...told, suit: { ...filed('upheld', '2026-01-05'), paper: 'first_ruling', appeal: 'none' } },
    '2026-01-16',
    'yes',
    '2026-01-16',
  ],
  ['an appeal is not known of', { ...told, suit: filed('upheld', '2026-01-05') }, '2026-06-01', 'unknown', undefined],
  [
    'upheld in court after review',
    { ...told, review: filed('upheld', '2025-06-02'), suit: inEffect('2026-01-05') },
    '2026-06-01',
    'yes',
    '2026-01-05',
  ],
  [
    'a withdrawn suit leaves the ordinary periods',
    { ...told, suit: filed('withdrawn', '2025-05-01') },
    '2025-09-03',
    'no',
    '2025-09-04',
  ],
])('%s', (_, facts, on, final, finalOn) => {
  const found = finality(facts, law, day(on));
  expect([found.final, found.finalOn, found.adverseCredit]).toEqual([final, finalOn, final === 'yes']);
});

test('a last day in a year without its notice is taken at its latest, and rules nobody late', () => {
  const late = { ...told, servedOn: day('2026-08-03') };
  const before = finality(late, law, day('2027-02-03'));
  expect(before).toMatchObject({ final: 'no', adverseCredit: false });
  const after = finality(late, law, day('2027-06-01'));
  expect(after).toMatchObject({ final: 'unknown', adverseCredit: false });
  expect(after.reasons).toContain('finality.provisional');
});

test('what is adverse stays final on every later day, and leaving a fact out never makes it adverse', () => {
  const keys = fc.constantFrom('servedOn', 'review', 'suit', 'remedyNotified' as const);
  fc.assert(
    fc.property(fc.nat(500), fc.nat(300), keys, (offset, more, key) => {
      const on = addDays(servedOn, offset);
      const full = finality(told, law, on).adverseCredit;
      if (full) expect(finality(told, law, addDays(on, more)).adverseCredit).toBe(true);
      if (finality(without(key), law, on).adverseCredit) expect(full).toBe(true);
    }),
  );
});

function without(key: keyof FinalityFacts): FinalityFacts {
  const { [key]: _, ...rest } = told;
  return rest;
}
