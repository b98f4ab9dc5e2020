import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { ErasableKeyStore } from './erasable-key-store.ts';
import { ErasableKeys } from './erasable-keys.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-erasable-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fresh = () => ErasableKeys.fromSecret(Buffer.alloc(32, 7));

test('an erased key is gone, and every other key stays what it was, in whatever order they are erased', () => {
  const before = fresh();
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 3, maxLength: 12 }), fc.nat(), (scopes, some) => {
      const keys = fresh();
      const [gone, kept] = [scopes.slice(0, 1 + (some % 2)), scopes.slice(1 + (some % 2))];
      for (const scope of gone) expect(keys.erase(scope)).toBe(true);
      for (const scope of gone) expect(keys.keyOf(scope)).toBeUndefined();
      for (const scope of gone) expect(keys.erase(scope)).toBe(false);
      for (const scope of kept) expect(keys.keyOf(scope)).toEqual(before.keyOf(scope));
      const again = new ErasableKeys([...keys.nodes()].map(([at, node]) => [at, Buffer.from(node)] as const));
      for (const scope of kept) expect(again.keyOf(scope)).toEqual(before.keyOf(scope));
      for (const scope of gone) expect(again.keyOf(scope)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test('what is left after an erasure holds no node above the erased leaf', () => {
  const keys = fresh();
  const scope = '0190c0de-0000-7000-8000-000000000001';
  keys.erase(scope);
  const nodes = [...keys.nodes()];
  expect(nodes).toHaveLength(12 * 15);
  expect(nodes.some(([at]) => at === '')).toBe(false);
  expect(nodes.some(([, node]) => node.equals(Buffer.alloc(32)))).toBe(false);
});

const MASTER = Buffer.alloc(32, 5);
const opened = (place: string, inUse: boolean, key = MASTER) => {
  const store = new ErasableKeyStore(path.join(folder, place), key);
  store.open(inUse);
  return store;
};
const SCOPES = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;

test('keys are kept sealed, for their owner alone, and come back after a restart', () => {
  const store = opened('kept', false);
  const file = path.join(folder, 'kept/erasable-keys');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(opened('kept', true).keyOf(SCOPES[0])).toEqual(store.keyOf(SCOPES[0]));
  expect(() => opened('kept', true, Buffer.alloc(32, 6))).toThrow('start.other_master_key');
  expect(() => opened('nowhere', true)).toThrow('start.erasable_keys_missing');
});

test('an older copy of the keys is erased again by the register when it is opened', () => {
  const store = opened('older', false);
  const file = path.join(folder, 'older/erasable-keys');
  copyFileSync(file, `${file}.copy`);
  const kept = store.keyOf(SCOPES[1]);
  store.erase([SCOPES[0]]);
  expect(() => store.keyOf(SCOPES[0])).toThrow('vault.erased');
  copyFileSync(`${file}.copy`, file);
  chmodSync(file, 0o600);
  const again = opened('older', true);
  expect(() => again.keyOf(SCOPES[0])).toThrow('vault.erased');
  expect(again.keyOf(SCOPES[1])).toEqual(kept);
  // And the file itself no longer gives it, register or not.
  rmSync(path.join(folder, 'older/erasures'));
  expect(() => opened('older', true).keyOf(SCOPES[0])).toThrow('vault.erased');
});

test('another process hears of an erasure when it refreshes', () => {
  const [one, other] = [opened('two', false), opened('two', true)];
  one.erase([SCOPES[0]]);
  other.refresh();
  expect(() => other.keyOf(SCOPES[0])).toThrow('vault.erased');
  expect(one.erased()).toEqual([SCOPES[0]]);
});

test('while the master key is changed either opens the keys, and afterwards the new one alone', () => {
  const store = opened('rekeyed', false);
  const before = store.keyOf(SCOPES[0]);
  const other = Buffer.alloc(32, 8);
  const file = path.join(folder, 'rekeyed/erasable-keys');
  store.sealForBoth(MASTER, other);
  copyFileSync(file, `${file}.both`);
  for (const key of [MASTER, other]) {
    copyFileSync(`${file}.both`, file);
    expect(opened('rekeyed', true, key).keyOf(SCOPES[0])).toEqual(before);
    // Whoever opened it keeps its own envelope and no other.
    expect(() => opened('rekeyed', true, key === MASTER ? other : MASTER)).toThrow('start.other_master_key');
  }
});

test('keys in the form of before tell nothing of their master key, open with it, and not with another', () => {
  const before = opened('old', false).keyOf(SCOPES[1]);
  const file = path.join(folder, 'old/erasable-keys');
  const { envelopes } = JSON.parse(readFileSync(file, 'utf8')) as { envelopes: { suite: string; sealed: string }[] };
  const { suite, sealed } = envelopes[0]!;
  writeFileSync(file, JSON.stringify({ form: 'zhengming erasable keys v1', suite, sealed }));
  expect(opened('old', true).keyOf(SCOPES[1])).toEqual(before);
  expect(() => opened('old', true, Buffer.alloc(32, 6))).toThrow('vault.unreadable');
});
