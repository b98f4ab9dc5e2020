import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { settableClock } from './clock.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-clock-'));
const file = path.join(folder, 'clock');
afterAll(() => rmSync(folder, { recursive: true }));

test('the clock of a demonstration starts on its day, runs on, and can be set while the program runs', async () => {
  const clock = settableClock('2026-05-06' as PlainDate, file);
  expect(clock.now().toISOString()).toMatch(/^2026-05-06T00:00:0/); // eight in the morning in China
  const before = clock.now().getTime();
  await vi.waitUntil(() => clock.now().getTime() > before, { timeout: 20_000, interval: 5 });

  writeFileSync(file, '2027-01-04\n');
  await vi.waitUntil(() => chinaDate(clock.now()) === '2027-01-04', { timeout: 20_000 });

  writeFileSync(file, 'tomorrow, perhaps');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(chinaDate(clock.now())).toBe('2027-01-04');
  clock.close();

  const next = settableClock('2026-05-06' as PlainDate, file);
  expect(chinaDate(next.now())).toBe('2026-05-06'); // what cannot be read as a day sets nothing
  next.close();
});

test('what the clock file says goes before the day of the start, so that a restart does not turn time back', () => {
  writeFileSync(file, '2027-01-04');
  const clock = settableClock('2026-05-06' as PlainDate, file);
  expect(chinaDate(clock.now())).toBe('2027-01-04');
  clock.close();
});
