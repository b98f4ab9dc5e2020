import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_THRESHOLDS, TABLES_EDITION } from './names/screening/index.ts';

const main = path.join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'screen-file-'));
const at = (name: string) => path.join(folder, name);
const list = at('list.csv');
beforeAll(() => {
  writeFileSync(list, 'id,name,uscc\n7,漯河市正名虚构食品有限公司,91411100MA0000015P\n8,漯河乙虚构有限公司,\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const program = ['--disable-warning=ExperimentalWarning', main, 'screen'];
const answered = (args: string[]) =>
  execFileSync(process.execPath, [...program, ...args, '--list', list], { encoding: 'utf8' });
const run = (args: string[]) => JSON.parse(answered(args));

test('a workbook is screened into a workbook, and a csv into a csv', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['企业名称', '备注']);
  sheet.addRow(['漯河正明虚构食品公司', '甲']);
  await book.xlsx.writeFile(at('asked.xlsx'));
  expect(run([at('asked.xlsx'), '--out', at('told.xlsx')])).toMatchObject({ kind: 'xlsx', rows: 1, resumedRows: 0 });
  const told = new ExcelJS.Workbook();
  await told.xlsx.readFile(at('told.xlsx'));
  expect(told.getWorksheet('名单')!.getCell('F1').text).toBe('名单中的id');
  const cells = told.getWorksheet('名单')!.getRow(2);
  expect([2, 3, 5, 6].map((column) => cells.getCell(column).text)).toEqual([
    '甲',
    '高度吻合',
    '漯河市正名虚构食品有限公司',
    '7',
  ]);
  writeFileSync(at('asked.csv'), '企业名称\n无有厂\n');
  run([at('asked.csv'), '--out', at('told.csv')]);
  expect(readFileSync(at('told.csv'), 'utf8')).toContain('无有厂,未找到');
  expect(existsSync(at('told.csv.part'))).toBe(false);
});

test('a workbook is read without --out too, a line of JSON for each row', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRows([['企业名称', '信用代码'], ['漯河正明虚构食品公司'], ['', '91411100MA0000015P']]);
  await book.xlsx.writeFile(at('lines.xlsx'));
  const lines = answered([at('lines.xlsx'), '--json'])
    .trim()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { query: '漯河正明虚构食品公司', hits: [{ id: '7' }] },
    { query: '91411100MA0000015P', hits: [{ id: '7', class: 'same_code' }] },
  ]);
});

test('nothing is written where the ending of the answer does not fit, there are two files, or it is the file itself', () => {
  writeFileSync(at('names.csv'), '名称\n无有厂\n');
  const refused = (args: string[]) =>
    spawnSync(process.execPath, [...program, ...args, '--list', list], { encoding: 'utf8' });
  const book = refused([at('names.csv'), '--out', at('names.xlsx')]);
  expect([book.status, book.stderr]).toEqual([1, expect.stringContaining('screening.out_kind')]);
  const two = refused([at('names.csv'), list, '--out', at('both.csv')]);
  expect([two.status, two.stderr]).toEqual([1, expect.stringContaining('screening.one_file')]);
  expect([at('names.xlsx'), at('both.csv')].filter(existsSync)).toEqual([]);
  const itself = refused([at('names.csv'), '--out', `${folder}/./names.csv`]);
  expect([itself.status, itself.stderr]).toEqual([1, expect.stringContaining('screening.out_is_file')]);
  expect(refused([folder, '--json']).stderr).toContain('screening.file_unreadable');
});

test('a run that was broken off in the middle of a line goes on behind the last whole piece', () => {
  const asked = at('long.csv');
  const rows = Array.from({ length: 2_200 }, (_, n) => (n % 700 === 0 ? '漯河乙虚构有限公司' : `无有${n}`));
  writeFileSync(asked, ['名称', ...rows].join('\n'));
  const which = [asked, list].map((file) => [file, statSync(file).size, statSync(file).mtimeMs]);
  const mark = JSON.stringify([...which, TABLES_EDITION, DEFAULT_THRESHOLDS.version]);
  const answer = { decision: 'nobody', class: '', name: '', code: '', similarity: '', settledBy: '' };
  const first = Array.from({ length: 1_000 }, (_, n) => ({ row: n + 2, answer: { ...answer, class: '上次' } }));
  writeFileSync(at('long.out.csv.part'), `${mark}\n${JSON.stringify(first)}\n[{"row":1002,"ans`);
  expect(run([asked, '--out', at('long.out.csv')])).toMatchObject({ rows: 2_200, resumedRows: 1_000 });
  const lines = readFileSync(at('long.out.csv'), 'utf8').split('\r\n');
  expect(lines.filter((line) => line.includes('上次')).length).toBe(1_000);
  expect(lines.filter((line) => line.includes('高度吻合')).length).toBe(2); // rows 1,400 and 2,100

  // The same file judged by other thresholds is another run.
  writeFileSync(at('own.json'), JSON.stringify({ ...DEFAULT_THRESHOLDS, version: 'own' }));
  writeFileSync(at('long.out.csv.part'), `${mark}\n${JSON.stringify(first)}\n`);
  const own = run([asked, '--out', at('long.out.csv'), '--thresholds', at('own.json')]);
  expect(own).toMatchObject({ rows: 2_200, resumedRows: 0 });
});
