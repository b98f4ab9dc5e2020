import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const LAUNCHER = path.resolve(import.meta.dirname, '../zhengming');

test('a command whose reader has seen enough ends without a word, and tells no success', async () => {
  const child = spawn(LAUNCHER, ['id', '-']);
  const said = text(child.stderr);
  child.stdin.on('error', () => undefined); // it stops reading as well
  child.stdout.once('data', () => child.stdout.destroy());
  child.stdin.end('91411100MA00019C5D\n'.repeat(50_000));
  const [code] = await once(child, 'close');
  expect([code, await said]).toEqual([141, '']);
});
