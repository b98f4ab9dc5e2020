import v8 from 'node:v8';
import { beforeEach, expect, test, vi } from 'vitest';
import { sweptOften } from './heap-growth.ts';

const set = vi.spyOn(v8, 'setFlagsFromString').mockReturnValue();

const OFTEN = '--heap-growing-percent=30';
const AS_USUAL = '--heap-growing-percent=0';
const said = () => set.mock.calls.map(([flag]) => flag);
beforeEach(() => void set.mockClear());

test('the heap is swept often while any file is worked on, and as usual when the last is done', async () => {
  const end: (() => void)[] = [];
  const working = () => sweptOften(() => new Promise<void>((resolve) => end.push(resolve)));
  const both = [working(), working()];
  expect(said()).toEqual([OFTEN]);
  end[0]!();
  await both[0];
  expect(said()).toEqual([OFTEN]);
  end[1]!();
  await both[1];
  expect(said()).toEqual([OFTEN, AS_USUAL]);
});

test('work that fails is told, and leaves the heap as usual', async () => {
  await expect(sweptOften(() => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  expect(said()).toEqual([OFTEN, AS_USUAL]);
});
