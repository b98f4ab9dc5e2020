import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrate, curveOf, effectOf, type Sample } from './calibration.ts';
import { DEFAULT_THRESHOLDS, decisionOf } from './thresholds.ts';

const samples = fc.array(
  fc.record({
    class: fc.constantFrom('same_name', 'homophone', 'short_form', 'one_character'),
    similarity: fc.integer({ min: 55, max: 100 }).map((n) => n / 100),
    same: fc.boolean(),
  }) as fc.Arbitrary<Sample>,
  { minLength: 80, maxLength: 200 },
);

test('no calibration lets more false alarms through than was stated', () => {
  fc.assert(
    fc.property(samples, fc.constantFrom(0, 0.05, 0.2), (all, look) => {
      const thresholds = calibrate(all, { look, strong: look / 10 }, 'test');
      const counted = all.filter((s) => all.filter((o) => o.class === s.class && o.same).length >= 10);
      const effect = effectOf(counted, thresholds);
      const different = counted.filter((s) => !s.same).length;
      const allowed = look * all.filter((s) => !s.same).length;
      expect(effect.look.falseAlarms * (different || 1)).toBeLessThanOrEqual(allowed + 1e-9);
    }),
  );
});

test('a class with too few true pairs keeps its thresholds, and what may never be strong is not', () => {
  const few: Sample[] = [{ class: 'homophone', similarity: 0.9, same: true }];
  expect(calibrate(few, { look: 0.1, strong: 0.1 }, 'few').classes).toEqual(DEFAULT_THRESHOLDS.classes);
  const many = Array.from({ length: 50 }, (): Sample => ({ class: 'place_silent', similarity: 0.94, same: true }));
  expect(decisionOf(calibrate(many, { look: 0.1, strong: 0.1 }, 'many'), 'place_silent', 1)).toBe('look');
});

test('a curve counts from the top: precision of what stands above, recall of all of the class', () => {
  const own: Sample[] = [
    { class: 'homophone', similarity: 0.9, same: true },
    { class: 'homophone', similarity: 0.8, same: false },
    { class: 'homophone', similarity: 0.8, same: true },
  ];
  expect(curveOf(own, 'homophone')).toEqual([
    { similarity: 0.9, kept: 1, falseAlarms: 0, precision: 1, recall: 0.5 },
    { similarity: 0.8, kept: 2, falseAlarms: 1, precision: 2 / 3, recall: 1 },
  ]);
});
