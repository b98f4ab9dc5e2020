import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { fileOf, xlsOf, xlsxOf } from '../../../../test/support/intake-files.ts';
import { organisationItem } from '../../../../test/support/intake-items.ts';
import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { readRows } from '../../../ground/reading/read-rows.ts';
import { checkRows } from '../checking/check-rows.ts';
import { type ErrorSheetOptions, writeErrorSheet } from './error-sheet.ts';

const today = '2026-06-01' as PlainDate;
const GOOD = '11411100MA00000150';
const BAD = '31411100MD00000168';
const HEAD = ['企业名称', '统一社会信用代码', '注册日期'];

const checked = (path: string) => checkRows(readRows(path), { items: [organisationItem], today });
async function errorSheet(source: string, options?: ErrorSheetOptions) {
  const target = fileOf('', 'xlsx');
  const answer = await writeErrorSheet(source, target, checked(source), options);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(target);
  return { answer, target, book };
}
async function rowsOf(path: string) {
  const rows = [];
  for await (const chunk of checked(path)) rows.push(...chunk.rows);
  return rows;
}
const book = () =>
  xlsxOf((book) => {
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['登记名录']);
    sheet.addRow(HEAD);
    sheet.addRow(['虚构甲', GOOD, '2004-05-06']);
    sheet.addRow(['虚构乙', BAD, '2004-13-06']);
    sheet.getCell('A1').font = { size: 20, bold: true };
    sheet.getCell('A3').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF00FF00' } };
    sheet.getColumn(2).width = 33;
  });
const argb = (cell: ExcelJS.Cell) => (cell.fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;

test('the clerk’s own workbook comes back with its formatting, problems marked in their cells', async () => {
  const { answer, book: marked } = await errorSheet(await book());
  const sheet = marked.getWorksheet('数据')!;
  expect(answer).toEqual({ rows: 2, markedRows: 1, formatting: 'kept' });
  expect(sheet.getCell('A1').font).toMatchObject({ size: 20, bold: true });
  expect(argb(sheet.getCell('A3'))).toBe('FF00FF00');
  expect(sheet.getColumn(2).width).toBe(33);
  expect(sheet.getCell('D2').value).toBe('问题');
  expect(sheet.getCell('D3').value ?? '').toBe('');
  expect(String(sheet.getCell('D4').value)).toMatch(/B4 E03\.check_character[\s\S]*C4 E04\.no_such_day/);
  expect([argb(sheet.getCell('B4')), argb(sheet.getCell('C4'))]).toEqual(['FFFFC7CE', 'FFFFC7CE']);
  expect(JSON.stringify(sheet.getCell('B4').note)).toContain('正名：E03.check_character');
  expect(argb(sheet.getCell('A4'))).toBeUndefined();
});

test('a mended error sheet is read as if our column were not there, and marked anew without the old marks', async () => {
  const { target, book: marked } = await errorSheet(await book());
  const sheet = marked.getWorksheet('数据')!;
  sheet.getCell('B4').value = '31411100MD00000167';
  sheet.getCell('C4').value = '2004-12-06';
  await marked.xlsx.writeFile(target);
  const rows = await rowsOf(target);
  expect(rows.map(({ ok, problems }) => [ok, problems])).toEqual([
    [true, []],
    [true, []],
  ]);
  const again = (await errorSheet(target)).book.getWorksheet('数据')!;
  expect(again.getCell('D4').value ?? '').toBe('');
  expect(argb(again.getCell('B4'))).toBeUndefined();
  expect(again.getCell('B4').note).toBeUndefined();
  expect(again.getRow(2).cellCount).toBe(4);
});

test.each([
  ['csv', () => fileOf(`${HEAD}\n虚构甲,${GOOD},2004-05-06\n=cmd|' /C calc'!A0,${BAD},2004-05-06\n`)],
  ['xls', () => xlsOf([HEAD, ['虚构甲', GOOD, '2004-05-06'], ["=cmd|' /C calc'!A0", BAD, '2004-05-06']])],
  [
    'ndjson',
    () => fileOf(`{"name":"虚构甲","uscc":"${GOOD}"}\n{"name":"=cmd|' /C calc'!A0","uscc":"${BAD}"}\n`, 'ndjson'),
  ],
])('a %s comes back as a workbook of text cells in which nothing is a formula', async (_, file) => {
  const { answer, book: marked, target } = await errorSheet(file());
  const sheet = marked.worksheets[0]!;
  expect(answer).toMatchObject({ rows: 2, markedRows: 1, formatting: 'plain' });
  expect(sheet.getCell('B2').value).toBe(GOOD);
  expect(sheet.getCell('A3').value).toBe("=cmd|' /C calc'!A0");
  expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK');
  expect((await rowsOf(target)).map(({ ok }) => ok)).toEqual([true, false]);
});

test('a file too long to be held is streamed, each row with its problems', async () => {
  const lines = Array.from(
    { length: 300 },
    (_, n) => `虚构${n},${n % 3 === 0 ? `${GOOD.slice(0, 17)}9` : ''},2004-05-06`,
  );
  const { answer, book: marked } = await errorSheet(fileOf([HEAD.join(), ...lines].join('\n')), {
    keepsFormattingRows: 50,
  });
  expect(answer).toEqual({ rows: 300, markedRows: 300, formatting: 'plain' });
  const sheet = marked.worksheets[0]!;
  expect(sheet.rowCount).toBe(301);
  expect(String(sheet.getCell('D301').value)).toContain('E01.missing');
  expect(argb(sheet.getCell('B2'))).toBe('FFFFC7CE');
});

test('a long workbook is streamed too, and its earlier 问题 column does not come twice', async () => {
  const long = await xlsxOf((book) => {
    const sheet = book.addWorksheet('数据');
    sheet.addRow([HEAD[0], '问题', HEAD[1]]);
    for (let n = 0; n < 60; n += 1) sheet.addRow([`虚构${n}`, '旧话', BAD]);
  });
  const { book: marked } = await errorSheet(long, { keepsFormattingRows: 50 });
  const sheet = marked.getWorksheet('数据')!;
  expect(sheet.getRow(1).values).toEqual([undefined, HEAD[0], HEAD[1], '问题']);
  expect(argb(sheet.getCell('B61'))).toBe('FFFFC7CE');
});

test('what the clerk coloured and noted stays, also where we mark and mark anew', async () => {
  const own: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } };
  const source = await xlsxOf((book) => {
    const sheet = book.addWorksheet('数据');
    sheet.addRow(HEAD);
    sheet.addRow(['虚构甲', BAD, '2004-05-06']);
    sheet.getCell('A2').fill = own;
    sheet.getCell('B2').note = '窗口抄录';
  });
  const first = await errorSheet(source);
  const sheet = first.book.getWorksheet('数据')!;
  expect(argb(sheet.getCell('A2'))).toBe('FFFFC7CE');
  expect(JSON.stringify(sheet.getCell('B2').note)).toMatch(/窗口抄录.*正名：E03\.check_character/);
  sheet.getCell('B2').value = '31411100MD00000167';
  await first.book.xlsx.writeFile(first.target);
  const again = (await errorSheet(first.target)).book.getWorksheet('数据')!;
  expect(argb(again.getCell('A2'))).toBe('FFFFC7CE');
  expect(argb(again.getCell('B2'))).toBeUndefined();
  expect(JSON.stringify(again.getCell('B2').note)).toContain('窗口抄录');
  expect(JSON.stringify(again.getCell('B2').note)).not.toContain('正名');
});

