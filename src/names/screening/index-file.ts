/**
 * A list on disk as it is in memory: one JSON line that says what follows, then the arrays, each at a multiple of eight
 * bytes. Loading is reading into shared memory. A file of another edition is refused: it must be built anew.
 */
import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { ScreeningRefusal } from './refusal.ts';
import type { LiveSegment } from './search.ts';
import { Segment, type SegmentArrays } from './segment.ts';
import type { Snapshot } from './snapshot.ts';
import { TABLES_EDITION } from './tables.ts';

const MAGIC = 'zhengming-screening-7';
type Kind = 'Uint8Array' | 'Uint16Array' | 'Uint32Array';
type AnyArray = Uint8Array | Uint16Array | Uint32Array;

type ArrayHead = { readonly name: string; readonly kind: Kind; readonly bytes: number; readonly crc: number };
type Head = {
  readonly magic: string;
  readonly edition: number;
  readonly bigEndian: boolean;
  readonly revision: number;
  /** The caller's own mark, say the journal position up to which the list has followed. */
  readonly position: string;
  readonly segments: readonly (readonly ArrayHead[])[];
};

const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;
const padding = (bytes: number): number => (8 - (bytes % 8)) % 8;

function arraysOf({ segment, dead }: LiveSegment): [string, AnyArray][] {
  const arrays: [string, AnyArray][] = Object.entries(segment.arrays);
  return dead ? [...arrays, ['dead', dead]] : arrays;
}

function bytesOf(array: AnyArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Writes beside the file and renames: a reader sees the old list or the new one, whole. */
export function saveIndex(file: string, snapshot: Snapshot, position = ''): void {
  const segments = snapshot.segments.map((live) =>
    arraysOf(live).map(([name, array]): ArrayHead => {
      const bytes = bytesOf(array);
      return { name, kind: array.constructor.name as Kind, bytes: bytes.length, crc: crc32(bytes) };
    }),
  );
  const head: Head = {
    magic: MAGIC,
    edition: TABLES_EDITION,
    bigEndian: isBigEndian,
    revision: snapshot.revision,
    position,
    segments,
  };
  const half = `${file}.part`;
  const handle = openSync(half, 'w');
  try {
    const text = JSON.stringify({ ...head, crc: crcOf(head) });
    const line = Buffer.from(`${text}${' '.repeat(padding(Buffer.byteLength(text) + 1))}\n`);
    writeAll(handle, line);
    for (const live of snapshot.segments) {
      for (const [, array] of arraysOf(live)) {
        writeAll(handle, bytesOf(array));
        writeAll(handle, new Uint8Array(padding(array.byteLength)));
      }
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
}

/** The system writes at most about 2 GiB at once. */
const PIECE = 2 ** 30;

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, Math.min(PIECE, bytes.length - at));
}

/** @throws {ScreeningRefusal} `screening.index_foreign`: another edition or machine; `screening.index_damaged` */
export function loadIndex(file: string): { snapshot: Snapshot; position: string } {
  const handle = openSync(file, 'r');
  try {
    const { head, start } = readHead(handle);
    let at = start;
    const segments = head.segments.map((heads): LiveSegment => {
      const arrays: Record<string, AnyArray> = {};
      for (const each of heads) {
        arrays[each.name] = readArray(handle, each, at);
        at += each.bytes + padding(each.bytes);
      }
      const { dead, ...rest } = arrays;
      return { segment: new Segment(rest as unknown as SegmentArrays), dead: dead as Uint8Array | undefined };
    });
    return { snapshot: { segments, revision: head.revision }, position: head.position };
  } finally {
    closeSync(handle);
  }
}

const HEAD_PIECE = 4096;
const LONGEST_HEAD = 2 ** 22;

function readHead(handle: number): { head: Head; start: number } {
  let text = Buffer.alloc(0);
  for (let end = -1; end < 0; end = text.indexOf(10)) {
    const piece = Buffer.alloc(HEAD_PIECE);
    const read = readSync(handle, piece, 0, HEAD_PIECE, text.length);
    text = Buffer.concat([text, piece.subarray(0, read)]);
    if (read === 0 || text.length > LONGEST_HEAD)
      throw new ScreeningRefusal('screening.index_damaged', { part: 'head' });
  }
  const start = text.indexOf(10) + 1;
  const { crc, ...head } = parseHead(text.toString('utf8', 0, start));
  if (head.magic !== MAGIC || head.edition !== TABLES_EDITION || head.bigEndian !== isBigEndian) {
    throw new ScreeningRefusal('screening.index_foreign', { edition: head.edition ?? 'none', wanted: TABLES_EDITION });
  }
  if (crc !== crcOf(head)) throw new ScreeningRefusal('screening.index_damaged', { part: 'head' });
  return { head, start };
}

/** What the head says of lengths and places is believed only as it was written. */
const crcOf = (head: Head): number => crc32(JSON.stringify(head));

function parseHead(text: string): Head & { readonly crc?: number } {
  try {
    const head: unknown = JSON.parse(text);
    if (typeof head === 'object' && head !== null) return head as Head;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ScreeningRefusal('screening.index_damaged', { part: 'head' });
}

function readArray(handle: number, { name, kind, bytes, crc }: ArrayHead, from: number): AnyArray {
  const buffer = new SharedArrayBuffer(bytes);
  const target = new Uint8Array(buffer);
  let at = 0;
  while (at < bytes) {
    const read = readSync(handle, target, at, Math.min(PIECE, bytes - at), from + at);
    if (read === 0) break;
    at += read;
  }
  if (at < bytes || crc32(Buffer.from(buffer)) !== crc)
    throw new ScreeningRefusal('screening.index_damaged', { part: name });
  if (kind === 'Uint8Array') return target;
  return kind === 'Uint16Array' ? new Uint16Array(buffer) : new Uint32Array(buffer);
}
