import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BruteForce } from '../../../bench/screening/brute-force.ts';
import { engineTables } from '../../../bench/screening/engine-tables.ts';
import { questionSet } from '../../../bench/screening/question-set.ts';
import { Screener } from './screen.ts';
import { buildSegment, ScreeningList } from './screening-list.ts';
import { Searcher } from './search.ts';

const listed = [
  '漯河市正名食品有限公司',
  '漯河市正铭食品有限公司召陵分公司',
  '郑州正名食品有限公司',
  '漯河市晴朗机械厂',
  '漯河天平律师事务所',
  '中华虚构仪器（漯河）有限公司',
];
const screener = new Screener(ScreeningList.of(listed.map((name, i) => ({ id: String(i), name }))).snapshot);

test.each([
  ['漯河市正名食品有限公司', '0', 'same_name'],
  ['漯河市正名食品有限責任公司', '0', 'other_form'],
  ['正名食品有限公司', '0', 'place_silent'],
  ['漯河市正明食品有限公司', '0', 'homophone'],
  ['漯河市睛朗机械厂', '3', 'look_alike'],
  ['漯河夭平律师事务所', '4', 'look_alike'],
  ['漯河市正名品有限公司', '0', 'one_character'],
  ['漯河正名', '0', 'short_form'],
  ['漯河市正名食品有限公司源汇分公司', '0', 'branch'],
  ['洛阳市正名食品有限公司', '0', 'other_place'],
  ['罗河市正名食品有限公司', '0', 'homophone'],
  ['中华虚构漯河仪器', '5', 'short_form'],
  ['河南正名食品有限公司', '0', 'place_silent'],
])('%s finds record %s as %s', (name, id, nameClass) => {
  const [best] = screener.screen({ name }).hits;
  expect([best?.id, best?.class]).toEqual([id, nameClass]);
});

test('names with different numbers in them are never a strong match, in whatever width the digits are', () => {
  const numbered = ['漯河虚构7号商贸有限公司', '漯河虚构77号商贸有限公司'].map((name, i) => ({ id: String(i), name }));
  const { hits } = new Screener(ScreeningList.of(numbered).snapshot).screen({ name: '漯河虚购７号商贸有限公司' });
  expect(hits.map(({ id, decision }) => [id, decision])).toEqual([
    ['0', 'strong'],
    ['1', 'look'],
  ]);
});

const set = questionSet(engineTables(), 2_000, 150, 11);
const records = set.names.map((name, i) => ({ id: String(i), name }));
const texts = set.questions.map(({ text }) => text);

test('asking only for what a person is to look at gives the same as leaving the rest out afterwards', () => {
  // Names of one place and trade among them, and branches: more hits than are wanted, of all decisions.
  const crowd = Array.from({ length: 60 }, (_, i) => ({
    id: `c${i}`,
    name: `漯河市正${'名明铭鸣民'[i % 5]}${i}食品有限公司`,
  }));
  const { snapshot } = ScreeningList.of([...records, ...crowd, ...listed.map((name, i) => ({ id: `l${i}`, name }))]);
  const all = new Screener(snapshot);
  let left = 0;
  for (const name of [...texts, ...listed, '漯河市正名食品有限公司源汇分公司', '漯河市正民3食品厂']) {
    const { hits } = all.screen({ name }, 100);
    const toLookAt = hits.filter(({ decision }) => decision !== 'none');
    left += hits.length - toLookAt.length;
    for (const top of [1, 3, 10]) {
      expect(all.screen({ name }, top, { toLookAt: true }).hits).toEqual(toLookAt.slice(0, top));
    }
  }
  expect(left).toBeGreaterThan(50);
});
const searcherOf = (count: number) =>
  new Searcher([{ segment: buildSegment(records.slice(0, count)), dead: undefined }]);

test('a record that is added takes no hit of another away and changes neither its class nor its similarity', () => {
  const fewer = searcherOf(1_900);
  const more = searcherOf(2_000);
  for (const text of texts) {
    const after = new Map(more.search(text, 100).map((hit) => [hit.id, hit]));
    for (const hit of fewer.search(text, 50)) expect(after.get(hit.id)).toEqual(hit);
  }
});

test('names that are equal up to folding get equal answers', () => {
  const searcher = searcherOf(2_000);
  const written = (name: string, seed: number): string =>
    [...name]
      .map((char, i) => (((seed >> (i % 30)) & 1) === 0 ? char : /[a-z]/i.test(char) ? char.toLowerCase() : `${char} `))
      .join('')
      .replaceAll('（', '(')
      .replaceAll('）', '】');
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), (text, seed) => {
      expect(searcher.search(written(text, seed), 10)).toEqual(searcher.search(text, 10));
    }),
    { numRuns: 200 },
  );
});

test('a name of the list finds itself with similarity 1', () => {
  const searcher = searcherOf(2_000);
  for (const { id, name } of records.slice(0, 500)) {
    expect(searcher.search(name, 20)).toContainEqual(expect.objectContaining({ id, name, similarity: 1 }));
  }
});

test('on 10,000 names the engine scores as a plain scorer does, and loses next to nothing to it', () => {
  const large = questionSet(engineTables(), 10_000, 40, 7);
  const plain = new BruteForce(large.names);
  const segment = buildSegment(large.names.map((name, i) => ({ id: String(i), name })));
  const searcher = new Searcher([{ segment, dead: undefined }]);
  let lost = 0;
  for (const { text } of large.questions) {
    const all = new Map(plain.search(text).map(({ id, similarity }) => [id, similarity]));
    const found = searcher.search(text, 100);
    for (const { id, similarity } of found) expect(similarity).toBeCloseTo(all.get(id)!, 9);
    // Names without one pair, syllable row or province key in common are not looked at: that is the price of speed.
    if (all.size > 0 && found[0]?.similarity !== Math.max(...all.values())) lost += 1;
  }
  expect(lost / large.questions.length).toBeLessThan(0.02);
}, 120_000);