test('a workbook that cannot be opened whole comes back as rows with their problems', async () => {
  const { answer, book: marked } = await errorSheet(await book(), { waitMs: 1 });
  expect(answer).toEqual({ rows: 2, markedRows: 1, formatting: 'plain' });
  expect(String(marked.worksheets[0]!.getCell('D3').value)).toContain('E03.check_character');
});

test('what stands beyond the headings is not written over, in a workbook and in text', async () => {
  const rows = [HEAD, ['虚构甲', BAD, '2004-05-06', '另记一笔'], ['虚构乙', GOOD, '2004-05-06']];
  const own = await xlsxOf((book) => void book.addWorksheet('数据').addRows(rows));
  const marked = (await errorSheet(own)).book.worksheets[0]!;
  expect([marked.getCell('D2').value, marked.getCell('E1').value]).toEqual(['另记一笔', '问题']);
  expect(String(marked.getCell('E2').value)).toContain('E03.check_character');
  const plain = (await errorSheet(fileOf(rows.map((row) => row.join()).join('\n')))).book.worksheets[0]!;
  expect([plain.getCell('D1').value, plain.getCell('E2').value]).toEqual(['问题', '另记一笔']);
  expect(String(plain.getCell('D2').value)).toContain('E03.check_character');
});

test('keys that only later lines have come back under their heading', async () => {
  const lines = [
    { name: '虚构甲', uscc: BAD },
    { name: '虚构乙', uscc: BAD, registered_on: '2004-05-06' },
  ];
  const source = fileOf(lines.map((line) => JSON.stringify(line)).join('\n'), 'ndjson');
  const sheets = (await errorSheet(source)).book.worksheets.map((sheet) => sheet.getRow(1).values);
  expect(sheets.at(-1)).toEqual([undefined, 'name', 'uscc', 'registered_on', '问题']);
});
