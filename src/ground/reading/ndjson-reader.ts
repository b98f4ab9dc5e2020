import { createReadStream } from 'node:fs';
import { Refusal } from '../kernel/refusal.ts';
import { type Cell, type Chunk, type FileFacts, type RawRow, UNCLEAN } from './cell.ts';
import { type ReadingLimits, rowWithin, within } from './reading-limits.ts';
import { lonelySheet, textBlocks } from './text-blocks.ts';
import type { EncodingGuess } from './text-encoding.ts';

/**
 * One JSON object a line. Keys play the headings: a row marked `headings` comes first and again whenever a new key turns up,
 * so that a field which only later lines have is not lost.
 * @throws {Refusal} invalid `file.json_broken`, `file.json_not_flat`, `file.row_too_long`, `file.too_many_rows`, …
 */
export async function* readNdjson(
  path: string,
  bytes: number,
  encoding: EncodingGuess,
  limits: ReadingLimits,
): AsyncGenerator<Chunk> {
  const { name, confidence } = encoding;
  const file: FileFacts = { kind: 'ndjson', bytes, encoding: { name, confidence } };
  const stream = createReadStream(path, { start: encoding.markBytes, highWaterMark: 256 * 1024 });
  const keys = new Map<string, number>();
  let pending = '';
  let number = 0;
  for await (const { text, last } of textBlocks(stream, name)) {
    pending += text;
    const lines = pending.split('\n');
    pending = last ? '' : lines.pop()!;
    within('file.row_too_long', pending.length, limits.rowLength, { row: number + lines.length + 1 });
    within('file.too_many_rows', number + lines.length, limits.rows);
    const rows = lines.flatMap((line, at) => rowsOf(line, number + at + 1, keys, limits));
    number += lines.length;
    yield { file, sheet: lonelySheet, rows, unclean: UNCLEAN.test(text) || text.includes('\\u') };
  }
}

function rowsOf(line: string, number: number, keys: Map<string, number>, limits: ReadingLimits): RawRow[] {
  if (line.trim() === '') return [];
  const known = keys.size;
  const cells: Cell[] = [];
  for (const [key, value] of Object.entries(objectOf(line, number))) {
    const at = keys.get(key) ?? keys.size;
    keys.set(key, at);
    cells[at] = cellOf(value, number);
  }
  for (let at = 0; at < cells.length; at += 1) cells[at] ??= '';
  rowWithin([...keys.keys()], number, limits);
  rowWithin(
    cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)),
    number,
    limits,
    (at) => [...keys.keys()][at]!.slice(0, 60),
  );
  const row: RawRow = { number, cells };
  return keys.size === known ? [row] : [{ number, cells: [...keys.keys()], headings: true }, row];
}

function objectOf(line: string, row: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Refusal('invalid', 'file.json_broken', { row }); // the parser's message quotes the text, which may name a person
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('invalid', 'file.json_not_flat', { row });
  }
  return value as Record<string, unknown>;
}

/** A list of texts is the standard's `;`-joined value. */
function cellOf(value: unknown, row: number): Cell {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return { kind: 'number', text: String(value), number: value };
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(';');
  throw new Refusal('invalid', 'file.json_not_flat', { row });
}
