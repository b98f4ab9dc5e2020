import { createReadStream } from 'node:fs';
import { Refusal } from '../kernel/refusal.ts';
import type { Confidence, Encoding } from './cell.ts';

export type EncodingGuess = {
  readonly name: Encoding;
  readonly confidence: Confidence;
  /** Length of the byte order mark, to be passed over. */
  readonly markBytes: number;
};

const SAMPLE_BYTES = 256 * 1024;
const MARKS: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a sample. UTF-8 is proved by its own grammar; GB18030 accepts almost anything, so there the share of
 * everyday Chinese characters decides how sure we say we are.
 * @throws {Refusal} invalid `file.encoding_unknown`
 */
export function guessEncoding(sample: Buffer): EncodingGuess {
  for (const [name, mark] of MARKS) {
    if (mark.every((byte, at) => sample[at] === byte)) return { name, confidence: 'certain', markBytes: mark.length };
  }
  const wide = wideEncoding(sample);
  if (wide) return { name: wide, confidence: 'likely', markBytes: 0 };
  if (sample.includes(0)) throw new Refusal('invalid', 'file.encoding_unknown', { reason: 'binary' });
  if (isAscii(sample)) return { name: 'utf-8', confidence: 'certain', markBytes: 0 };
  if (decodes(sample, 'utf-8')) return { name: 'utf-8', confidence: 'certain', markBytes: 0 };
  if (!decodes(sample, 'gb18030')) return mixedEncoding(sample);
  const share = everydayShare(sample);
  return { name: 'gb18030', confidence: share >= 0.7 ? 'likely' : 'guess', markBytes: 0 };
}

/** The same for a whole file: a long start in ASCII proves nothing, so we look on to the first byte that is not. */
export async function encodingOf(path: string, head: Buffer): Promise<EncodingGuess> {
  if (!isAscii(head)) return guessEncoding(head);
  for await (const block of createReadStream(path, { start: head.length, highWaterMark: SAMPLE_BYTES })) {
    if (!isAscii(block as Buffer)) return guessEncoding(afterFirstLine(block as Buffer));
  }
  return guessEncoding(head);
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte > 0 && byte < 0x80);
}

/** A block from the middle may begin inside a character. */
function afterFirstLine(block: Buffer): Buffer {
  const newline = block.indexOf(10);
  return newline >= 0 && newline < block.length - 1 ? block.subarray(newline + 1) : block;
}

/** UTF-16 without a mark shows by its zero bytes: commas, digits and newlines have one each (and a few Han, 一 among them). */
function wideEncoding(sample: Buffer): Encoding | undefined {
  const zeros: [number, number] = [0, 0];
  const length = Math.min(sample.length, 4096);
  for (let at = 0; at < length; at += 1) if (sample[at] === 0) zeros[(at % 2) as 0 | 1] += 1;
  const [even, odd] = zeros;
  if (odd > length / 50 && odd > 8 * even) return 'utf-16le';
  if (even > length / 50 && even > 8 * odd) return 'utf-16be';
  return undefined;
}

/** The last character of a sample may be cut in two: `stream` forgives that and nothing else. */
function decodes(sample: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false; // the answer, not a fault: the decoder tells an invalid byte only by throwing
  }
}

/** Mostly UTF-8 with a few broken bytes is still UTF-8; its broken cells are told one by one. */
function mixedEncoding(sample: Buffer): EncodingGuess {
  const text = new TextDecoder('utf-8').decode(sample);
  const broken = text.split('\ufffd').length - 1;
  if (broken > text.length / 100) throw new Refusal('invalid', 'file.encoding_unknown', { reason: 'undecodable' });
  return { name: 'utf-8', confidence: 'guess', markBytes: 0 };
}

/** Share of the two-byte characters that lie in the first level of GB 2312 (3,755 everyday characters). */
function everydayShare(sample: Buffer): number {
  let pairs = 0;
  let everyday = 0;
  for (let at = 0; at < sample.length - 1; at += 1) {
    const lead = sample[at]!;
    if (lead < 0x81) continue;
    const trail = sample[at + 1]!;
    pairs += 1;
    if ((lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) || (lead >= 0xa1 && lead <= 0xa3)) everyday += 1;
    at += 1;
  }
  return pairs === 0 ? 0 : everyday / pairs;
}
