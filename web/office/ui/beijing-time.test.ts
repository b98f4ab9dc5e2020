import { expect, test } from 'vitest';
import { dayOf, daysAfter, instantOf, minuteOf, secondOf } from './beijing-time.ts';

test('an instant has the day and the hour of Beijing, whatever the clock of the desk is set to', () => {
  const zone = process.env.TZ;
  try {
    for (const desk of ['America/New_York', 'UTC', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
      process.env.TZ = desk;
      expect(dayOf('2026-03-08T16:00:00.000Z')).toBe('2026-03-09');
      expect(dayOf('2026-03-08T15:59:59.999Z')).toBe('2026-03-08');
      expect(minuteOf('2026-03-08T08:05:59.000Z')).toBe('2026-03-08 16:05');
      expect(secondOf('2026-03-08T08:05:59.000Z')).toBe('2026-03-08 16:05:59');
      // The night in which New York leaves out an hour.
      expect(instantOf('2026-03-08T02:30')).toBe('2026-03-07T18:30:00.000Z');
      expect([daysAfter('2026-03-07', 2), daysAfter('2026-03-01', -1)]).toEqual(['2026-03-09', '2026-02-28']);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
