/**
 * Writes `data/places.txt`: one line a name, `full name<TAB>codes by a bar<TAB>brands that begin with the short name`.
 * Codes of a retired division are followed by those of its successors, so that a name of 1985 and one of today meet.
 * Sources: mumuy/data_location (MIT) for names, retired codes and successors; wainshine/Company-Names-Corpus (Apache-2.0)
 * for how often a short place name is a brand too (长安, 东方).
 *
 *     node src/names/screening/build/make-places.ts regions_current.csv retired_code_successors.csv company_short_forms.txt
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { shortPlaceName } from '../place-names.ts';

const [currentFile, retiredFile, brandsFile] = process.argv.slice(2);
if (!currentFile || !retiredFile || !brandsFile) throw new Error('three files are needed, see the head of this script');
const rows = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

/** Lines of the source that name no place. */
const NO_PLACE =
  /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|省直辖行政单位|其它.*|.*直辖.*|市区|郊区|城区|矿区)$/;
const codesOf = new Map<string, Set<string>>();
function add(name: string, codes: string[]): void {
  if (name.length < 2 || NO_PLACE.test(name)) return;
  const known = codesOf.get(name) ?? new Set<string>();
  for (const code of codes) known.add(code);
  codesOf.set(name, known);
}
for (const [code, name] of rows(currentFile)) add(name!, [code!]);
for (const [code, name, successors] of rows(retiredFile)) {
  add(name!, [code!, ...(successors ?? '').split('|').filter((c) => /^\d{6}$/.test(c))]);
}

const brands = readFileSync(brandsFile, 'utf8').split(/\r?\n/);
const beginnings = new Map<string, number>();
for (const brand of brands) {
  for (const length of [2, 3, 4]) {
    const head = brand.slice(0, length);
    if (head.length === length) beginnings.set(head, (beginnings.get(head) ?? 0) + 1);
  }
}
const lines = [...codesOf].map(
  ([name, codes]) => `${name}\t${[...codes].sort().join('|')}\t${beginnings.get(shortPlaceName(name)) ?? 0}`,
);
writeFileSync(new URL('../data/places.txt', import.meta.url), `${lines.sort().join('\n')}\n`);
