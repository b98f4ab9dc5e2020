import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { readConfig } from './config.ts';
import { SETTINGS } from './settings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileWith = (text: string) => {
  const file = path.join(folder, 'config.yaml');
  writeFileSync(file, text);
  return file;
};
const refusal = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.facts.key];
    throw error;
  }
  return 'accepted';
};

test('with nothing set the program serves this machine only, on 8080, on the embedded database, with the real clock', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    databaseUrl: undefined,
    demonstration: false,
    today: undefined,
  });
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['DATABASE_URL', 'mysql://somewhere/else'],
  ['DATABASE_APP_URL', 'somewhere'],
  ['DATABASE_INTAKE_URL', 'somewhere'],
  ['ZHENGMING_DEMO', 'perhaps'],
  ['ZHENGMING_TRUSTED_PROXIES', 'everybody'],
  ['ZHENGMING_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['ZHENGMING_TRUSTED_PROXIES', '0.0.0.0/0'],
  ['ZHENGMING_TRUSTED_PROXIES', '::/0'],
  ['ZHENGMING_TRUSTED_PROXIES', '10.0.0.0/7'],
  ['ZHENGMING_TRUSTED_PROXIES', '203.0.113.0/24'],
  ['ZHENGMING_OIDC_ISSUER', 'http://identities.example'],
  ['ZHENGMING_PARTY_OIDC_ISSUER', 'http://identities.example'],
  ['ZHENGMING_SEAL_URL', 'http://seals.example/'],
  ['ZHENGMING_TODAY', '2026-02-29'],
])('a bad value stops the start and names the key: %s=%s', (key, value) => {
  expect(refusal({ [key]: value })).toEqual(['config.bad_value', key]);
});

test('the refusal of a bad value does not repeat the value, which may be a password', () => {
  try {
    readConfig({ DATABASE_URL: 'secret-in-the-wrong-place' });
    expect.unreachable();
  } catch (error) {
    expect(String(error)).not.toContain('secret');
  }
});

test('proxies are addresses and networks; none is trusted unless it is named', () => {
  expect(readConfig({}).trustedProxies).toEqual([]);
  const named = readConfig({ ZHENGMING_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8' });
  expect(named.trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
});

test('a proxy on a public address is named by itself, a network of the house as a whole', () => {
  const named = readConfig({
    ZHENGMING_TRUSTED_PROXIES: '203.0.113.7,203.0.113.8/32,172.20.0.0/16,fd12::/64,2001:db8::1',
  });
  expect(named.trustedProxies).toHaveLength(5);
});

test('a program that would trust any certificate does not start', () => {
  expect(refusal({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
    'config.tls_unchecked',
    'NODE_TLS_REJECT_UNAUTHORIZED',
  ]);
});

test('a clock of its own is refused outside a demonstration', () => {
  expect(refusal({ ZHENGMING_TODAY: '2026-05-01' })[0]).toBe('config.clock_not_real');
  expect(readConfig({ ZHENGMING_TODAY: '2026-05-01', ZHENGMING_DEMO: '1' }).today).toBe('2026-05-01');
});

test('the file gives values, the environment goes before it, an empty variable counts as not set', () => {
  const file = fileWith('PORT: 9000\nHOST: 0.0.0.0\nZHENGMING_DEMO: true\n');
  const config = readConfig({ ZHENGMING_CONFIG: file, HOST: '::1', PORT: '' });
  expect(config).toMatchObject({ port: 9000, host: '::1', demonstration: true });
});

test.each([
  ['PORT: [1, 2]', 'config.file_unreadable'],
  ['- PORT', 'config.file_unreadable'],
  ['PROT: 9000', 'config.unknown_key'],
  ['PORT: many', 'config.bad_value'],
  ['"', 'config.file_unreadable'],
])('a configuration file with %s stops the start: %s', (text, code) => {
  expect(refusal({ ZHENGMING_CONFIG: fileWith(text) })[0]).toBe(code);
});

test('a configuration file that is not there stops the start', () => {
  expect(refusal({ ZHENGMING_CONFIG: path.join(folder, 'none.yaml') })[0]).toBe('config.file_unreadable');
});

test('the configuration cannot be changed once read', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test('every key is explained in Chinese and in English', () => {
  for (const { zh, en } of Object.values(SETTINGS)) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
  }
});
