import { expect, test } from 'vitest';
import { fuzzIntake } from './intake-fuzz.ts';

test('spoiled files end in rows or in a clear refusal: no crash, no hang, memory bounded', async () => {
  const report = await fuzzIntake(150, 20_261_124, { lanes: 2 });
  expect(report.failures).toEqual([]);
  expect(report.read).toBeGreaterThan(10);
  expect(Object.keys(report.refused).length).toBeGreaterThan(5);
}, 240_000);
