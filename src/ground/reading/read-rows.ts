import type { Chunk, FileFacts } from './cell.ts';
import { readDelimited } from './delimited-reader.ts';
import { kindOf, startOf } from './file-kind.ts';
import { readNdjson } from './ndjson-reader.ts';
import { READING_LIMITS, type ReadingLimits, within } from './reading-limits.ts';
import { readSpreadsheet } from './sheet-process.ts';
import { encodingOf } from './text-encoding.ts';

const SAMPLE_BYTES = 256 * 1024;

export type ReadingOptions = { readonly limits?: Partial<ReadingLimits> };

/**
 * The rows of a file, whatever it is, in chunks of some hundred; memory does not grow with the file. Stop iterating and the
 * file (or the child that reads it) is closed.
 * @throws {Refusal} absent `file.absent`, invalid `file.…` (reading-messages.ts lists them all)
 */
export async function* readRows(path: string, options: ReadingOptions = {}): AsyncGenerator<Chunk> {
  const limits = { ...READING_LIMITS, ...options.limits };
  const { bytes, head } = await startOf(path, SAMPLE_BYTES);
  within('file.too_large', bytes, limits.fileBytes);
  const kind = isWideText(head) ? 'delimited' : kindOf(head);
  if (kind === 'xlsx' || kind === 'xls') {
    yield* readSpreadsheet(path, { kind, bytes } satisfies FileFacts, limits);
    return;
  }
  const encoding = await encodingOf(path, head);
  const read = kind === 'ndjson' ? readNdjson : readDelimited;
  yield* read(path, bytes, encoding, limits);
}

function isWideText(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}
