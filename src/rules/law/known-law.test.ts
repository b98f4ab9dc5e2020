import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testLaw } from '../../../test/support/law.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { changesOfTerms } from './known-changes.ts';
import { answerUnderKnownLaw, endUnderKnownLaw } from './known-law.ts';

const day = (text: string) => text as PlainDate;
const law = testLaw();
const today = day('2026-03-09');
/** 信用修复管理办法 replaces 国家发展改革委令第58号 on this day. */
const change = day('2026-04-01');

test('the day on which another act takes over is a change', () => {
  expect(changesOfTerms(law, today)).toContain(change);
});

const derivation = { question: 'q', on: change, edition: '', facts: {}, steps: [], cited: [] };
const answered = (answer: 'allowed' | 'refused', until: string) =>
  ({ answer, reasons: [], articles: [], until: day(until), derivation }) as const;

test.each([
  ['no longer allow it', answered('refused', '2028-01-01'), '2026-03-31'],
  ['end it sooner', answered('allowed', '2027-03-02'), '2027-03-02'],
  ['have ended it long ago', answered('allowed', '2025-03-02'), '2026-03-31'],
  ['end it later', answered('allowed', '2029-03-02'), '2028-01-01'],
])('where a coming rule will %s, the last day is %s', (_what, then, last) => {
  const ask = (on: PlainDate) => (on < change ? answered('allowed', '2028-01-01') : then);
  expect(answerUnderKnownLaw(ask, law, today).until).toBe(last);
});

test('what is not allowed today is answered as it is, whatever comes', () => {
  const refused = answered('refused', '2028-01-01');
  expect(answerUnderKnownLaw((on) => (on < change ? refused : answered('allowed', '2026-05-01')), law, today)).toBe(
    refused,
  );
});

test('an end under known law is never later than that of today, and never before the last day of the law that allowed it', () => {
  const ends = fc.nat(2_000).map((n) => addDays(today, n - 200));
  fc.assert(
    fc.property(fc.nat(1_500), ends, (first, later) => {
      const now = addDays(today, first);
      const { end } = endUnderKnownLaw((on) => (on < change ? now : later), law, today);
      expect(end! <= now).toBe(true);
      expect(end! >= (now < change ? now : addDays(change, -1))).toBe(true);
    }),
  );
});
