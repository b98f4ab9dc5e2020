import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { mayDecide } from './competence.ts';
import { sentence } from './derivation.ts';
import { ORGAN_WORDS } from './organ-messages.ts';

const law = testLaw();
const on = day('2026-06-01');

test('every branch of organs and every part in a matter that a rule of the packs names has words', () => {
  const competences = law.all('competences', on);
  const named = [
    ...competences.flatMap(({ organ, role }) => [organ.branch, role]),
    ...law.all('measures', on).flatMap(({ authority }) => authority.map(({ branch }) => branch)),
  ];
  expect(new Set(named).size).toBeGreaterThan(10);
  expect(named.filter((code) => !(`value.${code}` in ORGAN_WORDS))).toEqual([]);
});

test('who is competent is told without a code, in a Chinese sentence as in an English one', () => {
  const { derivation } = mayDecide(
    { branch: 'justice', level: 'county' },
    { matter: 'penalty', subject: 'lawyer', kinds: ['吊销许可证件'] },
    law,
    on,
  );
  expect(derivation.steps.map(({ code, facts }) => sentence(code, facts, 'zh')).join()).not.toMatch(/[a-z]/);
  const facts = { branch: 'justice', level: 'county' };
  expect(sentence('domain.not_competent', facts, 'zh')).toBe('该机关（县级，司法行政机关）不是该名单的认定机关');
  const named = { row: '12', named: 'court、justice/province/prefecture' };
  expect(sentence('measure.not_competent', named, 'zh')).toBe('12 只能由 人民法院、司法行政机关/省级/设区的市级 决定');
  expect(sentence('measure.not_competent', named, 'en')).toBe(
    '12 is for court, justice/province/prefecture-level city to decide',
  );
});
