import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorsPage, refusalsInSource, withSettings } from '../scripts/docs-pages.ts';
import { loadMessages } from '../src/ground/platform/messages.ts';
import { expectedCatalogue, listReleaseMigrations } from '../src/ground/proof/catalogue/catalogue-store.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const source = globSync('{src,scripts,bench,demo}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/[.]test[.]tsx?$/.test(file),
);

/** Edges and plumbing may know the time and throw dice; whatever has no such name decides (docs/architecture.md). */
const EDGE = /-(store|queries|commands|routes|jobs|cli|messages)[.]ts$|[/]index[.]ts$/;
const PLUMBING =
  /^src[/]ground[/](platform|audit|access|vault|config)[/]|^src[/]office[/]demo[/]|^src[/][^/]+$|^src[/]ground[/]kernel[/]id[.]ts$/;
const deciding = source.filter((file) => file.startsWith('src/') && !EDGE.test(file) && !PLUMBING.test(file));

/** Source without comments and without the text of strings in quotes: what is said is not done. */
function code(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

function filesWith(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) => {
    const found = code(file).match(pattern);
    return found ? [`${file}: ${found[0]}`] : [];
  });
}

test('what decides knows no clock, no chance and no environment', () => {
  expect(deciding.length).toBeGreaterThan(5);
  expect(
    filesWith(deciding, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandom(UUID|Bytes|Int)\(|\bprocess\.env\b/),
  ).toEqual([]);
});

test('every refusal has a sentence in Chinese and one in English', async () => {
  const messages = await loadMessages();
  expect([...refusalsInSource().keys()].filter((refused) => !messages.has(refused))).toEqual([]);
  const wrong = [...messages].filter(
    ([, { zh, en }]) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en) || !en,
  );
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test('docs/errors.md lists every code as the program says it (npm run docs)', async () => {
  expect(read('docs/errors.md')).toBe(errorsPage(await loadMessages()));
});

test('docs/operations.md lists every setting as the program reads it (npm run docs)', () => {
  expect(withSettings(read('docs/operations.md'))).toBe(read('docs/operations.md'));
  expect(read('docs/operations.md')).toContain('`ZHENGMING_KEY_FILE`');
});

test('the list of the structure knows every migration as it stands (node scripts/write-catalogue.ts)', () => {
  const expected = expectedCatalogue();
  const names = expected.map(({ kind, name }) => `${kind} ${name}`);
  expect(names.length - new Set(names).size).toBe(0);
  const known = expected.filter(({ kind }) => kind === 'migration');
  expect(known.sort((one, other) => (one.name < other.name ? -1 : 1))).toEqual(listReleaseMigrations());
});

/** Tables of codes and sentences grow with what they list; they hold no second idea. */
const TABLES = /-messages[.]ts$|^src[/]names[/]subjects[/]identifiers[/]areas[/]/;

test('no file of the program is longer than 300 lines, tables apart', () => {
  const long = source.filter((file) => !TABLES.test(file) && read(file).split('\n').length > 301);
  expect(long).toEqual([]);
});

test('nothing but the commands writes to the terminal', () => {
  const quiet = source.filter((file) => file.startsWith('src/') && !/-cli[.]ts$/.test(file));
  expect(filesWith(quiet, /\bconsole\.\w+\(/)).toEqual([]);
});

test('no rule of the linter about any is switched off, and nothing is left to do without an issue number', () => {
  expect(source.filter((file) => read(file).includes('biome-ignore lint/suspicious/noExplicitAny'))).toEqual([]);
  expect(source.filter((file) => /\b(TODO|FIXME|XXX)\b(?! #\d+)/.test(read(file)))).toEqual([]);
});

test('a migration once merged is forward only: the numbers are unique and sorted as they run', () => {
  const numbers = globSync('migrations/*.sql', { cwd: root }).map((file) => path.basename(file).slice(0, 4));
  expect(numbers.every((number) => /^\d{4}$/.test(number))).toBe(true);
  expect(new Set(numbers).size).toBe(numbers.length);
});

/** Beside what was found already, or of PostgreSQL's own tables, which have no policies. */
const COMPARED_LATE: Record<string, string> = {
  'src/facts/publication/queue-queries.ts': 'of versions that were found',
  'src/facts/records/record-search-queries.ts': 'of versions that were found, in the words of their index (0697)',
  'src/ground/proof/catalogue/code-queries.ts': 'of the catalogue of PostgreSQL',
  'src/office/demo/demo-queries.ts': 'runs once, in a demonstration',
  'src/rights/procedures/list-queries.ts': 'of the days of cases that were found',
  'src/together/feed/feed-queries.ts': 'of the one change that was told last',
};
const BY_COALESCE =
  /[=<>]\s*(any *[(])?\s*[(]?coalesce[(](?!(NEW|OLD)[.])|\bcoalesce[(](?!(NEW|OLD)[.])[^()]*[)](::\w+)?\s*([=<>]|in [(])/i;

test('no statement compares a column with a COALESCE: under row-level security no index is read by it (decision 0950)', () => {
  const comparing = source.filter((file) => file.startsWith('src/') && BY_COALESCE.test(code(file)));
  expect(comparing.toSorted()).toEqual(Object.keys(COMPARED_LATE));
  // Functions of before are looked at by the test of plans (test/route-matrix.test.ts).
  const added = globSync('migrations/*.sql', { cwd: root }).filter((file) => path.basename(file) > '0951');
  expect(added.filter((file) => BY_COALESCE.test(read(file).replace(/^\s*--.*$/gm, '')))).toEqual([]);
});
