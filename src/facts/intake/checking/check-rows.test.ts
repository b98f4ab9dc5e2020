import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fileOf, gb18030Of, xlsOf, xlsxOf } from '../../../../test/support/intake-files.ts';
import { testItems } from '../../../../test/support/intake-items.ts';
import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { readRows } from '../../../ground/reading/read-rows.ts';
import { type CheckedChunk, checkRows, type FileNote } from './check-rows.ts';
import type { CheckedRow } from './row-checker.ts';

const today = '2026-06-01' as PlainDate;
const CODES = [
  '11411100MA00000150',
  '31411100MD00000167',
  '32411100MD00000164',
  '33411102MD0000016X',
  '35411100MD0000016T',
];

async function check(path: string, items = testItems) {
  const chunks: CheckedChunk[] = [];
  for await (const chunk of checkRows(readRows(path), { items, today })) chunks.push(chunk);
  const rows: CheckedRow[] = chunks.flatMap((chunk) => chunk.rows);
  const notes: FileNote[] = chunks.flatMap((chunk) => chunk.notes);
  return { rows, notes, item: chunks[0]?.header.item.code };
}
const golden = (name: string) =>
  fileURLToPath(new URL(`../../../../test/golden/spreadsheets/${name}`, import.meta.url));

test.each([
  ['penalty_template_2017.xlsx', 'penalty'],
  ['licence_template_2017.xls', 'licence'],
])('the empty form %s is recognised as %s and gives no row', async (name, item) => {
  const found = await check(golden(name));
  expect(found.rows).toEqual([]);
  expect(found.item).toBe(item);
});

test('a messy workbook gives exactly its records: second sheet, title, blanks, total, full-width codes, five day forms', async () => {
  const days = ['1995/11/15', '2002年9月27日', '20040630', new Date(Date.UTC(2002, 7, 9)), '2001.2.16'];
  const path = await xlsxOf((book) => {
    book.addWorksheet('填报说明').addRow(['请勿改动表头']);
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['法人和其他组织名录']);
    sheet.mergeCells('A1:E1');
    sheet.addRow(['填报单位：']);
    sheet.addRow(['序号 ', '企业名称　', ' 统一社会信用代码', '成立日期\n（年月日）', '所属地区']);
    CODES.forEach((code, n) => {
      if (n === 2) sheet.addRow([]);
      const wide = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
      sheet.addRow([
        n + 1,
        ` 虚构单位${n} `,
        n === 2 ? wide : n === 3 ? `${code.slice(0, 8)} ${code.slice(8)}` : code,
        days[n],
        '河南漯河',
      ]);
      if (days[n] instanceof Date) sheet.lastRow!.getCell(4).numFmt = 'yyyy/m/d';
    });
    sheet.addRow(['合计', CODES.length]);
  });
  const { rows, notes, item } = await check(path);
  expect(item).toBe('organisation');
  expect(rows.map(({ values }) => [values[0], values[1], values[2], values[4]])).toEqual(
    CODES.map((code, n) => [
      `虚构单位${n}`,
      code,
      ['1995-11-15', '2002-09-27', '2004-06-30', '2002-08-09', '2001-02-16'][n],
      '河南漯河',
    ]),
  );
  expect(rows.every(({ ok }) => ok)).toBe(true);
  expect(rows.map(({ raw }) => raw.number)).toEqual([4, 5, 7, 8, 9]);
  expect(notes.map(({ code }) => code)).toEqual(['sheet.no_table', 'row.skipped']);
});

test('totals and signatures are no records, also where they reach into the second column; a name that begins like one is', async () => {
  const head = ['企业名称', '统一社会信用代码', '注册日期'];
  const rows = [
    ['合计财务（虚构）有限公司', CODES[0]!, '2004-05-06'],
    ['合 计', 1],
    ['填表人：虚某', '审核人：虚某'],
    ['单位（盖章）'],
  ];
  const found = await check(await xlsxOf((book) => void book.addWorksheet('数据').addRows([head, ...rows])));
  expect(found.rows.map(({ raw, ok }) => [raw.number, ok])).toEqual([[2, true]]);
  expect(found.notes.map(({ code, row }) => [code, row])).toEqual([3, 4, 5].map((row) => ['row.skipped', row]));
});

