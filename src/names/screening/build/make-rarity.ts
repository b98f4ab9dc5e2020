/**
 * Writes `data/rarity.txt`: one line a level, `level<TAB>characters`: how common a character is in brands, from 0
 * (everywhere: 华, 中, 金) to 3; a character in no line is rarer still (4).
 * Source: wainshine/Company-Names-Corpus (Apache-2.0), the short forms of 30,000 firms; only the counts are used.
 *
 *     node src/names/screening/build/make-rarity.ts company_short_forms.txt
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [brandsFile] = process.argv.slice(2);
if (!brandsFile) throw new Error('a file is needed, see the head of this script');
const counts = new Map<string, number>();
for (const brand of readFileSync(brandsFile, 'utf8').split(/\r?\n/)) {
  for (const char of new Set(brand)) if (/\p{Script=Han}/u.test(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
}
/** A character is of the first level whose count it reaches. */
const LEVELS = [600, 250, 90, 25];
const lines = LEVELS.map((atLeast, level) => {
  const below = LEVELS[level - 1] ?? Infinity;
  const chars = [...counts].filter(([, n]) => n >= atLeast && n < below).map(([char]) => char);
  return `${level}\t${chars.sort().join('')}`;
});
writeFileSync(new URL('../data/rarity.txt', import.meta.url), `${lines.join('\n')}\n`);
