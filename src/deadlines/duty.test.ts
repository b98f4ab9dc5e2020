import { expect, test } from 'vitest';
import { day, testLaw } from '../../test/support/law.ts';
import { provisionalDeadline } from '../law/index.ts';
import { dutyOf, shownDuty } from './duty.ts';

const law = testLaw();
const publicity = (from: string) => provisionalDeadline(law, 'penalty.publicity', day(from));

test.each<[string, string, number | null, boolean, string]>([
  ['2026-03-02', '2026-03-09', 2, false, 'two days before the end'],
  ['2026-03-02', '2026-03-11', 0, false, 'its last day is not late'],
  ['2026-03-02', '2026-03-12', -1, true, 'the day after is'],
  ['2026-12-28', '2027-03-01', null, false, 'across a year without its notice nobody is late'],
])('decided on %s, seen on %s: %s working days left, overdue %s: %s', (from, today, left, overdue) => {
  expect(dutyOf(publicity(from), law, day(today))).toMatchObject({ workingDaysLeft: left, overdue });
});

test('a duty is shown with its article and every day that was counted', () => {
  const { articles, why, dueOn } = shownDuty(dutyOf(publicity('2026-03-02'), law, day('2026-03-09')));
  expect([dueOn, articles]).toEqual(['2026-03-11', ['fgcj424:0', 'gf33:17']]);
  expect(why.zh.filter((line) => line.includes('个工作日')).length).toBeGreaterThan(6);
  expect(why.en.join(' ')).not.toMatch(/[一-鿿]{8}/);
});
