import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { usccFor } from '../../../../test/support/identifiers.ts';

const MAIN = fileURLToPath(new URL('../../../main.ts', import.meta.url));

function run(args: readonly string[], input = '') {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, 'id', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { lines: stdout.split('\n').filter((line) => line !== ''), stdout, stderr, status };
}

test('each value gets one JSON line of the contract’s shape, and exit 0 says that all are valid', () => {
  const { lines, status } = run(['914403001922038216', '１９２２０３８２－１', '--json']);
  expect(status).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { value: '914403001922038216', normalised: '914403001922038216', kind: 'uscc', valid: true, problems: [] },
    {
      value: '１９２２０３８２－１',
      normalised: '192203821',
      kind: 'organisation_code',
      valid: true,
      problems: [
        { code: 'identifier.full_width', severity: 'note', message: '全角字符已转为半角' },
        { code: 'identifier.hyphens', severity: 'note', message: '连字符已去除' },
      ],
    },
  ]);
});

test('exit 2 says that some value is not valid', () => {
  expect(run(['914403001922038216', '914403001922038217', '--json']).status).toBe(2);
});

test('lines of standard input are answered one by one and in order, empty ones too', () => {
  const values = Array.from({ length: 20_000 }, (_, serial) => usccFor('411100', '91', serial));
  values[7] = '' as never;
  const { lines, status } = run(['-', '--json'], values.join('\r\n'));
  expect(status).toBe(2);
  expect(lines.map((line) => JSON.parse(line).normalised)).toEqual(values);
});

test('a resident number from standard input appears nowhere in what comes out', () => {
  for (const args of [['-', '--json'], ['-'], ['-', '--kind', 'uscc']]) {
    const { stdout, stderr } = run(args, '11010519491231002X\n11010519491231001X\n110105194912310\n');
    expect(stdout + stderr).not.toContain('19491231');
    expect(stdout).toContain('110105********');
  }
});

test('people read a sentence in Chinese, or in English where asked', () => {
  expect(run(['91330100799655O58B']).stdout).toContain('第15位：字母O；改为数字0则校验码正确');
  const english = run(['91330100799655O58B', '--lang', 'en']).stdout;
  expect(english).toContain('position 15: letter O; with digit 0 the check character is right');
});
