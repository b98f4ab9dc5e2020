import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { KeptFigures } from './kept-figures.ts';
import type { Figures } from './portal-queries.ts';

const figuresOf = (count: number): Figures => ({
  penaltiesByOrgan: [{ key: '虚构县司法局', keyEn: 'A bureau', count }],
  licencesByOrgan: [],
  penaltiesByKind: [],
});
const MONDAY = day('2026-03-09');
const TUESDAY = day('2026-03-10');
const MINUTE = 60_000;

test('figures are counted once for all who ask at once, and told for ten minutes', async () => {
  let counted = 0;
  const clock = { now: new Date('2026-03-09T02:00:00Z') };
  const kept = new KeptFigures(
    async () => {
      counted += 1;
      return figuresOf(counted);
    },
    () => clock.now,
  );
  expect(await Promise.all([kept.of(MONDAY), kept.of(MONDAY)])).toEqual([figuresOf(1), figuresOf(1)]);
  clock.now = new Date(clock.now.getTime() + 10 * MINUTE);
  expect(await kept.of(MONDAY)).toEqual(figuresOf(1));
});

test('while they are counted anew nobody waits, and a failure leaves those of before', async () => {
  const clock = { now: new Date('2026-03-09T02:00:00Z') };
  const counts: { readonly tell: (figures: Figures) => void; readonly fail: (error: Error) => void }[] = [];
  const kept = new KeptFigures(
    () => new Promise((tell, fail) => counts.push({ tell, fail })),
    () => clock.now,
  );
  const first = kept.of(MONDAY);
  counts[0]!.tell(figuresOf(1));
  expect(await first).toEqual(figuresOf(1));
  clock.now = new Date(clock.now.getTime() + 11 * MINUTE);
  expect(await kept.of(MONDAY)).toEqual(figuresOf(1));
  counts[1]!.fail(new Error('the database went away'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(await kept.of(MONDAY)).toEqual(figuresOf(1));
  counts[2]!.tell(figuresOf(3));
  await new Promise((resolve) => setImmediate(resolve));
  expect(await kept.of(MONDAY)).toEqual(figuresOf(3));
  expect(counts).toHaveLength(3);
});

test('no figure of yesterday is told today', async () => {
  const kept = new KeptFigures(
    async (today) => figuresOf(today === MONDAY ? 1 : 2),
    () => new Date('2026-03-09T15:59:00Z'),
  );
  expect(await kept.of(MONDAY)).toEqual(figuresOf(1));
  expect(await kept.of(TUESDAY)).toEqual(figuresOf(2));
});
