import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { resourcesOf, type Words } from '../../shared/words.ts';

const folder = import.meta.dirname;
const areas: Record<string, Words> = {};
for (const file of globSync('*.ts', { cwd: folder }).filter((name) => !/^(index|codes|.*[.]test)[.]ts$/.test(name))) {
  Object.assign(areas, await import(path.join(folder, file)));
}
const { zh, en } = resourcesOf(areas);
const HAN = /[一-鿿]/;
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('both languages say the same keys, with the same values filled in', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
  for (const key of Object.keys(zh)) expect([key, holes(en[key]!)]).toEqual([key, holes(zh[key]!)]);
});

test('whatever is filled in stands in two braces, or it would be read as it is written', () => {
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) {
    expect([key, text.replace(/\{\{\w+\}\}/g, '').match(/[{}]/)]).toEqual([key, null]);
  }
});

test('no sentence is empty and none is in the other language', () => {
  // The button that changes the language is written in the language it leads to.
  const keys = Object.keys(zh).filter((key) => key !== 'shell.language');
  for (const key of keys) {
    expect(en[key], key).not.toMatch(HAN);
    expect(en[key]!.trim(), key).not.toBe('');
    // A sentence that is all value, and a dash, have no language.
    if (!/^(\{\{\w+\}\}|—)$/.test(zh[key]!)) expect(zh[key]!, key).toMatch(HAN);
  }
});

test('no screen writes Chinese of its own: whatever people read stands in words/', () => {
  const office = path.join(folder, '..');
  for (const file of globSync('**/*.tsx', { cwd: office })) {
    const code = readFileSync(path.join(office, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    // The seal is a mark, not a sentence; 、 joins Chinese lists.
    expect(code.replaceAll('正名', '').match(HAN)?.[0], file).toBeUndefined();
  }
});
