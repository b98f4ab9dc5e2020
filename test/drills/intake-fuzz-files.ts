import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Dice, diceOf } from '../support/dice.ts';

export type FuzzKind = 'csv' | 'ndjson' | 'xlsx' | 'xls';
type Text = (text: string, dice: Dice) => string;
type Bytes = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const HEAD = ['企业名称', '统一社会信用代码', '注册日期', '所在省份', '地区'];
const ROWS = Array.from({ length: 40 }, (_, n) => [
  `虚构单位${n}`,
  '11411100MA00000150',
  `20${10 + (n % 10)}-05-06`,
  '河南',
  '漯河',
]);
const CSV = [HEAD, ...ROWS].map((row) => row.join(',')).join('\r\n');
const NDJSON = ROWS.map(([name, uscc, registered_on]) => JSON.stringify({ name, uscc, registered_on })).join('\n');

export type Bases = Readonly<Record<FuzzKind, Uint8Array>>;
export async function makeBases(): Promise<Bases> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('说明').addRow(['请勿改动表头']);
  const sheet = book.addWorksheet('数据');
  sheet.addRow(HEAD);
  for (const row of ROWS) sheet.addRow(row);
  sheet.getCell('C2').value = new Date(Date.UTC(2010, 4, 6));
  sheet.mergeCells('D3:D6');
  const old = utils.book_new();
  utils.book_append_sheet(old, utils.aoa_to_sheet([HEAD, ...ROWS]), 'Sheet1');
  return {
    csv: strToU8(CSV),
    ndjson: strToU8(NDJSON),
    xlsx: new Uint8Array(await book.xlsx.writeBuffer()),
    xls: write(old, { type: 'buffer', bookType: 'biff8' }),
  };
}

function splice(text: string, at: number, cut: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + cut);
}
const insert =
  (put: (dice: Dice) => string): Text =>
  (text, dice) =>
    splice(text, dice.below(text.length), 0, put(dice));

const TEXT_MUTATIONS: readonly Text[] = [
  (text, dice) => splice(text, dice.below(text.length), dice.below(200), ''),
  (text, dice) => splice(text, dice.below(text.length), 0, text.slice(0, dice.below(text.length))),
  (text, dice) => text.replaceAll(',', dice.of([';', '\t', '|', '，', ' '])),
  (text, dice) =>
    text.replace(dice.of(HEAD), dice.of(['', '未知列', '统一社会信用代码', '企业名称（必填）', '🙂', '_2'])),
  (text, dice) => text.replaceAll('\r\n', dice.of(['\n', '\r', '\n\r', '\u2028'])),
  insert(() => '"'),
  insert(() => '\u0000\u0007\ufffd'),
  insert((dice) => '甲'.repeat(dice.of([100, 33_000, 200_000]))),
  insert((dice) => ','.repeat(dice.of([3, 500, 5_000]))),
  insert(() => `\n=HYPERLINK("http://example.invalid","x"),+1,-1,@x\n`),
  insert((dice) => '\n'.repeat(dice.below(5_000))),
  insert(() => '9.14403E+17,2024/13/45,1e999'),
  (text, dice) => `${'标题\n'.repeat(dice.below(60))}${text}`,
  insert(() => '{"a":{"b":[1,2]},"__proto__":{"x":1}}\n'),
  insert(() => `\n${'['.repeat(20_000)}\n`),
];

const BYTE_MUTATIONS: readonly Bytes[] = [
  (bytes, dice) => {
    const changed = Uint8Array.from(bytes);
    for (let n = 1 + dice.below(30); n > 0; n -= 1) changed[dice.below(changed.length)] = dice.below(256);
    return changed;
  },
  (bytes, dice) => bytes.slice(0, dice.below(bytes.length)),
  (bytes, dice) => bytes.slice(dice.below(64)),
  (bytes, dice) => Buffer.concat([bytes, bytes.slice(dice.below(bytes.length))]),
  (bytes, dice) =>
    Buffer.concat([
      Buffer.from(
        dice.of([
          [0xff, 0xfe],
          [0xfe, 0xff],
          [0xef, 0xbb, 0xbf],
          [0, 0, 0, 0],
        ]),
      ),
      bytes,
    ]),
  (bytes) => Buffer.from(strFromU8(bytes), 'utf16le'),
  (bytes) => Buffer.from(strFromU8(bytes), 'utf16le').swap16(),
];

const XML_MUTATIONS: readonly Text[] = [
  ...TEXT_MUTATIONS.slice(0, 2),
  (xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
  (xml, dice) => xml.replace(/r="[A-Z]+\d+"/, `r="${dice.of(['ZZZ99999999', 'XFE1', '', 'A-1', '一1'])}"`),
  (xml, dice) =>
    xml.replace(/<v>[^<]*<\/v>/, `<v>${dice.of(['-1', '999999999', '1e308', 'NaN', '', '&undefined;'])}</v>`),
  (xml) => xml.replace('<sheetData>', `<sheetData>${'<row>'.repeat(20_000)}`),
  (xml, dice) => xml.replace(/<v>/, `<v>${'9'.repeat(dice.of([400, 40_000]))}`),
  (xml) => xml.replace(/<c ([^>]*)>/, '<c $1><f>HYPERLINK("http://example.invalid")</f>'),
  (xml) => xml.replaceAll('<row', '<row hidden="1"'),
  (xml, dice) => xml.replace(/ref="[A-Z0-9:]+"/, `ref="${dice.of(['A1:XFD1048576', 'B2:B999999', 'x:y'])}"`),
  (xml) => xml.replaceAll('<row', '<x:row').replaceAll('</row', '</x:row'),
  (xml) => xml.replace('Target="worksheets', 'Target="../../../../etc/passwd#worksheets'),
  (xml, dice) => xml.replace(/<t[^>]*>/, (tag) => `${tag}${'甲'.repeat(dice.of([33_000, 300_000]))}`),
];

/** Opens the package, spoils one part, closes it again. */
function spoilPart(bytes: Uint8Array, dice: Dice): Uint8Array {
  const parts = unzipSync(bytes);
  const name = dice.of(Object.keys(parts).filter((part) => /sheet|workbook|shared|styles|Content/.test(part)));
  const change = dice.below(20);
  if (change === 0) delete parts[name];
  else if (change === 1) parts[name] = new Uint8Array(dice.of([20, 40]) * 2 ** 20);
  else if (change === 2) parts[name] = strToU8(`<x>${'<y>'.repeat(200_000)}`);
  else parts[name] = strToU8(dice.of(XML_MUTATIONS)(strFromU8(parts[name]!), dice));
  return zipSync(parts, { level: 6 });
}

/** One spoiled file; the same seed makes the same file. */
export function spoiled(bases: Bases, seed: number): { kind: FuzzKind; bytes: Uint8Array } {
  const dice = diceOf(seed);
  const kind = dice.of<FuzzKind>(['csv', 'csv', 'csv', 'ndjson', 'ndjson', 'xlsx', 'xlsx', 'xls']);
  let bytes = bases[kind];
  const isText = kind === 'csv' || kind === 'ndjson';
  for (let times = 1 + dice.below(3); times > 0; times -= 1) {
    if (bytes.length === 0) break;
    if (isText && dice.below(4) > 0) bytes = strToU8(dice.of(TEXT_MUTATIONS)(strFromU8(bytes), dice));
    else if (kind === 'xlsx' && times === 1 && dice.below(4) > 0) return { kind, bytes: spoilPart(bases.xlsx, dice) };
    else bytes = dice.of(BYTE_MUTATIONS.slice(0, isText ? undefined : 5))(bytes, dice);
  }
  return { kind, bytes };
}
