import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { smallLaw, smallLawWith, smallPack } from '../../../test/support/small-law.ts';
import { lawOfEdition, proposeEdition } from './edition.ts';
import { directionOf } from './kinder.ts';
import { compareLaws } from './law-comparison.ts';
import { diffLaws } from './law-diff.ts';

test('a proposal carries the whole stack, and its hash is the edition', () => {
  const { content, edition, packs } = proposeEdition(testLaw());
  expect(createHash('sha256').update(content).digest('hex')).toBe(edition);
  expect(packs).toEqual(['cn', 'cn-41', 'cn-4111']);
});

test('the law of a kept edition answers as it did', () => {
  const law = testLaw();
  const kept = lawOfEdition(proposeEdition(law).content);
  expect(kept.edition).toBe(law.edition);
  const on = day('2026-06-01');
  expect(kept.period('penalty.publicity', on)).toEqual(law.period('penalty.publicity', on));
});

test('a law cannot be changed in place', () => {
  const period = testLaw().period('penalty.publicity', day('2026-06-01')) as { count: number };
  expect(() => {
    period.count = 1;
  }).toThrow(TypeError);
});

test('a proposal lists what it changes against the edition in use', () => {
  const { changes } = proposeEdition(smallLawWith('publication.afterLongest', 'RUNS_ON'), smallLaw());
  expect(changes).toEqual([
    {
      pack: 'test',
      kind: 'parameters',
      code: 'publication.afterLongest',
      change: 'changed',
      direction: 'harsher',
      cells: ['value'],
    },
  ]);
});

test('a stack differs from itself in nothing; what is added or removed is told', () => {
  expect(diffLaws([smallPack], [smallPack])).toEqual([]);
  const fewer = { ...smallPack, periods: smallPack.periods.slice(1) };
  expect(diffLaws([smallPack], [fewer])).toMatchObject([{ code: 'penalty.withdrawal', change: 'removed' }]);
  expect(diffLaws([fewer], [smallPack])).toMatchObject([{ code: 'penalty.withdrawal', change: 'added' }]);
});

test('a comparison names the rule and gives the values of before and after', () => {
  const [change, ...rest] = compareLaws(smallLaw(), smallLawWith('publication.afterLongest', 'RUNS_ON'));
  expect(rest).toEqual([]);
  expect(change).toMatchObject({
    kind: 'parameters',
    name: 'publication.afterLongest',
    direction: 'harsher',
    cells: [{ cell: 'value', before: 'ENDS', after: 'RUNS_ON' }],
  });
  const longer = smallPack.classes.map((one) => ({ ...one, longest: { count: 7, unit: 'month' as const } }));
  const [term] = compareLaws(smallLaw(), smallLaw({ classes: longer }));
  expect(term!.cells).toEqual([{ cell: 'longest', before: expect.stringMatching(/^\d+ \w+$/), after: '7 month' }]);
  const [added] = compareLaws(smallLaw({ periods: smallPack.periods.slice(1) }), smallLaw());
  expect(added).toMatchObject({ change: 'added', code: 'penalty.withdrawal' });
  expect(added!.cells).toContainEqual({ cell: 'unit', after: 'workingDay' });
});

const shorter = { count: 3, unit: 'month', kinder: 'shorter' };
const term = { earliest: { count: 3, unit: 'month' }, longest: { count: 1, unit: 'year' }, published: true };
test.each([
  ['a burden made shorter', 'periods', shorter, { ...shorter, count: 2 }, 'kinder'],
  ['a burden made longer, in another unit', 'periods', shorter, { ...shorter, count: 1, unit: 'year' }, 'harsher'],
  [
    'a right made longer',
    'periods',
    { ...shorter, kinder: 'longer' },
    { ...shorter, count: 4, kinder: 'longer' },
    'kinder',
  ],
  [
    'a right made shorter',
    'periods',
    { ...shorter, kinder: 'longer' },
    { ...shorter, count: 2, kinder: 'longer' },
    'harsher',
  ],
  [
    'a period that is kind to nobody',
    'periods',
    { ...shorter, kinder: 'none' },
    { ...shorter, count: 2, kinder: 'none' },
    'other',
  ],
  [
    'earlier repair, longer publication: not bought',
    'classes',
    term,
    { ...term, earliest: { count: 0, unit: 'month' }, longest: { count: 2, unit: 'year' } },
    'harsher',
  ],
  ['no longer published', 'classes', term, { ...term, published: false }, 'kinder'],
  ['a graver class', 'severity', { class: 'minor' }, { class: 'general' }, 'harsher'],
  ['a lighter class', 'severity', { class: 'serious' }, { class: 'general' }, 'kinder'],
  [
    'a lower number that is kinder lower',
    'parameters',
    { value: 5, kinder: 'lower' },
    { value: 4, kinder: 'lower' },
    'kinder',
  ],
  [
    'a lower number that is kinder higher',
    'parameters',
    { value: 5, kinder: 'higher' },
    { value: 4, kinder: 'higher' },
    'harsher',
  ],
  [
    'may made must',
    'measures',
    { force: 'may', objectKinds: ['organisation'] },
    { force: 'must', objectKinds: ['organisation'] },
    'harsher',
  ],
  ['another competent organ', 'competences', { organ: { branch: 'justice' } }, { organ: { branch: 'tax' } }, 'other'],
])('direction: %s', (_, kind, before, after, direction) => {
  expect(directionOf(kind, before, after)).toBe(direction);
});
