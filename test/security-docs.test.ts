import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

test('docs/security.md names only tests that exist', () => {
  const cited = [...page.matchAll(/`((?:src|test)\/[\w./-]+[.]test[.]ts)`: “([^”]+)”/g)];
  expect(cited.length).toBeGreaterThan(50);
  const missing = cited.filter(([, file, name]) => !readFileSync(path.join(root, file!), 'utf8').includes(`${name}`));
  expect(missing.map(([, file, name]) => `${file}: ${name}`)).toEqual([]);
});

test('docs/security.md names only files that exist, and no line of a checklist without what holds it', () => {
  const files = [...page.matchAll(/`((?:src|test|scripts|docs)\/[\w./-]+)`/g)].map(([, file]) => file!);
  expect(files.filter((file) => globSync(file, { cwd: root }).length === 0)).toEqual([]);
  const lines = page.split('\n').filter((line) => /^\| (?:V\d|[\p{Script=Han}、]+ (?:\(|\|))/u.test(line));
  expect(lines.length).toBeGreaterThan(35);
  expect(lines.filter((line) => line.split('|').at(-2)!.trim() === '')).toEqual([]);
});
