import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { Refusal } from '../kernel/refusal.ts';
import { type Chunk, type FileFacts, type RawRow, UNCLEAN } from './cell.ts';
import { guessDelimiter } from './delimiter.ts';
import { type ReadingLimits, rowWithin, within } from './reading-limits.ts';
import { lonelySheet, textBlocks } from './text-blocks.ts';
import type { EncodingGuess } from './text-encoding.ts';

type Parsed = { data: string[][]; errors: { code: string; row?: number }[]; meta: { cursor: number } };

/**
 * Rows of comma, semicolon, tab or bar separated text. Holds one block and the unfinished row before it, never more than
 * `rowLength` characters of a row, so memory is flat and an unclosed quote cannot swallow the file.
 * @throws {Refusal} invalid `file.row_too_long`, `file.quote_open`, `file.too_many_rows`, `file.too_many_columns`, `file.cell_too_long`
 */
export async function* readDelimited(
  path: string,
  bytes: number,
  encoding: EncodingGuess,
  limits: ReadingLimits,
): AsyncGenerator<Chunk> {
  const stream = createReadStream(path, { start: encoding.markBytes, highWaterMark: 256 * 1024 });
  let parse: ((text: string, last: boolean) => Parsed) | undefined;
  let file: FileFacts | undefined;
  let pending = '';
  let number = 0;
  for await (const { text, last } of textBlocks(stream, encoding.name)) {
    pending += text;
    if (!parse || !file) {
      const delimiter = delimiterOf(pending);
      file = { kind: 'delimited', bytes, encoding: nameOf(encoding), delimiter };
      parse = parserFor(delimiter.character);
    }
    const unclean = UNCLEAN.test(pending);
    const parsed = parse(pending, last);
    refuseOpenQuote(parsed, number, last);
    pending = last ? '' : pending.slice(parsed.meta.cursor);
    within('file.row_too_long', pending.length, limits.rowLength, { row: number + parsed.data.length + 1 });
    within('file.too_many_rows', number + parsed.data.length, limits.rows);
    yield { file, sheet: lonelySheet, rows: numbered(parsed, number, limits), unclean };
    number += parsed.data.length;
  }
}

/** The first line of some exports names the delimiter itself; Excel obeys it, so do we. */
function delimiterOf(start: string): NonNullable<FileFacts['delimiter']> {
  const named = /^sep=(.)\n/i.exec(start);
  return named ? { character: named[1]!, confidence: 'certain' } : guessDelimiter(start.slice(0, 64 * 1024));
}

function nameOf({ name, confidence }: EncodingGuess): NonNullable<FileFacts['encoding']> {
  return { name, confidence };
}

function parserFor(delimiter: string): (text: string, last: boolean) => Parsed {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"', escapeChar: '"' });
  return (text, last) => parser.parse(text, 0, !last) as Parsed;
}

function refuseOpenQuote(parsed: Parsed, before: number, last: boolean): void {
  const open = last ? parsed.errors.find((error) => error.code === 'MissingQuotes') : undefined;
  if (open) throw new Refusal('invalid', 'file.quote_open', { row: before + (open.row ?? 0) + 1 });
}

function numbered(parsed: Parsed, before: number, limits: ReadingLimits): RawRow[] {
  const malformed = new Set(parsed.errors.map((error) => error.row));
  return parsed.data.map((cells, at) => {
    const number = before + at + 1;
    rowWithin(cells, number, limits);
    return malformed.size > 0 && malformed.has(at) ? { number, cells, malformed: true } : { number, cells };
  });
}
