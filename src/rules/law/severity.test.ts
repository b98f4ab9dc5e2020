import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { smallLaw } from '../../../test/support/small-law.ts';
import type { DecisionFacts } from './facts.ts';
import { classify } from './severity.ts';

const law = smallLaw();
const on = day('2026-06-01');

test.each<[string, DecisionFacts, string, string | undefined]>([
  ['a warning is minor', { kinds: ['警告'] }, 'minor', 'warning'],
  ['the graver kind counts', { kinds: ['警告', '吊销许可证件'] }, 'serious', 'revocation'],
  ['a fine by ordinary procedure is general', { kinds: ['罚款'], procedure: 'ordinary' }, 'general', 'fine'],
  ['a fine whose procedure is unknown is unknown', { kinds: ['罚款'] }, 'unknown', undefined],
  [
    'a missing fact that could only make it lighter does not matter',
    { kinds: ['罚款', '吊销许可证件'] },
    'serious',
    'revocation',
  ],
  ['nothing known, nothing classed', {}, 'unknown', undefined],
  ['no row applies: a person classifies', { kinds: ['降低资质等级'], procedure: 'ordinary' }, 'unknown', undefined],
  ['an entry in a serious list is serious', { kinds: [], listEntry: true }, 'serious', 'list'],
])('%s', (_, facts, expected, rule) => {
  const found = classify(facts, law, on);
  expect([found.class, found.rule]).toEqual([expected, rule]);
});

test('an unknown class says which fact is missing and by which row', () => {
  const [step] = classify({ kinds: ['罚款'] }, law, on).derivation.steps;
  expect(step).toMatchObject({
    code: 'class.fact_missing',
    effect: 'doubts',
    facts: { rule: 'fine', missing: 'procedure' },
  });
});

test('an unsigned row is marked provisional, a signed one is not', () => {
  expect(classify({ kinds: ['警告'] }, law, on).provisional).toBe(true);
  const [first, ...rest] = law.stack[0]!.severity;
  const signed = smallLaw({
    severity: [{ ...first!, signOff: { state: 'signed', by: '测试处', on: '2026-01-01' } }, ...rest],
  });
  expect(classify({ kinds: ['警告'] }, signed, on).provisional).toBe(false);
});

test('another kind in the same decision never makes the class lighter', () => {
  const GRAVITY = ['minor', 'general', 'serious'];
  const kind = fc.constantFrom('警告', '罚款', '吊销许可证件');
  fc.assert(
    fc.property(fc.uniqueArray(kind, { minLength: 1 }), kind, (kinds, added) => {
      const before = classify({ kinds, procedure: 'ordinary' }, law, on).class;
      const after = classify({ kinds: [...kinds, added], procedure: 'ordinary' }, law, on).class;
      expect(GRAVITY.indexOf(after)).toBeGreaterThanOrEqual(GRAVITY.indexOf(before));
    }),
  );
});
