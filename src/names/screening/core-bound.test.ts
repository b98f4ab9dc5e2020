import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CoreBound } from './core-bound.ts';
import { CoreComparison } from './core-comparison.ts';
import { QueryMarks } from './query-marks.ts';
import { Reading, weigh } from './reading.ts';
import { emptyCore } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';

/** Few characters that sound and look alike in many ways, and words of trades among them: bounds are wrong here or nowhere. */
const textOf = (minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(...'云动运芸山珊福富副复肥果科技食品食发展', 'a'), { minLength, maxLength })
    .map((units) => units.join(''));
/** Some have more characters than a query's positions have bits. */
const text = fc.oneof({ weight: 5, arbitrary: textOf(1, 14) }, { weight: 1, arbitrary: textOf(20, 36) });

function readingOf(core: string): Reading {
  const reading = new Reading();
  reading.length = core.length;
  reading.core.set(Array.from(core, (unit) => unit.charCodeAt(0)));
  weigh(reading);
  return reading;
}

test('the bound of two cores never lies below their similarity', () => {
  const marks = new QueryMarks();
  const bound = new CoreBound(marks);
  const comparison = new CoreComparison(marks);
  fc.assert(
    fc.property(text, text, (asked, kept) => {
      const builder = new SegmentBuilder();
      builder.add({ id: '1', name: kept });
      const segment = builder.build();
      const core = emptyCore();
      segment.readCore(0, core);
      const query = readingOf(asked);
      marks.set(query);
      bound.setQuery(query);
      comparison.setQuery(query);
      const most = bound.of(segment.arrays.cores, 0, 0);
      expect(most === -1 ? 0 : most).toBeGreaterThanOrEqual(comparison.similarity(core) - 1e-9);
    }),
    { numRuns: 3_000 },
  );
});
