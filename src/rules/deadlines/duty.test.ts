import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { provisionalDeadline } from '../law/index.ts';
import { dutyOf, shownDuty, whenDue } from './duty.ts';

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

test.each<[string, boolean, string, string]>([
  ['2026-03-06', true, 'late', 'past its day'],
  ['2026-03-11', false, 'today', 'its last day'],
  ['2026-03-15', false, 'week', 'the Sunday of this week'],
  ['2026-03-16', false, 'later', 'the Monday after'],
  ['2026-03-10', false, 'today', 'a provisional day that has passed makes nobody late'],
])('due on %s, late %s, on a Wednesday the 11th: %s (%s)', (dueOn, overdue, when) => {
  expect(whenDue({ dueOn: day(dueOn), overdue }, day('2026-03-11'))).toBe(when);
});

test('on a Sunday this week ends today', () => {
  expect(whenDue({ dueOn: day('2026-03-16'), overdue: false }, day('2026-03-15'))).toBe('later');
});
