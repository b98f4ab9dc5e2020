/**
 * Reading and checking alone, without a database: `node bench/intake-read.ts [rows]` makes a csv of penalties about invented
 * parties (400 subjects in a thousand rows, 2 % faulty, 1 % repeated, one natural person in twenty) and measures both steps;
 * `node bench/intake-read.ts [rows] xlsx` does so with a workbook. One JSON line each on standard output.
 */

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { checkRows } from '../src/intake/checking/check-rows.ts';
import { sendingDueOn } from '../src/intake/intake-law.ts';
import { readRows } from '../src/intake/reading/read-rows.ts';
import type { PlainDate } from '../src/kernel/plain-date.ts';
import { type CatalogueItem, loadLaw } from '../src/law/index.ts';
import {
  organisationCheckCharacter,
  residentCheckCharacter,
  usccCheckCharacter,
} from '../src/subjects/identifiers/index.ts';

const TODAY = '2026-06-10' as PlainDate;
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

function usccOf(subject: number): string {
  const body = `MB${String(subject).padStart(6, '0')}`;
  const seventeen = `91411100${body}${organisationCheckCharacter(body)}`;
  return seventeen + usccCheckCharacter(seventeen);
}

/** Born before 1900, so that nobody alive can bear the number. */
function residentOf(subject: number): string {
  const seventeen = `4111021890010${(subject % 9) + 1}${String(subject % 1000).padStart(3, '0')}`;
  return seventeen + residentCheckCharacter(seventeen);
}

function penaltyRow(n: number, rows: number): string[] {
  const source = n % 100 === 99 ? n - 50 : n; // one in a hundred repeats an earlier row
  const subject = (source * 7919) % Math.max(1, Math.floor(rows * 0.4));
  const isPerson = source % 20 === 7;
  const isFaulty = source % 50 === 3;
  const day = `2026/0${1 + (source % 5)}/${String(1 + (source % 28)).padStart(2, '0')}`;
  const party = isPerson
    ? [`虚构人${subject}`, '自然人', '', '', '', '', '', '', '', '', '', '身份证', residentOf(subject)]
    : [
        `虚构企业${subject}号有限公司`,
        '法人及非法人组织',
        usccOf(subject),
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

async function writeCsv(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  const line = (cells: readonly string[]) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
  let block = `${line(COLUMNS)}\r\n`;
  for (let n = 0; n < rows; n += 1) {
    block += `${line(penaltyRow(n, rows))}\r\n`;
    if (block.length < 1 << 20) continue;
    if (!out.write(block)) await once(out, 'drain');
    block = '';
  }
  out.end(block);
  await once(out, 'finish');
}

async function writeXlsx(path: string, rows: number): Promise<void> {
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

type Counted = { rows: number; ok?: number };
async function measure(what: string, path: string, run: () => Promise<Counted>): Promise<void> {
  const began = performance.now();
  const before = process.cpuUsage();
  const counted = await run();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const figures = {
    what,
    ...counted,
    megabytes: Math.round(statSync(path).size / 1e6),
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round(counted.rows / seconds),
    rowsPerCpuSecond: Math.round(counted.rows / cpuSeconds),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

async function read(path: string): Promise<Counted> {
  let rows = 0;
  for await (const chunk of readRows(path)) rows += chunk.rows.length;
  return { rows };
}

async function check(path: string, item: CatalogueItem, dueOn: ReturnType<typeof sendingDueOn>): Promise<Counted> {
  let rows = 0;
  let ok = 0;
  for await (const chunk of checkRows(readRows(path), { items: [item], today: TODAY, dueOn })) {
    rows += chunk.rows.length;
    for (const row of chunk.rows) if (row.ok) ok += 1;
  }
  return { rows, ok };
}

const rows = Number(process.argv[2] ?? 1_000_000);
const isBook = process.argv[3] === 'xlsx';
const folder = mkdtempSync(join(tmpdir(), 'zhengming-bench-'));
try {
  const path = join(folder, isBook ? 'penalties.xlsx' : 'penalties.csv');
  await (isBook ? writeXlsx : writeCsv)(path, rows);
  const law = loadLaw();
  const item = law.item('penalty', TODAY);
  await measure('read', path, () => read(path));
  await measure('read and check', path, () => check(path, item, sendingDueOn(law)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
