import { open, stat } from 'node:fs/promises';
import { Refusal } from '../kernel/refusal.ts';
import type { FileKind } from './cell.ts';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const OTHERS: readonly [string, RegExp][] = [
  ['pdf', /^%PDF-/],
  ['rtf', /^\{\\rtf/],
  ['html', /^\s*<(!doctype html|html|table|meta)/i],
  ['xml', /^\s*<\?xml/],
  ['json_array', /^\s*\[/],
  ['rar', /^Rar!/],
  ['7z', /^7z\xbc\xaf/],
  ['gzip', /^\p{Cc}\x8b/u],
  ['image', /^(\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0)/s],
];

export type FileStart = { readonly bytes: number; readonly head: Buffer };

/** @throws {Refusal} absent `file.absent`; invalid `file.not_a_file`, `file.empty` */
export async function startOf(path: string, sampleBytes: number): Promise<FileStart> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('absent', 'file.absent', { reason: error.code });
  });
  if (!found.isFile()) throw new Refusal('invalid', 'file.not_a_file');
  if (found.size === 0) throw new Refusal('invalid', 'file.empty');
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(sampleBytes, found.size)), 0);
    return { bytes: found.size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/**
 * What the bytes are; the name of the file is not asked, since `.xls` is written on anything.
 * @throws {Refusal} invalid `file.kind_unsupported`
 */
export function kindOf(head: Buffer): FileKind {
  if (head.subarray(0, 4).equals(ZIP)) return 'xlsx';
  if (head.subarray(0, 8).equals(OLE)) return 'xls';
  const start = head
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  for (const [kind, shape] of OTHERS) {
    if (shape.test(start)) throw new Refusal('invalid', 'file.kind_unsupported', { found: kind });
  }
  return /^\s*\{/.test(start) ? 'ndjson' : 'delimited';
}
