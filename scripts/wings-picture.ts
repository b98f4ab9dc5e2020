import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const BEGIN = '<!-- drawn from the code: npm run docs -->';
const END = '<!-- end -->';
/** From below, as `.dependency-cruiser.cjs` has them. */
const WINGS = ['ground', 'rules', 'names', 'facts', 'rights', 'together', 'office'] as const;

/** How many imports of files in one wing reach another, by `from to`; tests are not counted. */
function importsBetween(root: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const file of globSync('src/*/*/**/*.ts', { cwd: root })) {
    if (file.endsWith('.test.ts')) continue;
    for (const [, target] of readFileSync(path.join(root, file), 'utf8').matchAll(/from '([.][^']+[.]ts)'/g)) {
      const [from, to] = [file, path.join(path.dirname(file), target!)].map((one) => one.split('/')[1]!);
      if (from !== to) counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    }
  }
  return counts;
}

/** The wings with their rooms, and an arrow for who imports whom with the number of imports. */
function picture(root: string): string {
  const rooms = (wing: string) => globSync(`src/${wing}/*/`, { cwd: root }).map((room) => path.basename(room));
  const boxes = WINGS.map((wing) => `  ${wing}["<b>${wing}</b><br/>${rooms(wing).sort().join(' · ')}"]`);
  const arrows = [...importsBetween(root)]
    .map(([pair, count]) => ({ pair: pair.split(' ') as [string, string], count }))
    .filter(({ pair }) => pair.every((wing) => WINGS.some((known) => known === wing)))
    .sort((a, b) => a.pair.join().localeCompare(b.pair.join(), 'en'))
    .map(({ pair: [from, to], count }) => `  ${from} -- ${count} --> ${to}`);
  return ['```mermaid', 'flowchart BT', ...boxes, ...arrows, '```'].join('\n');
}

/** `page` with the picture of the wings between its two marks drawn anew. */
export function withWings(page: string, root: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/architecture.md has no place for the picture of the wings');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${picture(root)}\n\n${page.slice(end)}`;
}
