import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallCalendar as calendar, day, testLaw } from '../../../test/support/law.ts';
import { addDays, addMonths, yearOf } from '../../ground/kernel/plain-date.ts';
import { explain } from './derivation.ts';
import type { Period } from './pack.ts';
import { addPeriod, addPeriodProvisionally, deadline } from './periods.ts';
import { isWorkingDay, type WorkCalendar } from './working-days.ts';

const period = (over: Partial<Period>): Period => ({
  code: 'test.period',
  name: '测试期限',
  nameEn: 'A period',
  whose: 'organ',
  count: 7,
  unit: 'workingDay',
  from: 'decided',
  dayZeroCounts: false,
  monthEnd: 'clamp',
  rollForward: false,
  stopClock: [],
  kinder: 'shorter',
  basis: ['xzcf:85'],
  mark: 'verified',
  ...over,
});

test.each([
  ['working days skip weekend and holiday', '2025-09-29', {}, '2025-10-11'],
  ['day zero counts', '2025-09-29', { dayZeroCounts: true }, '2025-10-10'],
  ['plain days count every day', '2025-09-29', { unit: 'day' }, '2025-10-06'],
  ['plain days with day zero', '2025-09-29', { unit: 'day', dayZeroCounts: true }, '2025-10-05'],
  ['a month ends on its corresponding day', '2025-03-15', { unit: 'month', count: 6 }, '2025-09-15'],
  ['a month without that day ends on its last', '2025-08-31', { unit: 'month', count: 6 }, '2026-02-28'],
  ['29 February and a year', '2024-02-29', { unit: 'year', count: 1 }, '2025-02-28'],
  [
    'a month with day zero ends the day before',
    '2025-03-01',
    { unit: 'month', count: 1, dayZeroCounts: true },
    '2025-03-31',
  ],
  ['nothing to wait', '2025-06-14', { count: 0 }, '2025-06-14'],
  [
    "a party's last day on a holiday moves",
    '2025-04-01',
    { unit: 'month', count: 6, whose: 'party', rollForward: true },
    '2025-10-06',
  ],
  [
    'a burden ends on its day, though closed',
    '2025-04-01',
    { unit: 'month', count: 6, whose: 'burden', rollForward: true },
    '2025-10-01',
  ],
] as const)('%s', (_, from, over, due) => {
  expect(addPeriod(day(from), period(over), calendar).due).toBe(due);
});

test('every counted and every skipped day is told, with its number or its reason', () => {
  const { steps } = addPeriod(day('2025-09-26'), period({ count: 3 }), calendar);
  expect(steps.map(({ code, facts }) => [code, facts.day, facts.number ?? facts.why])).toEqual([
    ['day.skipped', '2025-09-27', 'weekend'],
    ['day.counted', '2025-09-28', 1],
    ['day.counted', '2025-09-29', 2],
    ['day.counted', '2025-09-30', 3],
  ]);
});

test('a stopped clock counts none of its days, and stops for no other cause', () => {
  const stops = [{ from: day('2025-06-03'), to: day('2025-06-10'), cause: 'expert_review' }];
  const stoppable = period({ count: 3, stopClock: ['expert_review'] });
  expect(addPeriod(day('2025-06-02'), stoppable, calendar, stops).due).toBe('2025-06-13');
  expect(addPeriod(day('2025-06-02'), { ...stoppable, unit: 'day' }, calendar, stops).due).toBe('2025-06-13');
  expect(() => addPeriod(day('2025-06-02'), period({}), calendar, stops)).toThrow(
    expect.objectContaining({ code: 'period.stop_not_allowed' }),
  );
});

const starts = fc.nat(330).map((n) => addDays(day('2025-01-01'), n));

test('a rolled end is a working day, not before the plain end, with only closed days between', () => {
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 30 }), (from, count) => {
      const rolling = period({ unit: 'day', count, whose: 'party', rollForward: true });
      const { due } = addPeriod(from, rolling, calendar);
      expect(isWorkingDay(due, calendar)).toBe(true);
      for (let at = addDays(from, count); at < due; at = addDays(at, 1)) expect(isWorkingDay(at, calendar)).toBe(false);
    }),
  );
});

test('a later start never ends sooner, whatever the unit', () => {
  const units = fc.constantFrom('workingDay', 'day', 'month', 'year' as const);
  fc.assert(
    fc.property(starts, units, fc.integer({ min: 1, max: 10 }), fc.boolean(), (from, unit, count, rollForward) => {
      const span = period({ unit, count, whose: 'party', rollForward: rollForward && unit === 'day' });
      expect(addPeriod(addDays(from, 1), span, calendar).due >= addPeriod(from, span, calendar).due).toBe(true);
    }),
  );
});

test('a burden never ends after the corresponding day of its month', () => {
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const cap = period({ unit: 'month', count, whose: 'burden', rollForward: true });
      expect(addPeriod(from, cap, calendar).due).toBe(addMonths(from, count));
    }),
  );
});

/** The real calendar with one year's notice taken away; its days stay for comparison. */
const without = (year: number): WorkCalendar => {
  const { years, ...days } = testLaw().calendar;
  return { ...days, years: new Set([...years].filter((known) => known !== year)) };
};

test('a provisional day is never later than the truth for our duty, never earlier for a party', () => {
  const real = testLaw().calendar;
  const year = fc.integer({ min: 2008, max: 2025 });
  fc.assert(
    fc.property(year, fc.nat(360), fc.integer({ min: 1, max: 30 }), (unknown, offset, count) => {
      const from = addDays(day(`${unknown}-01-01`), offset - 20);
      const duty = period({ count });
      const right = period({ count, whose: 'party', kinder: 'longer' });
      const truth = addPeriod(from, duty, real).due;
      expect(addPeriodProvisionally(from, duty, without(unknown), []).due <= truth).toBe(true);
      expect(addPeriodProvisionally(from, right, without(unknown), []).due >= truth).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a day is provisional exactly when it rests on a year without its notice', () => {
  const duty = period({ count: 3 });
  expect(addPeriodProvisionally(day('2026-12-25'), duty, calendar).provisional).toBe(false);
  const crossing = addPeriodProvisionally(day('2026-12-30'), duty, calendar);
  expect(crossing.provisional).toBe(true);
  expect(yearOf(crossing.due)).toBe(2027);
  const right = period({ unit: 'day', whose: 'party', rollForward: true });
  expect(addPeriodProvisionally(day('2026-12-30'), right, calendar).provisional).toBe(true);
  expect(addPeriodProvisionally(day('2026-12-30'), { ...right, rollForward: false }, calendar).provisional).toBe(false);
});

test('a deadline explains itself in both languages, with its article and edition', () => {
  const law = testLaw();
  const { derivation } = deadline(law, 'penalty.withdrawal', day('2026-06-01'));
  const [zh, en] = [explain(derivation, 'zh').join('\n'), explain(derivation, 'en').join('\n')];
  expect(zh).toContain('到期日 2026-06-04');
  expect(zh).toContain('《');
  expect(en).toContain('due on 2026-06-04');
  expect(en).toContain(law.edition.slice(0, 12));
  expect(`${zh}${en}`).not.toMatch(/\{\w+\}|undefined/);
});
