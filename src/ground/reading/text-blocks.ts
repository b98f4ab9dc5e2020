import type { Encoding, SheetFacts } from './cell.ts';

/** A text file is one nameless sheet. */
export const lonelySheet: SheetFacts = { name: '', index: 0, hidden: false, epoch1904: false, tallMerges: 0 };

/** Decoded blocks with every line end (`\r\n`, lone `\r`) made `\n`; the last one is marked so, even when it is empty. */
export async function* textBlocks(
  bytes: AsyncIterable<unknown>,
  encoding: Encoding,
): AsyncGenerator<{ text: string; last: boolean }> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let carry = '';
  for await (const block of bytes) {
    let text = carry + decoder.decode(block as Uint8Array, { stream: true });
    // A carriage return at the edge may belong to a newline that is still to come.
    carry = text.endsWith('\r') ? '\r' : '';
    if (carry) text = text.slice(0, -1);
    if (text !== '') yield { text: withPlainNewlines(text), last: false };
  }
  yield { text: withPlainNewlines(carry + decoder.decode()), last: true };
}

function withPlainNewlines(text: string): string {
  if (!text.includes('\r')) return text;
  const joined = text.replaceAll('\r\n', '\n');
  return joined.includes('\r') ? joined.replaceAll('\r', '\n') : joined;
}
