/** Files of penalties about invented parties, for benchmarks: any number of rows, always the same ones. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import ExcelJS from 'exceljs';
import { inventedResidentId, inventedUscc } from '../src/office/demo/invented-codes.ts';

const COLUMNS = [
  'CF_XDR_MC',
  'CF_XDR_LB',
  'CF_XDR_SHXYM',
  'CF_XDR_GSZC',
  'CF_XDR_ZZJG',
  'CF_XDR_SWDJ',
  'CF_XDR_SYDW',
  'CF_XDR_SHZZ',
  'CF_FRDB',
  'CF_FR_ZJLX',
  'CF_FR_ZJHM',
  'CF_XDR_ZJLX',
  'CF_XDR_ZJHM',
  'CF_WSH',
  'CF_WFXW',
  'CF_SY',
  'CF_YJ',
  'CF_CFLB',
  'CF_NR',
  'CF_NR_FK',
  'CF_NR_WFFF',
  'CF_NR_ZKDX',
  'CF_JDRQ',
  'CF_YXQ',
  'CF_GSJZQ',
  'CF_CFJG',
  'CF_CFJGDM',
  'CF_SJLY',
  'CF_SJLYDM',
];
const ORGAN = { name: '虚构市司法局', code: '11411100MA00000150' };

function penaltyRow(n: number, rows: number): string[] {
  const source = n % 100 === 99 ? n - 50 : n; // one in a hundred repeats an earlier row
  const subject = (source * 7919) % Math.max(1, Math.floor(rows * 0.4));
  const isPerson = source % 20 === 7;
  const isFaulty = source % 50 === 3;
  const day = `2026/0${1 + (source % 5)}/${String(1 + (source % 28)).padStart(2, '0')}`;
  const party = isPerson
    ? [
        `虚构人${subject}`,
        '自然人',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '身份证',
        inventedResidentId('411102', subject),
      ]
    : [
        `虚构企业${subject}号有限公司`,
        '法人及非法人组织',
        inventedUscc('411100', '91', subject),
        '',
        '',
        '',
        '',
        '',
        `虚构代表${subject}`,
        '',
        '',
        '',
        '',
      ];
  return [
    ...party,
    `漯虚罚决字〔2026〕第${source}号`,
    '未按规定建立业务档案',
    `${day.replaceAll('/', '-')}检查发现当事人未按规定建立业务档案,情节轻微,已当场改正`,
    '《中华人民共和国行政处罚法》第九条、第三十三条',
    '警告;罚款',
    '警告,并处罚款人民币五千元',
    isFaulty ? '五千' : '0.5',
    '',
    '',
    day,
    '2099/12/31',
    '2027/06/10',
    ORGAN.name,
    ORGAN.code,
    ORGAN.name,
    ORGAN.code,
  ];
}

/**
 * A csv of `rows` penalties: 400 subjects in a thousand rows, 2 % faulty, 1 % repeated, one natural person in twenty. With
 * `corrections`, every hundredth row again with another fine, as a correction, and nothing else.
 */
export async function writeCsv(path: string, rows: number, corrections = false): Promise<void> {
  const out = createWriteStream(path);
  const line = (cells: readonly string[]) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
  let block = `${line(corrections ? [...COLUMNS, 'action'] : COLUMNS)}\r\n`;
  for (let n = corrections ? 1 : 0; n < rows; n += corrections ? 100 : 1) {
    const row = penaltyRow(n, rows);
    if (corrections) row[COLUMNS.indexOf('CF_NR_FK')] = '0.6';
    block += `${line(corrections ? [...row, '1'] : row)}\r\n`;
    if (block.length < 1 << 20) continue;
    if (!out.write(block)) await once(out, 'drain');
    block = '';
  }
  out.end(block);
  await once(out, 'finish');
}

export async function writeXlsx(path: string, rows: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path });
  const sheet = book.addWorksheet('数据');
  sheet.addRow(COLUMNS).commit();
  for (let n = 0; n < rows; n += 1) {
    sheet.addRow(penaltyRow(n, rows)).commit();
    if (n % 2000 === 0) await new Promise(setImmediate);
  }
  sheet.commit();
  await book.commit();
}
