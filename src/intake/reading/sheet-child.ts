/**
 * The child in which spreadsheets are read: own heap, own permissions (it may read this one file and our code, write nothing,
 * start nothing), killed when it keeps its parent waiting. Speaks JSON lines on standard output, which blocks when the parent is slow.
 */
import { writeSync } from 'node:fs';
import { Refusal } from '../../kernel/refusal.ts';
import type { ReadingLimits } from './reading-limits.ts';

const [path, kind, limitsJson] = process.argv.slice(2) as [string, 'xlsx' | 'xls', string];
const limits = JSON.parse(limitsJson) as ReadingLimits;

function send(message: unknown): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(1, bytes, sent);
}

try {
  const chunks =
    kind === 'xlsx'
      ? (await import('./xlsx-reader.ts')).readXlsx(path, limits)
      : (await import('./xls-reader.ts')).readXls(path, limits);
  for await (const chunk of chunks) send({ chunk });
  send({ end: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error; // the parent answers for a child that fell
  send({ refusal: { kind: error.kind, code: error.code, facts: error.facts } });
}
process.exit(0);
