import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type BookType, CFB, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { chunksOf, fileOf, gb18030Of, rowsOf, xlsOf, xlsxOf } from '../../../test/support/intake-files.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Cell } from './cell.ts';
import type { ReadingLimits } from './reading-limits.ts';
import { READING_MESSAGES } from './reading-messages.ts';

const HEAD = '企业名称,统一社会信用代码,注册日期';
const LINE = '虚构茶铺甲有限公司,91411100MA0000015P,2004-05-06';
const TEXT = `${HEAD}\n${LINE}\n`;
const ROWS = [HEAD.split(','), LINE.split(',')];

const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const cells = async (path: string): Promise<(readonly Cell[])[]> => (await rowsOf(path)).map((row) => row.cells);

test.each([
  ['utf-8', 'certain', Buffer.from(TEXT)],
  ['utf-8', 'certain', Buffer.from(`\ufeff${TEXT}`)],
  ['utf-16le', 'certain', utf16(`\ufeff${TEXT}`, false)],
  ['utf-16be', 'certain', utf16(`\ufeff${TEXT}`, true)],
  ['utf-16le', 'likely', utf16(TEXT, false)],
  ['utf-16be', 'likely', utf16(TEXT, true)],
  ['gb18030', 'likely', gb18030Of(TEXT)],
] as const)('%s is recognised, %s, and read in full', async (name, confidence, bytes) => {
  const [chunk] = await chunksOf(fileOf(bytes));
  expect(chunk!.file.encoding).toEqual({ name, confidence });
  expect(chunk!.rows.map((row) => row.cells)).toEqual(ROWS);
});

test.each([',', ';', '\t', '|'])('delimiter %j is recognised', async (delimiter) => {
  const path = fileOf(TEXT.replaceAll(',', delimiter));
  const [chunk] = await chunksOf(path);
  expect(chunk!.file.delimiter?.character).toBe(delimiter);
  expect(await cells(path)).toEqual(ROWS);
});

test('an encoding that shows only far behind an ASCII start is still found', async () => {
  const ascii = `name,uscc\n${'plain,text\n'.repeat(40_000)}`;
  const [chunk] = await chunksOf(fileOf(gb18030Of(`${ascii}虚构茶铺,无\n`)));
  expect(chunk!.file.encoding?.name).toBe('gb18030');
});

test('quotes, newlines inside cells, old line ends and ragged rows keep their cells and numbers', async () => {
  const rows = await rowsOf(fileOf('a,b,c\r\n"一\r\n二","他说""好""",\r\n\r\n只有一格\r\n1,2,3,4'));
  expect(rows).toEqual([
    { number: 1, cells: ['a', 'b', 'c'] },
    { number: 2, cells: ['一\n二', '他说"好"', ''] },
    { number: 3, cells: [''] },
    { number: 4, cells: ['只有一格'] },
    { number: 5, cells: ['1', '2', '3', '4'] },
  ]);
});

const cell = fc.string({ unit: fc.constantFrom('甲', '𠮷', 'a', '"', ',', '\n', ' ', '1'), maxLength: 6 });
test('what was written as csv is read back cell by cell, wherever the blocks fall', async () => {
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 8 });
  const path = fileOf('');
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const all = [['x1', 'x2', 'x3'], ...rows];
      writeFileSync(path, Papa.unparse(all, { quotes: true }));
      expect(await cells(path)).toEqual(all);
    }),
    { numRuns: 60 },
  );
});

test('ndjson gives its keys as headings, again when a new key turns up', async () => {
  const rows = await rowsOf(fileOf('{"name":"虚构甲","n":1}\n\n{"name":"虚构乙","kinds":["警告","罚款"]}\n', 'ndjson'));
  expect(rows).toEqual([
    { number: 1, cells: ['name', 'n'], headings: true },
    { number: 1, cells: ['虚构甲', { kind: 'number', text: '1', number: 1 }] },
    { number: 3, cells: ['name', 'n', 'kinds'], headings: true },
    { number: 3, cells: ['虚构乙', '', '警告;罚款'] },
  ]);
});

