import type { Readable } from 'node:stream';
import type { Cell } from './cell.ts';
import { columnOf } from './cell.ts';
import { broken } from './xlsx-package.ts';

/** A merged range over several rows; rows 1-based and inclusive. Only its first column bears the value. */
export type TallMerge = { readonly column: number; readonly from: number; readonly to: number };

const MAX_MERGES = 100_000;
const MERGE = /<(?:\w+:)?mergeCell\s[^>]{0,300}?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;

/**
 * Merged ranges stand behind the rows in a sheet, but are needed with the first of them: so the part is looked through once
 * before, as bytes, without parsing.
 */
export async function findTallMerges(stream: Readable, part: string): Promise<TallMerge[]> {
  try {
    return await scanned(stream);
  } catch {
    throw broken(part); // zlib and yauzl report damage by throwing
  }
}

async function scanned(stream: Readable): Promise<TallMerge[]> {
  const merges: TallMerge[] = [];
  let tail = '';
  for await (const block of stream) {
    const text = tail + (block as Buffer).toString('latin1');
    for (const [, letters, from, to] of text.matchAll(MERGE)) {
      if (from !== to) merges.push({ column: columnOf(letters!)!, from: Number(from), to: Number(to) });
    }
    if (merges.length > MAX_MERGES) break;
    const open = text.lastIndexOf('<');
    tail = open >= 0 && text.length - open < 400 && !text.includes('>', open) ? text.slice(open) : '';
  }
  return merges.sort((a, b) => a.from - b.from);
}

/** Repeats the value of a tall merge in each row that it covers, as the clerk sees it. Rows must come in order. */
export function mergeFiller(merges: readonly TallMerge[]): (number: number, cells: Cell[]) => void {
  let next = 0;
  let live: { merge: TallMerge; value: Cell }[] = [];
  return (number, cells) => {
    if (live.length > 0) live = live.filter(({ merge }) => merge.to >= number);
    for (const { merge, value } of live) if (!cells[merge.column]) cells[merge.column] = value;
    for (; next < merges.length && merges[next]!.from <= number; next += 1) {
      const merge = merges[next]!;
      if (merge.from === number) live.push({ merge, value: cells[merge.column] ?? '' });
    }
  };
}
