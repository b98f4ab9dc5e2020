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

const shareOf = (all: readonly Sample[], alarms: number) => alarms * all.filter((sample) => !sample.same).length;

test('no calibration lets more false alarms through than was stated, whatever classes they are of', () => {
  fc.assert(
    fc.property(samples, fc.constantFrom(0, 0.05, 0.2), (all, look) => {
      const effect = effectOf(all, calibrate(all, { look, strong: look / 10 }, 'test'));
      expect(shareOf(all, effect.look.falseAlarms)).toBeLessThanOrEqual(shareOf(all, look) + 1e-9);
      expect(shareOf(all, effect.strong.falseAlarms)).toBeLessThanOrEqual(shareOf(all, look / 10) + 1e-9);
    }),
  );
});

test('a class of many different pairs and no true one does not spend what was stated for all', () => {
  const of = (name: Sample['class'], similarity: number, same: boolean, count: number) =>
    Array.from({ length: count }, (): Sample => ({ class: name, similarity, same }));
  const all = [...of('branch', 0.9, false, 100), ...of('short_form', 0.8, true, 40), ...of('homophone', 0.9, false, 1)];
  const { classes } = calibrate(all, { look: 0.02, strong: 0 }, 'branches');
  expect(classes.branch.look).toBeGreaterThan(1);
  expect(classes.short_form.look).toBe(0.8);
  expect(classes.homophone.look).toBe(DEFAULT_THRESHOLDS.classes.homophone.look); // one alarm of two: it keeps what it had
  expect(effectOf(all, { version: '', classes })).toMatchObject({ look: { kept: 1, falseAlarms: 1 / 101 } });
});

test('a class with too few true pairs and no false alarm keeps its thresholds, and what may never be strong is not', () => {
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
