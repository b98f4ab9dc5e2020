import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import type { StoredFacts } from './decision-facts.ts';
import { penaltyLaw } from './penalty-law.ts';

const law = testLaw();
const ROW = { CF_JDRQ: '2026-03-02', CF_CFLB: '罚款', CF_NR_FK: '0.5', procedure: 'ordinary' };
const ask = (facts: StoredFacts, today = '2026-06-01', party: 'organisation' | 'person' = 'organisation') =>
  penaltyLaw({ ...ROW, ...facts }, party, law, day(today));
const of = (question: string, facts: StoredFacts, today?: string) =>
  ask(facts, today).find((line) => line.question === question);

test.each<[string, StoredFacts, string]>([
  ['all kinds are named by art. 9', { CF_CFLB: '警告;罚款;没收违法所得、没收非法财物' }, 'in_accord'],
  ['the joined kind of the old forms is two that are named', { CF_CFLB: '暂扣或者吊销许可证件' }, 'in_accord'],
  ['a kind without a statute that sets it is looked at', { CF_CFLB: '停止执业' }, 'look'],
  ['a kind that the Lawyers Law sets, on a lawyer', { CF_CFLB: '停止执业', legal_service_kind: 'lawyer' }, 'in_accord'],
  ['beside it one that no statute sets', { CF_CFLB: '停止执业;其他', legal_service_kind: 'lawyer' }, 'look'],
  ['kinds that nobody knows', { CF_CFLB: '' }, 'unknown'],
])('art. 9: %s', (_, facts, answer) => {
  expect(of('kinds', facts)).toMatchObject({ answer });
});

test.each<[string, StoredFacts, string]>([
  ['a fine of 3,000 yuan on an organisation', { CF_NR_FK: '0.3' }, 'in_accord'],
  ['one fen more is none of the simple procedure', { CF_NR_FK: '0.300001' }, 'look'],
  ['neither is a heavier kind', { CF_CFLB: '警告;责令停产停业' }, 'look'],
  ['an amount that nobody knows', { CF_NR_FK: '' }, 'unknown'],
])('art. 51: %s', (_, facts, answer) => {
  expect(of('spot', { ...facts, procedure: 'simple' })).toMatchObject({ answer });
  expect(of('hearing', { ...facts, procedure: 'simple' })).toBeUndefined();
});

test.each<[string, StoredFacts, string]>([
  ['a warning carries no right to one', { CF_CFLB: '警告' }, 'in_accord'],
  ['a revocation does, and nobody knows whether the party was told', { CF_CFLB: '吊销许可证件' }, 'unknown'],
  ['decided after a hearing', { CF_CFLB: '吊销许可证件', procedure: 'hearing' }, 'in_accord'],
  ['which fine is large the law leaves open', {}, 'unknown'],
])('art. 63: %s', (_, facts, answer) => {
  expect(of('hearing', facts)).toMatchObject({ answer });
});

test('arts. 61, 85: served within seven working days, or looked at', () => {
  expect(of('service', { served_on: '2026-03-11' })).toMatchObject({ answer: 'in_accord', due: '2026-03-11' });
  expect(of('service', { served_on: '2026-03-12' })).toMatchObject({
    answer: 'look',
    articles: ['xzcf:61', 'xzcf:85'],
  });
  expect(of('service', {})).toBeUndefined();
});

test('arts. 67, 72: the last day of payment; paid later it grew by three per cent a day, never beyond itself, not while contested', () => {
  const paid = (on: string, more: StoredFacts = {}) => ({ served_on: '2026-03-05', duty_performed_on: on, ...more });
  expect(of('payment', paid('2026-03-20'))).toMatchObject({ answer: 'told', due: '2026-03-20', articles: ['xzcf:67'] });
  expect(of('surcharge', paid('2026-03-20'))).toBeUndefined();
  const grown = (facts: StoredFacts) => of('surcharge', facts)!.why.zh.join('');
  expect(grown(paid('2026-03-30'))).toMatch(/10 日/);
  expect(grown(paid('2026-05-20'))).toMatch(/不超出罚款数额/);
  const contested = { review_filed_on: '2026-03-21', review_outcome: 'upheld', review_outcome_served_on: '2026-03-28' };
  expect(grown(paid('2026-03-30', contested))).toMatch(/2 日/);
  // Not known to be paid: how much it has grown nobody can say.
  expect(of('surcharge', { served_on: '2026-03-05' })).toBeUndefined();
});

test('art. 73: review and suit stay nothing by themselves; whether somebody stayed it is not guessed', () => {
  expect(of('enforcement', { review_filed_on: '2026-03-20' })).toMatchObject({
    answer: 'unknown',
    articles: ['xzcf:73'],
  });
  const over = { review_filed_on: '2026-03-20', review_outcome: 'upheld', review_outcome_served_on: '2026-04-20' };
  expect(of('enforcement', over)).toBeUndefined();
  expect(of('enforcement', { review_outcome: 'none', suit_outcome: 'none' })).toBeUndefined();
});

test('the law of the day of the decision answers: the last day of the law of 1996 and the first of the revision', () => {
  expect(of('kinds', { CF_JDRQ: '2021-07-14', CF_CFLB: '通报批评' })).toMatchObject({ answer: 'look' });
  expect(of('kinds', { CF_JDRQ: '2021-07-15', CF_CFLB: '通报批评' })).toMatchObject({ answer: 'in_accord' });
  expect(ask({ CF_JDRQ: '1996-09-30' })).toEqual([]);
});

test('every answer cites its article and gives its reasons in both languages', () => {
  const all = ask({ served_on: '2026-03-05', duty_performed_on: '2026-04-30', suit_filed_on: '2026-05-04' });
  expect(all.map(({ question }) => question)).toEqual([
    ...['kinds', 'hearing', 'service', 'payment', 'surcharge', 'enforcement'],
  ]);
  for (const { articles, why } of all) {
    expect(articles.length).toBeGreaterThan(0);
    expect([why.zh.length > 1, why.en.length]).toEqual([true, why.zh.length]);
  }
});
