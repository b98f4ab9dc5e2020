import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { OneAfterAnother } from './one-after-another.ts';

test('what is asked for in one turn is done in its order, in one go, before anybody hears of his answer', async () => {
  const desk = new OneAfterAnother();
  const seen: string[] = [];
  const ask = async (name: string) => {
    const answer = await desk.do(() => {
      seen.push(`done ${name}`);
      return name;
    });
    seen.push(`told ${answer}`);
  };
  const both = [ask('a'), ask('b')];
  expect(seen).toEqual([]);
  await Promise.all(both);
  expect(seen).toEqual(['done a', 'done b', 'told a', 'told b']);
});

test('one that fails fails alone, and the next turn goes on', async () => {
  const desk = new OneAfterAnother();
  const failing = desk.do(() => {
    throw new RangeError('none');
  });
  const other = desk.do(() => 1);
  await expect(failing).rejects.toThrow('none');
  expect(await other).toBe(1);
  await setImmediate();
  expect(await desk.do(() => 2)).toBe(2);
});
