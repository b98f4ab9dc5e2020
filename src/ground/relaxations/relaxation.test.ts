import { expect, test } from 'vitest';
import { readConfig } from '../config/config.ts';
import { relaxationsOf, settingsInForce } from './relaxation.ts';

const OPTIONAL = { ZHENGMING_SECOND_FACTOR: 'optional' };
const MORE = { ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE: '3001' };

test.each([
  ['nothing', {}, []],
  [
    'what is as strict as the default',
    { ZHENGMING_SECOND_FACTOR: 'required', ...{ ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE: '3000' } },
    [],
  ],
  ['what is stricter', { ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE: '10' }, []],
  ['no second factor', OPTIONAL, [{ key: 'ZHENGMING_SECOND_FACTOR', value: 'optional' }]],
  ['more questions', MORE, [{ key: 'ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE', value: '3001' }]],
  ['anything in a demonstration', { ...OPTIONAL, ...MORE, ZHENGMING_DEMO: '1' }, []],
] as const)('what weakens a guard is known: %s', (_, environment, expected) => {
  expect(relaxationsOf(readConfig(environment))).toEqual(expected);
});

test('what was not confirmed does not count, what was confirmed does, and only with that very value', () => {
  const given = readConfig({ ...OPTIONAL, ...MORE });
  const strict = { secondFactor: 'required', publicQuestionsAMinute: 3_000 };
  expect(settingsInForce(given, [])).toEqual(strict);
  expect(settingsInForce(given, [{ key: 'ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE', value: '9000' }])).toEqual(strict);
  expect(settingsInForce(given, relaxationsOf(given))).toEqual({
    secondFactor: 'optional',
    publicQuestionsAMinute: 3_001,
  });
});

test('settings that weaken nothing count as they are', () => {
  const given = readConfig({ ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE: '10' });
  expect(settingsInForce(given, [])).toEqual({ secondFactor: undefined, publicQuestionsAMinute: 10 });
});
