import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The script with an npm that answers so. */
function auditWith(answer: object | string, exit: number) {
  writeFileSync(path.join(folder, 'answer'), typeof answer === 'string' ? answer : JSON.stringify(answer));
  writeFileSync(path.join(folder, 'npm'), `#!/bin/sh\ncat ${folder}/answer\nexit ${exit}\n`);
  chmodSync(path.join(folder, 'npm'), 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  return spawnSync(process.execPath, [path.join(root, 'scripts/audit.ts')], { env, encoding: 'utf8' });
}
const metadata = { dependencies: { total: 900 } };

test('an audit passes when the service was asked and knows of nothing, and fails with names when it knows of something', () => {
  const clean = auditWith({ vulnerabilities: {}, metadata }, 0);
  expect([clean.status, clean.stdout]).toEqual([0, 'asked about 900 packages: nothing is known against them\n']);
  const known = { 'an-invented-package': { name: 'an-invented-package', severity: 'high', range: '<1.2.3' } };
  const bad = auditWith({ vulnerabilities: known, metadata }, 1);
  expect([bad.status, bad.stdout]).toEqual([1, 'high  an-invented-package  <1.2.3\n']);
});

test.each([
  [
    'answers that it has no such service',
    { message: '405 Method Not Allowed', error: { summary: 'audit endpoint returned an error' } },
    1,
  ],
  ['cannot be reached', { error: { code: 'ENOTFOUND', summary: '' }, message: 'getaddrinfo ENOTFOUND' }, 1],
  ['says nothing at all', '', 0],
  ['was asked about nothing', { vulnerabilities: {}, metadata: { dependencies: { total: 0 } } }, 0],
])('an audit never passes when the service %s', (_how, answer, exit) => {
  const { status, stderr } = auditWith(answer, exit);
  expect(status).toBe(2);
  expect(stderr).toContain('nothing is known');
});