test('codes that a spreadsheet turned into numbers are refused, never guessed', async () => {
  const { rows } = await check(
    xlsOf([
      ['企业名称', '统一社会信用代码', '注册日期'],
      ['虚构茶铺', 114111000000001500, '2003-12-04'],
    ]),
  );
  expect(rows[0]!.ok).toBe(false);
  expect(rows[0]!.problems.map(({ code }) => code)).toEqual(['E03.from_number']);
  expect(rows[0]!.values[1]).toBeUndefined();
});

test('a GB18030 csv gives every record', async () => {
  const lines = CODES.map((code, n) => `虚构单位${n},${code},2000-04-27,河南,漯河`);
  const { rows } = await check(
    fileOf(gb18030Of(`企业名称,统一社会信用代码,注册日期,所在省份,地区\r\n${lines.join('\r\n')}\r\n`)),
  );
  expect(rows.map(({ values }) => values.join())).toEqual(lines);
});

test('a hidden sheet is not read, a hidden row is, and both are told', async () => {
  const path = await xlsxOf((book) => {
    const old = book.addWorksheet('旧', { state: 'hidden' });
    old.addRow(['企业名称', '统一社会信用代码']);
    old.addRow(['虚构旧单位', CODES[0]]);
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['企业名称', '统一社会信用代码']);
    sheet.addRow(['虚构新单位', CODES[1]]);
    sheet.getRow(2).hidden = true;
  });
  const { rows, notes } = await check(path);
  expect(rows.map(({ values }) => values[0])).toEqual(['虚构新单位']);
  expect(rows[0]!.problems.map(({ code }) => code)).toContain('row.hidden');
  expect(notes.map(({ code }) => code)).toContain('sheet.hidden_skipped');
});

test('two sheets of one item are both read and duplicates found across them; a sheet of another item is told', async () => {
  const path = await xlsxOf((book) => {
    for (const name of ['一', '二']) {
      const sheet = book.addWorksheet(name);
      sheet.addRow(['企业名称', '统一社会信用代码']);
      sheet.addRow(['虚构单位', CODES[0]]);
    }
    book.addWorksheet('许可').addRow(['行政许可决定书文号', '项目名称', '审批类别', '行政相对人名称']);
  });
  const { rows, notes } = await check(path);
  expect(rows.map(({ ok }) => ok)).toEqual([true, false]);
  expect(notes.map(({ code }) => code)).toContain('sheet.other_item');
});

test('a field that only a later ndjson line has is not lost', async () => {
  const { rows } = await check(
    fileOf(`{"name":"虚构甲","uscc":"${CODES[0]}"}\n{"name":"虚构乙","uscc":"${CODES[1]}","city":"漯河"}\n`, 'ndjson'),
  );
  expect(rows.map(({ values }) => values[4])).toEqual([undefined, '漯河']);
});

test('headings repeated by a page break and blank lines at the end are no records', async () => {
  const head = '企业名称,统一社会信用代码';
  const { rows } = await check(fileOf(`${head}\n虚构甲,${CODES[0]}\n${head}\n虚构乙,${CODES[1]}\n,\n\n`));
  expect(rows.map(({ raw }) => raw.number)).toEqual([2, 4]);
});

test('a file without known headings is refused', async () => {
  await expect(check(fileOf('x,y\n1,2\n'))).rejects.toMatchObject({ code: 'header.not_found' });
});

test('an empty table is told all the same, without notes too', async () => {
  expect(await check(fileOf('企业名称,统一社会信用代码\n'))).toEqual({ rows: [], notes: [], item: 'organisation' });
});
