import { readFileSync } from 'node:fs';
import { csvRows, decodeText } from './csv.ts';
import { ScreeningRefusal } from './refusal.ts';
import type { NameRecord } from './segment-builder.ts';

/** `甲公司(原乙公司)`: registers write the former name behind the present one. */
const WITH_FORMER = /^(.+?)[(（]原(?:名)?[:：]?(.+?)[)）]$/;

/** The records of one line: the name, and a former name that is written in it. */
export function recordsOfName(id: string, name: string, code?: string): NameRecord[] {
  const found = WITH_FORMER.exec(name);
  const own: NameRecord = { id, name: found ? found[1]! : name, ...(code ? { code } : {}) };
  return found ? [own, { id, name: found[2]!, kind: 'former' }] : [own];
}

/**
 * Reads a list: CSV with columns `id`, `name` and perhaps `uscc`; more columns are ignored, a line without a name is left out.
 * @throws {ScreeningRefusal} `screening.list_unreadable`
 */
export function* readListFile(file: string): Generator<NameRecord> {
  let text: string;
  try {
    text = decodeText(readFileSync(file));
  } catch (error) {
    throw new ScreeningRefusal('screening.list_unreadable', {
      reason: (error as NodeJS.ErrnoException).code ?? 'unknown',
    });
  }
  const rows = csvRows(text);
  const header = (rows.next().value ?? []).map((cell: string) => cell.trim().toLowerCase());
  const [id, name, code] = ['id', 'name', 'uscc'].map((column) => header.indexOf(column)) as [number, number, number];
  if (id < 0 || name < 0) throw new ScreeningRefusal('screening.list_unreadable', { reason: 'columns' });
  for (const row of rows) {
    const text = row[name]?.trim();
    if (text) yield* recordsOfName(row[id]?.trim() ?? '', text, code < 0 ? undefined : row[code]?.trim());
  }
}
