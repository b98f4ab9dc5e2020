import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const home = mkdtempSync(path.join(os.tmpdir(), 'screening-package-'));
const installed = path.join(home, 'node_modules/zhengming-screening');
const node = (args: readonly string[]) => execFileSync(process.execPath, args, { cwd: home, encoding: 'utf8' });

/** As a package manager lays it out, far from this repository; what it may not find here it does not have. */
beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  node([path.join(root, 'scripts/pack-screening.ts'), installed]);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(home, 'node_modules', name));
  }
});
afterAll(() => rmSync(home, { recursive: true }));

const example = /```ts\n([\s\S]*?)```/.exec(
  readFileSync(path.join(root, 'src/names/screening/README.md'), 'utf8'),
)![1]!;

test('the screening library, installed by itself, does what its README shows, and its types say so', () => {
  writeFileSync(path.join(home, 'example.mts'), example);
  const told = node(['--disable-warning=ExperimentalWarning', 'example.mts']);
  expect(told).toContain('漯河市正名虚构食品有限公司');
  expect(told).toContain('journal 17');
  expect(told).toContain('not_on_list');

  mkdirSync(path.join(home, 'node_modules/@types'));
  symlinkSync(path.join(root, 'node_modules/@types/node'), path.join(home, 'node_modules/@types/node'));
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
  const checked = spawnSync(path.join(root, 'node_modules/.bin/tsc'), [...options, 'example.mts'], {
    cwd: home,
    encoding: 'utf8',
  });
  expect([checked.stdout, checked.status]).toEqual(['', 0]);
});

test('its command finds a name on a list, and its package has code, types, tables and licence, and no test', () => {
  writeFileSync(path.join(home, 'list.csv'), 'id,name,uscc\n7,漯河市正名虚构食品有限公司,\n');
  const { bin } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  const command = path.join(installed, bin['zhengming-screening']);
  const line = node([command, 'screen', '漯河正名虚构食品', '--list', 'list.csv', '--json']);
  expect(JSON.parse(line)).toMatchObject({ hits: [{ id: '7', class: 'short_form' }] });
  const files = readdirSync(installed);
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'NOTICE', 'README.md', 'index.d.ts', 'index.js', 'data']));
  expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
  expect(files.filter((file) => file.includes('.test.'))).toEqual([]);
});

test('each table of the package is told with its source and its licence', () => {
  const told = readFileSync(path.join(installed, 'data/README.md'), 'utf8');
  const rows = told.split('\n').filter((line) => line.startsWith('| `'));
  const tables = readdirSync(path.join(installed, 'data')).filter((file) => file !== 'README.md');
  expect(rows.map((row) => /`(.+?)`/.exec(row)![1]).toSorted()).toEqual(tables.toSorted());
  for (const row of rows) expect(row).toMatch(/MIT|Apache-2\.0|this project|generated names/);
});
