import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPairs } from './pairs.ts';

const main = path.join(import.meta.dirname, '../../main.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'screen-'));
const list = path.join(folder, 'list.csv');
beforeAll(() => {
  const rows = [
    '\ufeffid,name,uscc,note',
    '7,"漯河市正名食品有限公司",91411100MA0000015P,"a ""note"", quoted"',
    '8,漯河乙虚构有限公司(原漯河旧虚构厂),,',
    '9,……,,',
  ];
  writeFileSync(list, rows.join('\r\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], input = '') =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { input, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('each line of standard input gets one JSON line, in order, an empty one too', () => {
  const lines = run(
    ['screen', '-', '--list', list, '--json', '--top', '5'],
    '漯河正名食品有限公司\n漯河旧虚构厂\n\n毫无关系\n',
  );
  expect(lines).toEqual([
    {
      query: '漯河正名食品有限公司',
      hits: [{ id: '7', name: '漯河市正名食品有限公司', similarity: 1, class: 'same_name', decision: 'strong' }],
      microseconds: expect.any(Number),
    },
    {
      query: '漯河旧虚构厂',
      hits: [expect.objectContaining({ id: '8', name: '漯河旧虚构厂' })],
      microseconds: expect.any(Number),
    },
    { query: '', hits: [], microseconds: expect.any(Number) },
    { query: '毫无关系', hits: [], microseconds: expect.any(Number) },
  ]);
});

test('names and codes stand on the command line, a file brings its own', () => {
  const file = path.join(folder, 'asked.csv');
  writeFileSync(file, '序号,企业名称,统一社会信用代码\n1,漯河正名食品,\n2,,91411100MA0000015P\n');
  const byArgument = run(['screen', '漯河正名食品', '91411100MA0000015P', '--list', list, '--json']);
  const byFile = run(['screen', file, '--list', list, '--json']);
  const withoutTime = (lines: { microseconds?: number }[]) => lines.map((line) => ({ ...line, microseconds: 0 }));
  expect(withoutTime(byFile)).toEqual(withoutTime(byArgument));
  expect(byFile[1].hits[0]).toMatchObject({ id: '7', class: 'same_code', decision: 'strong' });
});

test.each([
  [['screen', 'x'], 'screening.list_missing'],
  [['screen', 'x', '--list', 'no-such-file.csv'], 'screening.list_unreadable'],
  [['screen', '正名', '--list', list, '--top', '0'], 'screening.top_out_of_range'],
  [['screen', 'no-such-file.xlsx', '--list', list, '--json'], 'screening.file_unreadable'],
  [['screening', 'calibrate', list], 'screening.pairs_unreadable'],
  [['screening', 'calibrate', list, '--look', '2'], 'screening.share_out_of_range'],
])('%j ends with %s on standard error and exit code 1', (args, code) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, ...args],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(code);
});

test.each([
  ['no pair at all', ['name_a,name_b,label'], 'screening.pairs_one_sided', '"pairs":0'],
  ['one label alone', ['name_a,name_b,label', '甲厂,甲厂,same'], 'screening.pairs_one_sided', '"same":1'],
  ['another label', ['name_a,name_b,label', '甲厂,甲厂,maybe'], 'screening.pairs_unreadable', '"row":2'],
  ['a row that is cut', ['name_a,label,name_b', '甲厂,same'], 'screening.pairs_unreadable', '"reason":"name","row":2'],
  ['nothing', [], 'screening.pairs_unreadable', '"columns"'],
])('pairs with %s are refused, and which row is told', (_, lines, code, facts) => {
  const pairs = path.join(folder, 'bad-pairs.csv');
  writeFileSync(pairs, lines.join('\n'));
  expect(() => readPairs(pairs)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(facts) }));
});

test('a calibration prints its tables and keeps thresholds that screen takes', () => {
  const pairs = path.join(folder, 'pairs.csv');
  const kept = path.join(folder, 'calibrations');
  mkdirSync(kept);
  const plot = path.join(folder, 'plot.svg');
  const same = Array.from({ length: 12 }, (_, i) => `漯河市正名${i}食品有限公司,漯河正名${i}食品,same,short`);
  const different = Array.from(
    { length: 12 },
    (_, i) => `漯河市正名${i}食品有限公司,洛阳市正名${i}食品有限公司,different,place`,
  );
  writeFileSync(pairs, ['name_a,name_b,label,kind', ...same, ...different].join('\n'));
  const calibrate = (...more: string[]) =>
    run(['screening', 'calibrate', pairs, '--out', kept, '--plot', plot, '--json', ...more])[0];
  const report = calibrate();
  expect(report).toMatchObject({ pairs: 24, effect: { look: { kept: 1 }, strong: { falseAlarms: 0 } } });
  const out = path.join(kept, `thresholds-${report.thresholds.version}.json`);
  const drawn = readFileSync(plot, 'utf8');
  expect(drawn).toContain(report.thresholds.version);
  expect(drawn.match(/<polyline /g)).toHaveLength(drawn.match(/ same, /g)!.length);
  calibrate('--look', '0.05');
  expect(readdirSync(kept)).toHaveLength(2); // each version is kept beside the others
  expect(run(['screen', '漯河正名食品', '--list', list, '--thresholds', out, '--json'])[0].hits[0]).toMatchObject({
    id: '7',
  });
});
