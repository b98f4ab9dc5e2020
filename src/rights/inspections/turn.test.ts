import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, smallCalendar } from '../../../test/support/law.ts';
import { addMonths, nextDay } from '../../ground/kernel/plain-date.ts';
import { daysOf, fitFor, openTurns } from './plan.ts';
import { turnsOf } from './turn.ts';

const YEAR = { effectiveOn: day('2025-03-20'), untilOn: day('2026-03-20'), inspectionsDuring: 4 };

test('a year in as many parts as there are inspections, one after the other, from the service on', () => {
  expect(turnsOf(YEAR)).toEqual([
    { turn: 1, from: '2025-03-20', until: '2025-06-18' },
    { turn: 2, from: '2025-06-19', until: '2025-09-17' },
    { turn: 3, from: '2025-09-18', until: '2025-12-17' },
    { turn: 4, from: '2025-12-18', until: '2026-03-19' },
  ]);
});

test('there are never more turns than the decision told, none overlaps another, and none reaches its last day', () => {
  const terms = fc.record({
    months: fc.integer({ min: 1, max: 60 }),
    inspectionsDuring: fc.integer({ min: 1, max: 366 }),
  });
  fc.assert(
    fc.property(terms, ({ months, inspectionsDuring }) => {
      const untilOn = addMonths(YEAR.effectiveOn, months);
      const turns = turnsOf({ effectiveOn: YEAR.effectiveOn, untilOn, inspectionsDuring });
      const years = Object.values(
        Object.groupBy(
          turns,
          ({ from }) => [12, 24, 36, 48].filter((n) => from >= addMonths(YEAR.effectiveOn, n)).length,
        ),
      );
      expect(years.every((year) => year!.length <= inspectionsDuring)).toBe(true);
      for (const [at, { from, until }] of turns.entries()) {
        expect(from <= until && until < untilOn).toBe(true);
        if (at > 0) expect(from >= nextDay(turns[at - 1]!.until)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('a plan takes up what begins by its day, is not over and was taken up by none', () => {
  const one = { ...YEAR, caseId: 'c', planned: [2] };
  const open = (today: string, by: string) =>
    openTurns(one, { today: day(today), by: day(by) }).map(({ turn }) => turn);
  expect(open('2025-03-20', '2025-03-20')).toEqual([1]);
  expect(open('2025-03-20', '2025-09-17')).toEqual([1]);
  expect(open('2025-03-20', '2025-09-18')).toEqual([1, 3]);
  // On its last day there is no day after today left.
  expect(open('2025-06-18', '2025-09-18')).toEqual([3]);
});

test('days are working days after today, and none of a year whose notice nobody knows', () => {
  const turn = { turn: 1, from: day('2025-09-29'), until: day('2025-10-12') };
  // 1 to 3 October are closed; Saturday the 11th is worked.
  const october = ['06', '07', '08', '09', '10', '11'].map((date) => `2025-10-${date}`);
  expect(daysOf(turn, day('2025-09-01'), smallCalendar)).toEqual(['2025-09-29', '2025-09-30', ...october]);
  expect(daysOf(turn, day('2025-10-09'), smallCalendar)).toEqual(['2025-10-10', '2025-10-11']);
  const next = { turn: 2, from: day('2026-12-30'), until: day('2027-03-19') };
  expect(daysOf(next, day('2026-12-01'), smallCalendar)).toEqual(['2026-12-30', '2026-12-31']);
});

test('whoever is kept from a case is not in its pool, and the pool says why', () => {
  const register = [
    { accountId: 'a', keptFrom: new Map() },
    { accountId: 'b', keptFrom: new Map([['c', 'recused']]) },
    { accountId: 'd', keptFrom: new Map([['other', 'interest']]) },
  ];
  expect(fitFor('c', register)).toEqual({ inspectors: ['a', 'd'], out: [{ account: 'b', why: 'recused' }] });
});
