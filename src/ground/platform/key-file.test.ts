import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { masterKey } from './key-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

const from = (file: string) => ({ file, inline: undefined, command: undefined });

test('the first start makes a key that only its owner can read, and every later one reads the same', () => {
  const file = path.join(folder, 'first');
  const key = masterKey(from(file), false);
  expect(key.length).toBe(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(masterKey(from(file), true).equals(key)).toBe(true);
});

test('where something is sealed already, no new key is made', () => {
  const file = path.join(folder, 'lost');
  expect(() => masterKey(from(file), true)).toThrow('start.key_missing');
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['short', 'dG9vIHNob3J0', 0o600],
  ['open', 'A'.repeat(43), 0o644],
])('a key file that is %s is refused', (name, text, mode) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  expect(() => masterKey(from(file), true)).toThrow('start.key_unreadable');
});

test('the key may come from the environment or from a command instead, and no file is made then', () => {
  const file = path.join(folder, 'unused');
  const text = Buffer.alloc(32, 9).toString('base64url');
  const expected = Buffer.alloc(32, 9);
  expect(masterKey({ ...from(file), inline: text }, true)).toEqual(expected);
  expect(masterKey({ ...from(file), command: `printf %s ${text}` }, true)).toEqual(expected);
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['prints something else', 'echo no'],
  ['fails', 'exit 3'],
])('a command that %s is refused, and what it printed is not repeated', (_, command) => {
  expect(() => masterKey({ ...from('unused'), command }, true)).toThrow(
    /^start.key_unreadable \{"file":"ZHENGMING_KEY_COMMAND","reason":"(not 32 bytes|exit 3)"\}$/,
  );
});
