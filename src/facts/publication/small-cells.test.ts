import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutSmallCells } from './small-cells.ts';

const counts = fc.array(fc.nat(30), { maxLength: 12 }).map((list) => list.map((count, key) => ({ key, count })));

test('no cell that is told is small, whatever the counts', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const { cells, total } = withoutSmallCells(given, 5);
      for (const { count } of cells) expect(count === null || count >= 5).toBe(true);
      expect(total === null || total >= 5).toBe(true);
    }),
  );
});

test('from cells and total nobody computes a hidden one: there are at least two, together not small, or no total', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const { cells, total } = withoutSmallCells(given, 5);
      const hidden = cells.filter(({ count }) => count === null);
      if (hidden.length === 0 || total === null) return;
      const told = cells.reduce((sum, { count }) => sum + (count ?? 0), 0);
      expect(hidden.length).toBeGreaterThanOrEqual(2);
      expect(total - told).toBeGreaterThanOrEqual(5);
    }),
  );
});

test.each([
  [[3, 8, 20], [20, null, null], 31],
  [[1, 1, 9], [null, null, null], 11],
  [[4], [null], null],
  [[2, 2], [null, null], null],
  [[5, 7], [7, 5], 12],
  [[0, 6], [6], 6],
])('%j is told as %j, total %j', (given, told, total) => {
  const answer = withoutSmallCells(
    given.map((count, key) => ({ key, count })),
    5,
  );
  expect([answer.cells.map(({ count }) => count), answer.total]).toEqual([told, total]);
});
