import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coreOfPosting, MOST_OF_RANGE, pairPlaceBit, posting, TAG_SHIFT } from './posting.ts';
import { ANYWHERE, TAG_COUNT } from './province-tags.ts';
import { SegmentBuilder } from './segment-builder.ts';

/** Where the range of each tag begins, and one more at the end, from the sizes of all ranges. */
function startsOf(sizes: readonly number[]): Uint32Array {
  let at = 0;
  return Uint32Array.from([0, ...sizes.map((size) => (at += size))]);
}

const sizes = fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: TAG_COUNT - 1, maxLength: TAG_COUNT - 1 });

test('a posting tells the core, its tag and its place, whether the core is of that province or may be anywhere', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.nat(ANYWHERE),
      fc.nat(15),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (of, tag, place, share) => {
        const starts = startsOf([...of, MOST_OF_RANGE]);
        for (const range of [tag, ANYWHERE]) {
          const core = starts[range]! + Math.floor((starts[range + 1]! - starts[range]!) * share);
          const entry = posting(core, tag, starts, place);
          expect([coreOfPosting(entry, starts), entry >>> TAG_SHIFT, pairPlaceBit(entry)]).toEqual([
            core,
            tag,
            1 << place,
          ]);
        }
      },
    ),
  );
});

test('a segment is full with its records, and before that with the names of one province or with those that may be anywhere', () => {
  const builder = new SegmentBuilder();
  const add = (name: string) => builder.add({ id: name, name });
  for (const name of ['河南省空想机械厂', '河南省虚构机械厂', '江苏省乌有机械厂']) add(name);
  expect([builder.isFull(3), builder.isFull(4), builder.isFull(4, 2), builder.isFull(4, 3)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  // One core in two provinces, and one without a place: both may be anywhere.
  for (const name of ['江苏省空想机械厂', '子虚乌有纺织厂']) add(name);
  expect([builder.isFull(9, 2), builder.isFull(9, 3)]).toEqual([true, false]);
});
