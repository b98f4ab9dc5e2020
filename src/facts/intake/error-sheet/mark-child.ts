/** The child that opens a clerk's workbook whole to mark it: own heap, may read that file and our code, write the result. */
import { readFileSync } from 'node:fs';
import { read, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { markWorkbook } from './mark-workbook.ts';
import type { SheetMarks } from './marks.ts';

const [source, target, kind] = process.argv.slice(2) as [string, string, 'xlsx' | 'xls'];
const marks = JSON.parse(readFileSync(0, 'utf8')) as SheetMarks[];

const bytes = readFileSync(source);
const book = new ExcelJS.Workbook();
// Old binary workbooks are turned into xlsx first; their cells stay, their formatting mostly does not.
const xlsx = kind === 'xls' ? write(read(bytes, { type: 'buffer' }), { type: 'buffer', bookType: 'xlsx' }) : bytes;
await book.xlsx.load(xlsx);
markWorkbook(book, marks);
await book.xlsx.writeFile(target);
