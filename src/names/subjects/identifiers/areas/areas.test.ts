import { expect, test } from 'vitest';
import { allAreas, areaPath, areaStanding, findArea, findPlace } from './areas.ts';

test.each([
  ['410000', '河南省', 'current'],
  ['411100', '漯河市', 'current'],
  ['411102', '源汇区', 'current'],
  ['411103', '郾城区', 'current'],
  ['411104', '召陵区', 'current'],
  ['411121', '舞阳县', 'current'],
  ['411122', '临颍县', 'current'],
  ['411123', '郾城县', 'retired'],
  ['411171', '漯河经济技术开发区', 'statistical'],
])('%s is %s, %s', (code, name, state) => {
  expect(findArea(code)).toMatchObject({ code, name, state });
});

test('a retired county names the district that took its place', () => {
  expect(findArea('411123')?.successors).toEqual(['411103']);
});

test('every successor of a retired code of Henan is itself a known code', () => {
  const henan = [...allAreas().values()].filter(({ code }) => code.startsWith('41'));
  const successors = henan.flatMap((area) => area.successors);
  expect(successors.length).toBeGreaterThan(100);
  expect(successors.filter((code) => !findArea(code))).toEqual([]);
});

test('the quick standing says the same as the table', () => {
  for (const { code, state } of allAreas().values()) {
    expect(areaStanding(Number(code)), code).toBe(state === 'statistical' ? 2 : 1);
  }
  expect(areaStanding(999999)).toBe(0);
  expect(areaStanding(-1)).toBe(0);
});

test('a place is told from the province down', () => {
  expect(areaPath('411102')).toBe('河南省漯河市源汇区');
  expect(areaPath('110105')).toBe('北京市朝阳区');
  expect(areaPath('999999')).toBeUndefined();
});

test('four digits mean a city, and in a municipality a district', () => {
  expect(findPlace('4111')?.name).toBe('漯河市');
  expect(findPlace('1102')?.name).toBe('西城区');
});
