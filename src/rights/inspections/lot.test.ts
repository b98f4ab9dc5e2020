import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { drawFrom, lotOf, type PoolItem, poolsText, seedOf } from './lot.ts';

const DAYS = ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-07', '2026-04-08'].map(day);
const uuid = fc.uuid();
const item = fc.record({
  inspection: uuid,
  case: uuid,
  turn: fc.integer({ min: 1, max: 12 }),
  days: fc.shuffledSubarray(DAYS, { minLength: 1 }),
  inspectors: fc.uniqueArray(uuid, { minLength: 2, maxLength: 8 }),
  out: fc.array(fc.record({ account: uuid, why: fc.constantFrom('recused', 'interest') }), { maxLength: 2 }),
});
const items = fc.uniqueArray(item, { minLength: 1, maxLength: 5, selector: ({ inspection }) => inspection });
const root = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const rootOf = (n: number) => createHash('sha256').update(String(n)).digest();

test('the draw follows from the pools and the root alone: the same whoever draws, in whatever order the pools were found', () => {
  const turnedRound = ({ days, inspectors, out, ...rest }: PoolItem): PoolItem => ({
    ...rest,
    days: days.toReversed(),
    inspectors: inspectors.toReversed(),
    out: out.toReversed(),
  });
  fc.assert(
    fc.property(items, root, (found, by) => {
      const text = poolsText({ crew: 2, items: found });
      expect(poolsText({ crew: 2, items: found.toReversed().map(turnedRound) })).toBe(text);
      expect(drawFrom(text, by)).toEqual(drawFrom(text, by));
    }),
  );
});

test('whoever is drawn is of the pool, nobody twice, on a day of the pool', () => {
  fc.assert(
    fc.property(items, root, (found, by) => {
      for (const { inspection, onDay, inspectors } of drawFrom(poolsText({ crew: 2, items: found }), by)) {
        const pool = found.find((one) => one.inspection === inspection)!;
        expect([pool.days.includes(onDay!), new Set(inspectors).size]).toEqual([true, 2]);
        expect(inspectors.every((one) => pool.inspectors.includes(one))).toBe(true);
      }
    }),
  );
});

test('each inspector and each day has the same chance', () => {
  const inspectors = ['a', 'b', 'c', 'd', 'e'];
  const one = { inspection: 'i', case: 'c', turn: 1, days: DAYS, inspectors, out: [] };
  const text = poolsText({ crew: 2, items: [one] });
  const drawn = Array.from({ length: 5_000 }, (_, at) => drawFrom(text, rootOf(at))[0]!);
  const counted = (of: (one: (typeof drawn)[number]) => readonly string[]) =>
    Object.values(Object.groupBy(drawn.flatMap(of), (candidate) => candidate)).map((many) => many!.length);
  // Of five, two each time and one each time: five and six standard deviations, so that these roots, always the same, do not miss it.
  for (const times of counted((one) => one.inspectors)) expect(Math.abs(times - 2_000)).toBeLessThan(175);
  for (const times of counted(({ onDay }) => [onDay!])) expect(Math.abs(times - 1_000)).toBeLessThan(175);
  const pairs = new Set(drawn.map((one) => one.inspectors.toSorted().join('')));
  expect(pairs.size).toBe(10);
});

test('one lot is made by hand: sha256 of seed, inspection and candidate', () => {
  const pools = poolsText({ crew: 1, items: [] });
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const by = rootOf(1);
  expect(pools).toBe('{"form":"zhengming inspection pools v1","crew":1,"items":[]}');
  expect(seedOf(pools, by)).toBe(sha256(`zhengming inspection draw v1\n${by.toString('hex')}\n${sha256(pools)}`));
  expect(lotOf('aa', 'i', '2026-04-01')).toBe(sha256('aa i 2026-04-01'));
});

test('another pool or another root is another draw', () => {
  const one = { inspection: 'i', case: 'c', turn: 1, days: DAYS, inspectors: ['a', 'b', 'c'], out: [] };
  const text = poolsText({ crew: 1, items: [one] });
  expect(seedOf(text, rootOf(1))).not.toBe(seedOf(text, rootOf(2)));
  expect(seedOf(poolsText({ crew: 1, items: [{ ...one, inspectors: ['a', 'b'] }] }), rootOf(1))).not.toBe(
    seedOf(text, rootOf(1)),
  );
});
