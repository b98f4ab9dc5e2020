import { spawnSync } from 'node:child_process';
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

test('law load shows the edition; law diff of a stack with itself shows nothing', () => {
  const { edition } = testLaw();
  expect(run(['law', 'load', '--json']).lines.at(-1)).toMatchObject({ summary: { ok: true, faults: 0, edition } });
  expect(run(['law', 'diff', 'law', 'law', '--json']).lines).toEqual([
    { summary: { changes: 0, before: edition, after: edition } },
  ]);
});
