import { ScreeningRefusal } from './refusal.ts';

/** A line of a mebibyte is no name and no code: whoever sends one has sent another file than was meant. */
const LONGEST_LINE = 2 ** 20;
const LINE_FEED = 10;

/**
 * The lines of a stream of bytes, one after the other, whoever wrote them: with or without a mark at the beginning, with CRLF,
 * in UTF-8, or in GB18030 where a line is no UTF-8. Memory holds one line, however long the stream is.
 * @throws {ScreeningRefusal} `screening.input_unreadable`: a line longer than a mebibyte, or UTF-16
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let length = 0;
  let line = 1;
  const hold = (part: Uint8Array) => {
    length += part.length;
    if (length > LONGEST_LINE)
      throw new ScreeningRefusal('screening.input_unreadable', { reason: 'line_too_long', line });
    held.push(part);
  };
  const taken = () => {
    const text = textOf(held.length === 1 ? held[0]! : Buffer.concat(held), line);
    held = [];
    length = 0;
    line += 1;
    return text;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      hold(chunk.subarray(from, end));
      yield taken();
      from = end + 1;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
  }
  if (length > 0) yield taken();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030');

function textOf(bytes: Uint8Array, line: number): string {
  if (line === 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)))
    throw new ScreeningRefusal('screening.input_unreadable', { reason: 'utf16', line });
  return decoded(bytes).replace(/\r$/, '');
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return gb18030.decode(bytes);
    throw error;
  }
}
