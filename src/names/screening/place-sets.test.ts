import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeSet, RELATION, type Relation, relationOf } from './place-sets.ts';

const division = fc
  .tuple(fc.constantFrom(41, 42, 71), fc.constantFrom(0, 1, 11, 99), fc.constantFrom(0, 1, 2, 81))
  .map(([province, city, county]) => province * 10_000 + city * 100 + (city === 0 ? 0 : county));
const place = fc.uniqueArray(division, { minLength: 1, maxLength: 4 });

/** Without the zeros at its end a code is the beginning of all that it holds. */
function said(code: number): string {
  return String(code).replace(/(00)+$/, '');
}

function relationByDigits(a: number, b: number): Relation {
  const [x, y] = [said(a), said(b)];
  if (x === y) return RELATION.same;
  if (x.startsWith(y) || y.startsWith(x)) return RELATION.within;
  return x.slice(0, 2) === y.slice(0, 2) ? RELATION.sameProvince : RELATION.conflicting;
}

test('two places are as near as the nearest divisions that they may mean', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      const nearest = Math.min(...a.flatMap((x) => b.map((y) => relationByDigits(x, y))));
      expect(relationOf(placeSet(a), placeSet(b))).toBe(nearest);
    }),
  );
});

test('a place that one side does not say is silent', () => {
  const silent = placeSet([]);
  expect(relationOf(silent, placeSet([411100]))).toBe(RELATION.silent);
  expect(relationOf(silent, silent)).toBe(RELATION.same);
});
