/**
 * Writes the invented files of `demo/`: `node scripts/make-demo-files.ts [folder]`. The rows come from src/demo and are the
 * same at each run; csv and ndjson are the same to the byte, workbooks carry the same cells.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { type DemoFile, demoFiles } from '../src/office/demo/demo-files.ts';
import { type Cell, faultyRows } from '../src/office/demo/faulty-rows.ts';
import { csvText, headingsOf, ndjsonText } from '../src/office/demo/sheet-text.ts';
import { loadLaw } from '../src/rules/law/index.ts';

/** Two bytes of GB 18030 for each character that has them: Node decodes that encoding but does not write it. */
function gb18030Table(): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
    }
  }
  return table;
}

function gb18030Of(text: string): Uint8Array {
  const table = gb18030Table();
  const bytes = [...text].flatMap((character) => {
    const code = table.get(character);
    if (code !== undefined) return [code >> 8, code & 0xff];
    if (character.charCodeAt(0) > 0x7f) throw new Error(`no two bytes for ${character}`);
    return [character.charCodeAt(0)];
  });
  return Uint8Array.from(bytes);
}

const law = loadLaw();

/** The catalogue's Chinese word for a field, as it stands above a column. */
function namer(item: DemoFile['item'], on: DemoFile['deliveredOn']): (code: string) => string {
  const names = new Map(law.item(item, on).fields.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}

async function workbook(
  rows: readonly Readonly<Record<string, Cell>>[],
  named: (code: string) => string,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.created = new Date('2026-11-20T00:00:00Z');
  book.modified = book.created;
  const sheet = book.addWorksheet('报送');
  const headings = headingsOf(rows);
  sheet.addRow(headings.map(named));
  for (const row of rows) sheet.addRow(headings.map((heading) => row[heading] ?? null));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function bytesOf({ form, rows, item, deliveredOn }: DemoFile): Promise<Uint8Array> {
  const named = namer(item, deliveredOn);
  if (form === 'xlsx') return workbook(rows, named);
  if (form === 'ndjson') return Buffer.from(ndjsonText(rows));
  if (form === 'csv-gb18030') return gb18030Of(csvText(rows, named));
  return Buffer.from(csvText(rows));
}

/** Writes every file into the folder and answers their names. */
export async function makeDemoFiles(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files = demoFiles();
  for (const file of files) writeFileSync(path.join(folder, file.name), await bytesOf(file));
  // The fault is not told in the sheet: finding it is what the newcomer came for. docs/demonstration.md lists them.
  const faulty = faultyRows().map(({ row }) => row);
  const name = '处罚-有错误.xlsx';
  writeFileSync(path.join(folder, name), await workbook(faulty, namer('penalty', files[0]!.deliveredOn)));
  return [...files.map((file) => file.name), name];
}

if (import.meta.main) {
  const folder = process.argv[2] ?? path.join(import.meta.dirname, '../demo');
  for (const name of await makeDemoFiles(folder)) console.log(name);
}
