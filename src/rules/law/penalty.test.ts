import { expect, test } from 'vitest';
import { testLaw } from '../../../test/support/law.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Law } from './law.ts';
import type { Parameter } from './pack.ts';
import { heardWhereOwed } from './penalty-procedure.ts';

const ON = '2026-06-01' as PlainDate;

/** The shipped packs with the amounts that a place has set: from which fine on a hearing is owed. */
function lawWithThresholds(): Law {
  const { stack } = testLaw();
  const threshold = (whose: string, value: number): Parameter => ({
    code: `hearing.fine.${whose}`,
    name: '较大数额罚款（万元）',
    nameEn: 'Larger fine (10,000 yuan)',
    value,
    kinder: 'lower',
    basis: ['xzcf:63'],
    mark: 'reading',
  });
  const added = [threshold('citizen', 0.2), threshold('organisation', 2)];
  return new Law(stack.map((pack, at) => (at > 0 ? pack : { ...pack, parameters: [...pack.parameters, ...added] })));
}

test.each([
  ['below it', 1.99, 'organisation', 'allowed'],
  ['at it', 2, 'organisation', 'refused'],
  ['of a person, who has the lower one', 0.2, 'natural_person', 'refused'],
  ['of a sole trader, as of a person', 0.2, 'individual_business', 'refused'],
  ['between the two, of whom nobody knows', 1, undefined, 'unknown'],
  ['above both, of whom nobody knows', 2, undefined, 'refused'],
  ['below both, of whom nobody knows', 0.1, undefined, 'allowed'],
] as const)('where a place has set the amount, a fine %s is judged by it', (_what, fine, subjectKind, answer) => {
  const facts = { kinds: ['警告', '罚款'], fine, told: false, ...(subjectKind && { subjectKind }) };
  expect(heardWhereOwed(facts, lawWithThresholds(), ON).answer).toBe(answer);
});

test('an amount settles nothing for another kind in the same decision', () => {
  const facts = { kinds: ['罚款', '暂扣许可证件'], fine: 0.1, subjectKind: 'organisation', told: false } as const;
  expect(heardWhereOwed(facts, lawWithThresholds(), ON)).toMatchObject({
    answer: 'unknown',
    reasons: ['penalty.hearing_untold'],
  });
});
