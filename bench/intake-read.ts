/**
 * Reading and checking alone, without a database: `node bench/intake-read.ts [rows]` makes a csv of penalties about invented
 * parties (400 subjects in a thousand rows, 2 % faulty, 1 % repeated, one natural person in twenty) and measures both steps;
 * `node bench/intake-read.ts [rows] xlsx` does so with a workbook. One JSON line each on standard output.
 */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRows } from '../src/facts/intake/checking/check-rows.ts';
import { sendingLateness } from '../src/facts/intake/intake-law.ts';
import type { PlainDate } from '../src/ground/kernel/plain-date.ts';
import { readRows } from '../src/ground/reading/read-rows.ts';
import { type CatalogueItem, loadLaw } from '../src/rules/law/index.ts';
import { writeCsv, writeXlsx } from './penalty-files.ts';

const TODAY = '2026-06-10' as PlainDate;
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

async function check(
  path: string,
  item: CatalogueItem,
  latenessOf: ReturnType<typeof sendingLateness>,
): Promise<Counted> {
  let rows = 0;
  let ok = 0;
  for await (const chunk of checkRows(readRows(path), { items: [item], today: TODAY, latenessOf })) {
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
  await measure('read and check', path, () => check(path, item, sendingLateness(law, TODAY)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
