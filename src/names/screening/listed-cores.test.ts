import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { KeyList, queryKeys } from './keys.ts';
import { NameParser } from './parse.ts';
import { allowedTags } from './province-tags.ts';
import { Screener } from './screen.ts';
import { buildSegment } from './screening-list.ts';
import { emptyCore } from './segment.ts';
import { textOfUnits } from './unit-text.ts';

const names = [
  '朝阳区虚构机械厂', // in Beijing and in Changchun
  '河南虚构机械厂',
  '虚构机械厂', // says no place
  '河南省空想机械厂', // one core, two bearers
  '江苏省空想机械厂',
  '香港特别行政区乌有机械厂', // none of the 31
];
const segment = buildSegment(names.map((name, i) => ({ id: String(i), name })));
const screener = new Screener({ segments: [{ segment, dead: undefined }], revision: 1 });
const idsFor = (name: string) =>
  screener
    .screen({ name }, 10)
    .hits.map(({ id }) => id)
    .toSorted();

/** The cores that a question looks at, each as its text; keys that fall into one bucket by chance bring others. */
function metBy(name: string): string[] {
  const parser = new NameParser();
  const reading = parser.parse(name);
  const keys = new KeyList();
  queryKeys(reading, keys);
  const candidates = new Candidates();
  candidates.begin(segment.arrays, keys);
  candidates.next(segment.arrays, keys, allowedTags(reading.place));
  return [...candidates.cores.subarray(0, candidates.count)].map((core) => {
    const text = emptyCore();
    segment.readCore(core, text);
    return textOfUnits(text.core, 0, text.length);
  });
}

test('a name whose place may be in several provinces is found from each of them, and from no other', () => {
  expect(idsFor('北京市虚购机械厂')).toContain('0');
  expect(idsFor('吉林省虚购机械厂')).toContain('0');
  expect(idsFor('湖南省虚购机械厂')).toEqual(['2']);
});

test('a core is not even looked at by a question of a province in which nobody bears it', () => {
  expect(metBy('江苏省空响机械厂')).toContain('空想机械');
  expect(metBy('河南省空响机械厂')).toContain('空想机械');
  expect(metBy('湖南省空响机械厂')).not.toContain('空想机械');
});

test('a core that one bearer says without a place is met from everywhere, once', () => {
  expect(idsFor('湖南省虚购机械厂')).toContain('2');
  expect(metBy('湖南省虚购机械厂').filter((core) => core === '虚构机械')).toHaveLength(1);
  expect(idsFor('虚购机械厂')).toEqual(['0', '1', '2']);
});

test('a name of a place that has no tag of its own is found from there and from nowhere else', () => {
  expect(idsFor('香港特别行政区无有机械厂')).toEqual(['5']);
  expect(idsFor('河南省无有机械厂')).toEqual([]);
  expect(idsFor('无有机械厂')).toEqual(['5']);
});
