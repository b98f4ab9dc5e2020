import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonBytes } from './json-bytes.ts';

const same = (json: JsonBytes, value: object) => expect(json.of(value).toString()).toBe(JSON.stringify(value));

test('whatever plain data it is, the bytes are those of JSON.stringify, the first time and every other', () => {
  const json = new JsonBytes();
  const leaf = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('《行政处罚法》第48条', '"\\\u0000', '\ud800', '😀', 'latin'),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree')),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(fc.array(tree), (values) => {
      for (let time = 0; time < 3; time += 1) same(json, { values });
    }),
    { numRuns: 40 },
  );
});

test('more words than it keeps, and more bytes than it has room for, change nothing', () => {
  const json = new JsonBytes();
  const words = Array.from({ length: 5_000 }, (_, n) => `第${n}条`);
  for (let time = 0; time < 3; time += 1) same(json, words);
  same(json, { long: '名'.repeat(300_000) });
});

test('an answer stays what it was while others are written, and after one that could not be', () => {
  const json = new JsonBytes();
  const values = Array.from({ length: 200 }, (_, n) => ({ n, text: '名'.repeat(n * 7) }));
  const told = values.map((value) => {
    const bytes = json.of(value);
    expect(() => json.of({ half: '一半', fails: 1n })).toThrow(TypeError);
    return bytes;
  });
  expect(told.map(String)).toEqual(values.map((value) => JSON.stringify(value)));
});
