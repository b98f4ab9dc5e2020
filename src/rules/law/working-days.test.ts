import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallCalendar as calendar, day, testLaw } from '../../../test/support/law.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { addWorkingDays, isWorkingDay, whyClosed, workingDaysBetween } from './working-days.ts';

test.each([
  ['2025-06-12', true, 'a Thursday'],
  ['2025-06-14', false, 'a Saturday'],
  ['2025-10-01', false, 'National Day'],
  ['2025-10-11', true, 'a make-up Saturday'],
  ['2025-09-28', true, 'a make-up Sunday'],
])('%s is worked: %s, %s', (text, expected) => {
  expect(isWorkingDay(day(text), calendar)).toBe(expected);
});

test('a closed day says why', () => {
  expect(whyClosed(day('2025-10-01'), calendar)).toBe('国庆节');
  expect(whyClosed(day('2025-06-14'), calendar)).toBe('weekend');
  expect(whyClosed(day('2025-10-11'), calendar)).toBeUndefined();
});

test('a year without its notice refuses, whichever way it is crossed', () => {
  const unknown = (ask: () => unknown) =>
    expect(ask).toThrow(expect.objectContaining({ code: 'calendar.year_unknown' }));
  unknown(() => isWorkingDay(day('2027-01-04'), calendar));
  unknown(() => addWorkingDays(day('2026-12-30'), 3, calendar));
  unknown(() => addWorkingDays(day('2027-01-04'), 1, calendar));
  unknown(() => workingDaysBetween(day('2026-12-30'), day('2027-01-04'), calendar));
  expect(addWorkingDays(day('2026-12-30'), 1, calendar)).toBe('2026-12-31');
});

const golden: { vectors: [string, number, string][] } = JSON.parse(
  readFileSync(new URL('../../../test/golden/working-days.json', import.meta.url), 'utf8'),
);
test.each(golden.vectors)('by the notices: %s and %i working days is %s', (from, count, result) => {
  expect(addWorkingDays(day(from), count, testLaw().calendar)).toBe(result);
});

const days = fc.nat(300).map((n) => addDays(day('2025-01-01'), n));
test('waiting a days and then b days is waiting a + b days', () => {
  fc.assert(
    fc.property(days, fc.nat(40), fc.nat(40), (from, a, b) => {
      expect(addWorkingDays(addWorkingDays(from, a, calendar), b, calendar)).toBe(
        addWorkingDays(from, a + b, calendar),
      );
    }),
  );
});

test('adding by the table of worked days is adding day by day', () => {
  fc.assert(
    fc.property(days, fc.nat(60), (from, count) => {
      expect(addWorkingDays(from, count, calendar)).toBe(slowly(from, count));
    }),
  );
});

test('the days between are the days added, and turn their sign when turned round', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const to = addWorkingDays(from, count, calendar);
      expect(workingDaysBetween(from, to, calendar)).toBe(count);
      expect(workingDaysBetween(to, from, calendar)).toBe(-count);
    }),
  );
});

test('a later start never ends sooner, and the end is always a working day', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const end = addWorkingDays(from, count, calendar);
      expect(isWorkingDay(end, calendar)).toBe(true);
      expect(addWorkingDays(addDays(from, 1), count, calendar) >= end).toBe(true);
    }),
  );
});

test('a refusal of an unknown year is a rule, not a bug', () => {
  expect(() => isWorkingDay(day('2031-05-05'), calendar)).toThrow(Refusal);
});

function slowly(from: PlainDate, count: number): PlainDate {
  let at = from;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}
