import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testLaw } from '../../../test/support/law.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function run(args: string[], input = ''): { status: number | null; lines: unknown[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(`${root}zhengming`, args, {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    status,
    stderr,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
  };
}

test('days add answers as the contract says', () => {
  const { edition } = testLaw();
  expect(run(['days', 'add', '2026-09-30', '3', '--json'])).toMatchObject({
    status: 0,
    lines: [{ from: '2026-09-30', workingDays: 3, result: '2026-10-10', edition }],
  });
});

test('days between counts the last day and not the first', () => {
  expect(run(['days', 'between', '2026-09-30', '2026-10-10', '--json'])).toMatchObject({
    status: 0,
    lines: [{ workingDays: 3 }],
  });
});

test('a year without its notice says so and exits 3', () => {
  expect(run(['days', 'add', '2026-12-30', '5', '--json'])).toMatchObject({
    status: 3,
    lines: [{ error: 'calendar.year_unknown' }],
  });
});

test('lines are answered in order, refused ones too, and the exit code tells', () => {
  const { status, lines } = run(
    ['days', 'add', '-', '--json'],
    '2026-09-30 3\n2027-01-04 1\n2026-02-30 1\n2026-01-05 x\n2026-06-01 5\n',
  );
  expect(status).toBe(3);
  expect(lines).toMatchObject([
    { result: '2026-10-10' },
    { error: 'calendar.year_unknown' },
    { error: 'date.unreadable' },
    { error: 'days.count' },
    { result: '2026-06-08' },
  ]);
});

test('law test prints a line per case and then the summary', () => {
  const { status, lines } = run(['law', 'test', '--json']);
  expect(status).toBe(0);
  expect(lines.at(-1)).toEqual({ summary: { passed: lines.length - 1, failed: 0 } });
  expect(lines[0]).toMatchObject({ pack: 'cn', passed: true });
});

const OUTSIDE = (due: string) => `cases:
  - case: written-outside
    article: xzcf:85
    says: 2025年9月28日作出处罚决定，公示期跨国庆假期。
    given: { period: penalty.publicity, from: 2025-09-28 }
    on: 2025-09-28
    ask: deadline
    expect:
      due: ${due}
`;

/** What `law test` says of a file that lies outside the packs. */
function testOutside(text: string, ...flags: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-cases-'));
  const file = join(folder, 'own.yaml');
  writeFileSync(file, text);
  try {
    const { status, stdout, stderr } = spawnSync(`${root}zhengming`, ['law', 'test', file, ...flags], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, stdout, stderr: stderr.replaceAll(file, 'own.yaml') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a failing case outside the packs shows expected beside found, its article, its line and the rule', () => {
  const { status, stdout, stderr } = testOutside(OUTSIDE('2025-10-15'));
  expect(status).toBe(1);
  expect(stdout).toContain('0 个案例通过，1 个不通过');
  expect(stderr).toContain('✗ 案例 written-outside　own.yaml:2');
  expect(stderr).toContain('《中华人民共和国行政处罚法》第八十五条（xzcf:85）');
  expect(stderr).toMatch(/案例预期 +程序得出\n {2}到期日 due {2}2025-10-15 {2}2025-10-14 {2}own\.yaml:9\n/);
  expect(stderr).toMatch(/所用规则\n {4}cn\/periods-penalty\.yaml:\d+　penalty\.publicity/);
});

test('a file of cases runs alone with the packs that come with the program, and is held to shape and articles', () => {
  const { status, stdout } = testOutside(OUTSIDE('2025-10-14'), '--json');
  expect(status).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toMatchObject([
    { case: 'written-outside', pack: null, passed: true },
    { summary: { passed: 1, failed: 0 } },
  ]);
  const astray = testOutside(OUTSIDE('2025-10-14').replace('xzcf:85', 'xzcf:999'));
  expect(astray.status).toBe(1);
  expect(astray.stderr).toContain('own.yaml:3 引用的条文不存在');
  expect(testOutside('periods: []').stderr).toContain('文件的顶层键不属于任何一种规则文件');
  expect(run(['law', 'test', 'no-such-file.yaml']).status).toBe(2);
});

test('law load shows the edition; law diff of a stack with itself shows nothing', () => {
  const { edition } = testLaw();
  expect(run(['law', 'load', '--json']).lines.at(-1)).toMatchObject({ summary: { ok: true, faults: 0, edition } });
  expect(run(['law', 'diff', 'law', 'law', '--json']).lines).toEqual([
    { summary: { changes: 0, before: edition, after: edition } },
  ]);
});