test('an xlsx cell comes out as what it is: shared and rich text, number, day, formula, error, merged', async () => {
  const path = await xlsxOf((book) => {
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['同文', '同文', { richText: [{ text: '甲' }, { font: { bold: true }, text: '乙' }] }]);
    sheet.addRow([12.5, new Date(Date.UTC(2024, 4, 3)), new Date(Date.UTC(2024, 4, 3, 10, 20, 30))]);
    sheet.addRow([{ formula: 'A2*2', result: 25 }, { error: '#N/A' }, true]);
    sheet.addRow(['上', '乙']);
    sheet.addRow(['', '丙']);
    sheet.mergeCells('A4:A5');
    sheet.getRow(5).hidden = true;
    sheet.getCell('B2').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('C2').numFmt = 'yyyy/mm/dd hh:mm:ss';
  });
  const [chunk] = await chunksOf(path);
  expect(chunk!.sheet).toMatchObject({ name: '数据', hidden: false, tallMerges: 1 });
  expect(chunk!.rows).toEqual([
    { number: 1, cells: ['同文', '同文', '甲乙'] },
    {
      number: 2,
      cells: [
        { kind: 'number', text: '12.5', number: 12.5 },
        { kind: 'moment', text: '2024-05-03' },
        { kind: 'moment', text: '2024-05-03T10:20:30' },
      ],
    },
    {
      number: 3,
      cells: [{ kind: 'number', text: '25', number: 25, formula: true }, { kind: 'error', text: '#N/A' }, 'TRUE'],
    },
    { number: 4, cells: ['上', '乙'] },
    { number: 5, cells: ['上', '丙'], hidden: true },
  ]);
});

test('days of a 1904 workbook are the days that the clerk saw', async () => {
  const path = await xlsxOf((book) => {
    book.properties.date1904 = true;
    const sheet = book.addWorksheet('数据');
    sheet.addRow([new Date(Date.UTC(2024, 1, 29)), '甲']);
    sheet.getCell('A1').numFmt = 'yyyy/mm/dd';
  });
  expect((await rowsOf(path))[0]!.cells[0]).toEqual({ kind: 'moment', text: '2024-02-29' });
});

test('hidden sheets are brought out as hidden', async () => {
  const path = await xlsxOf((book) => {
    book.addWorksheet('说明').addRow(['请勿改动表头']);
    book.addWorksheet('旧', { state: 'veryHidden' }).addRow(['x', 'y']);
  });
  const sheets = (await chunksOf(path)).map(({ sheet }) => [sheet.name, sheet.hidden]);
  expect(new Map(sheets as [string, boolean][])).toEqual(
    new Map([
      ['说明', false],
      ['旧', true],
    ]),
  );
});

test.each(['biff8', 'biff5'] as const)(
  'an old %s workbook gives its cells, long codes as the numbers they have become',
  async (bookType) => {
    const rows = await rowsOf(
      xlsOf(
        [
          ['名称', '代码'],
          ['Xugou', 914111001234567800],
        ],
        bookType,
      ),
    );
    expect(rows[1]!.cells[1]).toMatchObject({ kind: 'number', number: 914111001234567800 });
    expect(rows[1]!.cells[0]).toBe('Xugou');
  },
);

const limits = (some: Partial<ReadingLimits>) => ({ limits: some });
const wide = () => xlsxOf((book) => void book.addWorksheet('a').addRow(Array.from({ length: 12 }, (_, n) => `列${n}`)));
const repeats = (count = 3000) =>
  xlsxOf((book) => {
    const sheet = book.addWorksheet('a');
    for (let row = 0; row < count; row += 1) sheet.addRow(Array(10).fill('x'.repeat(40)));
  });
test.each<[string, () => string | Promise<string>, Partial<ReadingLimits>]>([
  ['file.absent', () => '/nowhere/at-all.csv', {}],
  ['file.empty', () => fileOf(''), {}],
  ['file.kind_unsupported', () => fileOf('%PDF-1.7 …'), {}],
  ['file.kind_unsupported', () => fileOf('<html><table></table></html>', 'xls'), {}],
  ['file.encoding_unknown', () => fileOf(Uint8Array.of(0x41, 0x00, 0xff, 0x00, 0x00, 0x81, 0x20)), {}],
  ['file.too_large', () => fileOf(TEXT), { fileBytes: 20 }],
  ['file.too_many_rows', () => fileOf(TEXT), { rows: 1 }],
  ['file.too_many_columns', () => fileOf(TEXT), { columns: 2 }],
  ['file.cell_too_long', () => fileOf(TEXT), { cellLength: 8 }],
  ['file.row_too_long', () => fileOf(`a,b\n"${'x'.repeat(400_000)}`), { rowLength: 100_000 }],
  ['file.quote_open', () => fileOf('a,b\n"从不关闭,1\n2,3\n'), {}],
  ['file.json_broken', () => fileOf('{"a":1}\n{"a":\n', 'ndjson'), {}],
  ['file.json_not_flat', () => fileOf('{"a":{"b":1}}\n', 'ndjson'), {}],
  ['file.cut_off', () => fileOf('PK\x03\x04 not a zip at all', 'xlsx'), {}],
  ['file.cut_off', async () => fileOf(readFileSync(await wide()).subarray(0, -30), 'xlsx'), {}],
  ['file.spreadsheet_broken', () => fileOf(Buffer.from('d0cf11e0a1b11ae1ffff', 'hex'), 'xls'), {}],
  ['file.too_large', wide, { spreadsheetBytes: 100 }],
  ['file.too_many_columns', wide, { columns: 10 }],
  ['file.cell_too_long', wide, { cellLength: 1 }],
  ['file.unfolds_too_large', wide, { unfoldedBytes: 1000 }],
  ['file.unfolding_ratio', () => repeats(), { ratioFromBytes: 100_000, unfoldingRatio: 5 }],
  ['file.too_many_rows', () => repeats(), { rows: 100 }],
  ['file.shared_strings_too_large', () => repeats(), { sharedStringBytes: 10 }],
  ['file.reader_too_slow', () => repeats(), { waitMs: 1 }],
])('refused with its limit and what was found: %s', async (code, file, some) => {
  const refusal = await rowsOf(await file(), limits(some)).then(
    () => undefined,
    (error: Refusal) => error,
  );
  expect(refusal?.code).toBe(code);
  if ('found' in refusal!.facts && code !== 'file.kind_unsupported') {
    expect(refusal!.facts.found).toBeGreaterThan(refusal!.facts.limit as number);
  }
});

