import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { classify } from '../../rules/law/index.ts';
import { finalityFacts, penaltyFacts, type StoredFacts } from './decision-facts.ts';

const kindsOf = (facts: StoredFacts) => penaltyFacts(facts, 'organisation').kinds;

test.each<[string, StoredFacts, readonly string[] | undefined]>([
  ['nothing is known of a decision without kinds', {}, undefined],
  ['the kinds of the sheet are those of the law', { CF_CFLB: '警告;罚款' }, ['警告', '罚款']],
  ['the second column of the old forms counts', { CF_CFLB: '警告', more_kinds: '罚款' }, ['警告', '罚款']],
  ['a kind in both columns is one kind', { CF_CFLB: '警告;罚款', more_kinds: '罚款' }, ['警告', '罚款']],
  ['the second column alone does not say all kinds', { more_kinds: '警告' }, undefined],
  [
    'the joined kind is split by what became of the licence, in either column',
    { CF_CFLB: '罚款', more_kinds: '暂扣或者吊销许可证件', licence_effect: 'revoked' },
    ['罚款', '吊销许可证件'],
  ],
  ['unsplit, the joined kind stays as it came', { CF_CFLB: '暂扣或者吊销许可证件' }, ['暂扣或者吊销许可证件']],
])('%s', (_, facts, kinds) => {
  expect(kindsOf(facts)).toEqual(kinds);
});

test('a warning with a fine in the second column is not minor', () => {
  const on = day('2026-06-01');
  const row = { CF_CFLB: '警告', CF_JDRQ: '2026-05-06', procedure: 'ordinary', CF_NR_FK: '2' };
  const classOf = (facts: StoredFacts) => classify(penaltyFacts(facts, 'organisation'), testLaw(), on).class;
  expect([classOf(row), classOf({ ...row, more_kinds: '罚款' })]).toEqual(['minor', 'general']);
});

test('the two columns name the same kinds as one column would', () => {
  const kinds = fc.subarray(['警告', '通报批评', '罚款', '没收违法所得', '停止执业'], { minLength: 1 });
  fc.assert(
    fc.property(kinds, kinds, (first, more) => {
      const together = [...new Set([...first, ...more])];
      expect(kindsOf({ CF_CFLB: first.join(';'), more_kinds: more.join(';') })).toEqual(together);
    }),
  );
});

test('the kind of legal-service party is the subject of the law, and absent where the sheet is silent', () => {
  expect(penaltyFacts({ legal_service_kind: 'law_firm' }, 'organisation').subject).toBe('law_firm');
  expect(penaltyFacts({}, 'organisation')).not.toHaveProperty('subject');
});

test('what a sheet says of the court’s paper, the appeal, the remedy learnt and more time is asked of the law', () => {
  const sheet = {
    CF_JDRQ: '2025-08-01',
    served_on: '2025-08-04',
    remedy_notified: 'false',
    remedy_known_on: '2025-09-01',
    real_estate: 'false',
    suit_filed_on: '2025-12-01',
    suit_outcome: 'upheld',
    suit_outcome_served_on: '2026-03-02',
    suit_paper: 'first_judgment',
    appeal_outcome: 'none',
    extension_filed_on: '2026-02-09',
    extension_outcome: 'granted',
    extension_until: '2026-03-16',
  };
  expect(finalityFacts(sheet)).toEqual({
    decidedOn: '2025-08-01',
    servedOn: '2025-08-04',
    remedyNotified: false,
    remedyKnownOn: '2025-09-01',
    realEstate: false,
    suit: {
      filedOn: '2025-12-01',
      outcome: 'upheld',
      outcomeServedOn: '2026-03-02',
      paper: 'first_judgment',
      appeal: 'none',
    },
    extension: { filedOn: '2026-02-09', outcome: 'granted', until: '2026-03-16' },
  });
  expect(finalityFacts({ extension_filed_on: '2026-02-09', extension_outcome: 'pending' }).extension).toEqual({
    filedOn: '2026-02-09',
  });
});
