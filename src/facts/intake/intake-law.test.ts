import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { publicityDueOn, sendingLateness } from './intake-law.ts';
import { rowLaw } from './row-law.ts';

const law = testLaw();

test('a decision of the last days of a year waits for its publication though the notice of the next is not there yet', () => {
  const facts = { CF_CFLB: '罚款', CF_NR_FK: '0.5', CF_JDRQ: '2026-12-29', procedure: 'ordinary' };
  const found = rowLaw(law, day('2026-12-30'), false)('penalty', facts, 'organisation');
  // Seven working days with New Year's Day off and no make-up day before it: the earliest that notices so far would have given.
  expect(found).toMatchObject({ class: 'general', publicationDueOn: expect.stringMatching(/^2027-01-0[5-9]$/) });
  expect(publicityDueOn(law)('penalty', day('2026-12-29'))).toMatchObject({ provisional: true });
});

test.each([
  ['2026-12-29', '2026-12-30', 'in_time'],
  ['2026-12-29', '2027-01-29', 'unknown'],
  ['2026-03-02', '2026-03-11', 'in_time'],
  ['2026-03-02', '2026-03-12', 'late'],
])('decided on %s and sent on %s: %s', (decidedOn, sentOn, answer) => {
  expect(sendingLateness(law, day(sentOn))('penalty', day(decidedOn))?.answer).toBe(answer);
});

test('an item without a period of publicity is never late', () => {
  expect(sendingLateness(law, day('2026-12-30'))('organisation', day('2020-01-02'))).toBeUndefined();
});
