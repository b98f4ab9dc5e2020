import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { finalityFacts } from '../../facts/records/index.ts';
import { remediesOfPenalty } from './own-remedies.ts';
import { remindersOf } from './own-reminders.ts';

const TODAY = day('2026-03-09');
const clock = (zh: string, dueOn: string | null, standing: string) => ({ name: { zh, en: zh }, dueOn, standing });
const held = (id: string, standing: 'public' | 'ended', until: string | null) => ({
  id,
  documentNumber: id,
  standing,
  until,
});

test('a party is reminded of what is late, then of each day to come, for ninety days, and of nothing that is over', () => {
  const open = {
    id: 'c',
    documentNumber: '甲',
    final: false,
    clocks: [
      clock('异议', '2026-03-05', 'overdue'),
      clock('陈述', '2026-03-16', 'running'),
      clock('停', null, 'stopped'),
    ],
  };
  const closed = { ...open, id: 'd', final: true };
  const records = [
    held('a', 'public', '2026-06-07'),
    held('b', 'public', '2026-06-08'),
    held('e', 'ended', '2026-03-10'),
    held('f', 'public', null),
  ];
  const repairFrom = new Map([
    ['a', day('2026-03-20')],
    ['b', day('2026-03-08')],
    ['e', day('2026-03-20')],
  ]);
  // Of a decided matter too: what may be done against it is told until its last day, and not after.
  const remedy = (zh: string, dueOn: string) => ({
    place: '/my/cases/d',
    documentNumber: '甲',
    name: { zh, en: zh },
    dueOn: day(dueOn),
  });
  const remedies = [
    remedy('申请行政复议', '2026-05-08'),
    remedy('直接提起行政诉讼', '2026-09-09'),
    remedy('旧', '2026-03-08'),
  ];
  const told = remindersOf({ cases: [open, closed], held: records, repairFrom, remedies }, TODAY);
  expect(told.map(({ on, what, place, late }) => [on, what.zh, place, late])).toEqual([
    ['2026-03-05', '异议', '/my/cases/c', true],
    ['2026-03-16', '陈述', '/my/cases/c', false],
    ['2026-03-20', '义务已经履行的，可以申请信用修复', '/my/records/a', false],
    ['2026-05-08', '申请行政复议的最后一日', '/my/cases/d', false],
    ['2026-06-07', '公示截止', '/my/records/a', false],
  ]);
});

test.each([
  ['nothing is known of its service', {}, undefined],
  ['served and told', { remedy_notified: 'true' }, ['review.filing', 'suit.filing']],
  [
    'served and not told: the longest periods',
    { remedy_notified: 'false' },
    ['review.filing.untold', 'suit.filing.untold'],
  ],
  [
    'served, and whether it was told is not known',
    { served_on: '2026-03-02' },
    ['review.filing.untold', 'suit.filing.untold'],
  ],
  [
    'a review was filed: the suit runs from its decision',
    { remedy_notified: 'true', review_filed_on: '2026-03-05' },
    undefined,
  ],
  ['known that no review was filed', { remedy_notified: 'true', review_outcome: 'none' }, ['suit.filing']],
] as const)('what may be done against a penalty: %s', (_, change, remedies) => {
  const facts = Object.keys(change).length === 0 ? {} : { served_on: '2026-03-02', ...change };
  expect(remediesOfPenalty(finalityFacts(facts))?.remedies).toEqual(remedies);
});
