import { expect, test } from 'vitest';
import { MinuteLimit } from './minute-limit.ts';

test('a minute’s questions are counted by asker and forgotten with the minute', () => {
  const limit = new MinuteLimit();
  const at = new Date('2026-03-09T02:00:10Z');
  const left = (asker: string, questions = 1) => limit.count(asker, 2, at, questions).left;
  expect([left('a'), left('a'), left('a'), left('b'), left('b', 3)]).toEqual([1, 0, -1, 1, -2]);
  expect(limit.count('a', 2, at).resetSeconds).toBe(50);
  expect(limit.count('a', 2, new Date('2026-03-09T02:01:00Z'))).toEqual({ left: 1, resetSeconds: 60 });
});
