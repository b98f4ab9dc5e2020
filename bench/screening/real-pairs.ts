/**
 * Real labelled pairs, a table for each kind. The pairs are not in this repository (their licence forbids it); any CSV with
 * the columns name_a, name_b, label, kind will do.
 *
 *     node bench/screening/real-pairs.ts pairs.csv [more-names.csv]
 *
 * "Same" pairs: name_a stands on a list (with the names of the second file), name_b is asked; was name_a the best hit, among
 * the best five, strong, to be looked at? "Different" pairs: name_a alone is the list; how many alarms does name_b raise?
 */
import { readListFile } from '../../src/names/screening/list-file.ts';
import { comparePair, type LabelledPair, readPairs } from '../../src/names/screening/pairs.ts';
import { Screener } from '../../src/names/screening/screen.ts';
import { ScreeningList } from '../../src/names/screening/screening-list.ts';
import { DEFAULT_THRESHOLDS, decisionOf } from '../../src/names/screening/thresholds.ts';

const [pairsFile, namesFile] = process.argv.slice(2);
if (!pairsFile) throw new Error('a file of pairs is needed, see the head of this script');
const { pairs } = readPairs(pairsFile);
const kinds = [...new Set(pairs.map(({ kind, same }) => `${same ? 'same' : 'different'} ${kind}`))];
const of = (label: string): LabelledPair[] =>
  pairs.filter(({ kind, same }) => `${same ? 'same' : 'different'} ${kind}` === label);
const percent = (count: number, all: number): string => `${((100 * count) / all).toFixed(1)} %`;

function countBy(items: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted.map(([item, count]) => `${item} ${percent(count, items.length)}`).join(', ');
}

function listOf(label: string): Screener {
  const own = new Map(of(label).map(({ listed }) => [listed, { id: listed, name: listed }]));
  const more = namesFile ? [...readListFile(namesFile)].filter(({ name }) => !own.has(name)) : [];
  return new Screener(
    ScreeningList.of([...own.values(), ...more.map(({ id, name }) => ({ id: `more ${id}`, name }))]).snapshot,
  );
}

for (const label of kinds) {
  if (label.startsWith('same')) {
    const screener = listOf(label);
    let [first, five] = [0, 0];
    const decisions = of(label).map(({ listed, asked }) => {
      const { hits } = screener.screen({ name: asked }, 5);
      const at = hits.findIndex((hit) => hit.id === listed);
      if (at === 0) first += 1;
      if (at >= 0) five += 1;
      return at < 0 ? 'not found' : `${hits[at]!.class}/${hits[at]!.decision}`;
    });
    const all = decisions.length;
    console.log(
      `${label}: ${all}; best hit ${percent(first, all)}, among five ${percent(five, all)}\n  ${countBy(decisions)}`,
    );
  } else {
    const decisions = of(label).map(({ listed, asked }) => {
      const hit = comparePair(listed, asked);
      return hit ? `${hit.class}/${decisionOf(DEFAULT_THRESHOLDS, hit.class, hit.similarity)}` : 'nothing';
    });
    console.log(`${label}: ${decisions.length}\n  ${countBy(decisions)}`);
  }
}