const named = (bookType: BookType) => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['甲', '乙']]), 'Sheet1');
  return fileOf(write(book, { type: 'buffer', bookType }), 'xlsx');
};
/** An old container of office programs that holds one stream. */
const holding = (stream: string) => {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, stream, Buffer.alloc(5_000, 7));
  return fileOf(CFB.write(container, { type: 'buffer' }) as Buffer, 'xlsx');
};
test.each([
  ['ods', () => named('ods')],
  ['xlsb', () => named('xlsb')],
  ['html', () => named('html')],
  ['pdf', () => fileOf('%PDF-1.7 …', 'xlsx')],
  ['image', () => fileOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'xlsx')],
  ['ole', () => holding('/WordDocument')],
])('what is no table of ours (%s) is refused by what it is, whatever its name says', async (found, file) => {
  await expect(rowsOf(file())).rejects.toMatchObject({ code: 'file.kind_unsupported', facts: { found } });
  expect(READING_MESSAGES).toHaveProperty([`word.found.${found}`]);
});

test('a workbook behind a password is refused as such', async () => {
  await expect(rowsOf(holding('/EncryptedPackage'))).rejects.toMatchObject({ code: 'file.encrypted' });
});

test.each([
  ['C2', () => fileOf(`a,b,c\n1,2,${'x'.repeat(40)}`)],
  [
    'B2',
    () =>
      xlsxOf(
        (book) =>
          void book.addWorksheet('a').addRows([
            ['a', 'b'],
            ['1', 'x'.repeat(40)],
          ]),
      ),
  ],
  ['CF_SY', () => fileOf(JSON.stringify({ CF_WSH: '1', CF_SY: 'x'.repeat(40) }), 'ndjson')],
])('a cell that is too long is named: %s', async (cell, file) => {
  const refused = rowsOf(await file(), limits({ cellLength: 32 }));
  await expect(refused).rejects.toMatchObject({ code: 'file.cell_too_long', facts: { cell } });
});

test('a machine that has no process left for the reader is busy: nothing falls, and the file is read another time', async () => {
  const path = await repeats();
  const { execPath } = process;
  process.execPath = '/no/such/node';
  try {
    await expect(rowsOf(path)).rejects.toMatchObject({ kind: 'busy', code: 'file.reader_not_started' });
  } finally {
    process.execPath = execPath;
  }
  expect((await rowsOf(path)).length).toBeGreaterThan(0);
});

test('a consumer that is slower than the child gets every row', async () => {
  const path = await repeats(30_000);
  const { readRows } = await import('./read-rows.ts');
  for (let round = 0; round < 3; round += 1) {
    let rows = 0;
    for await (const chunk of readRows(path)) {
      rows += chunk.rows.length;
      const until = performance.now() + 4;
      while (performance.now() < until);
    }
    expect(rows).toBe(30_000);
  }
}, 120_000);

/** Child processes of this one that still run (Linux); what has ended and was not asked for yet counts for none. */
function runningChildren(): string[] {
  const all = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return all.filter((pid) => existsSync(`/proc/${pid}/exe`));
}

test('whoever stops reading stops the child', async () => {
  const path = await repeats();
  const { readRows } = await import('./read-rows.ts');
  const before = runningChildren();
  const fresh = () => runningChildren().filter((pid) => !before.includes(pid));
  for await (const chunk of readRows(path)) {
    expect(chunk.rows.length).toBeGreaterThan(0);
    expect(fresh()).toHaveLength(1);
    break;
  }
  await expect.poll(fresh, { timeout: 20_000 }).toEqual([]);
});
