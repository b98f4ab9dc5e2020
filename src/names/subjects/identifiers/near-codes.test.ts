import { expect, test } from 'vitest';
import { usccFor } from '../../../../test/support/identifiers.ts';
import { cannotExist, nearCodes } from './near-codes.ts';

const right = usccFor('411100', '91', 77);
const uscc = (key: string) => ({ kind: 'uscc', key }) as const;
const near = (key: string) => nearCodes(uscc(key)).map((code) => code.key);
const CHANGES: [string, string][] = [
  ['another check digit', right.slice(0, 17) + (right[17] === '3' ? '4' : '3')],
  ['another character', right.slice(0, 10) + (right[10] === '5' ? '6' : '5') + right.slice(11)],
  ['two neighbours exchanged', right.slice(0, 1) + right[2] + right[1] + right.slice(3)],
];

test.each(CHANGES)('%s: the code that was meant is among the near ones, which are few and right', (_, typed) => {
  expect(typed).not.toBe(right);
  expect(cannotExist(uscc(typed))).toBe(true);
  const found = near(typed);
  expect(found).toContain(right);
  expect(found.length).toBeLessThan(60);
  for (const key of found) expect(cannotExist(uscc(key))).toBe(false);
});

test('a right code may exist', () => expect(cannotExist(uscc(right))).toBe(false));
