import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './input-lines.ts';

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const linesIn = async (bytes: Uint8Array, sizes = [7]) => {
  const lines: string[] = [];
  for await (const line of linesOf(inPieces(bytes, sizes))) lines.push(line);
  return lines;
};

test('wherever the pieces are cut, the lines are those of the whole text', async () => {
  const line = fc.string({ unit: fc.constantFrom('漯', '河', 'a', '1', '"', ' ') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (lines, sizes) => {
        const text = lines.map((one) => `${one}\r\n`).join('');
        expect(await linesIn(Buffer.from(text), sizes)).toEqual(lines);
      },
    ),
  );
});

test('a mark at the beginning is no part of the first name, and a last line needs no end', async () => {
  expect(await linesIn(Buffer.from('\ufeff漯河甲厂\n\n漯河乙厂'))).toEqual(['漯河甲厂', '', '漯河乙厂']);
});

test('a line in GB18030 is read as such, beside lines in UTF-8', async () => {
  const gb = Buffer.from('e4f0bad3bcd7b3a7', 'hex'); // 漯河甲厂
  expect(await linesIn(Buffer.concat([gb, Buffer.from('\r\n漯河乙厂\n')]))).toEqual(['漯河甲厂', '漯河乙厂']);
});

test.each([
  ['a line that never ends', Buffer.alloc(2 ** 20 + 1, 'a'), 'line_too_long'],
  ['UTF-16', Buffer.from('\ufeff漯河甲厂\n', 'utf16le'), 'utf16'],
])('%s is refused and named', async (_, bytes, reason) => {
  await expect(linesIn(bytes, [65_536])).rejects.toMatchObject({
    code: 'screening.input_unreadable',
    facts: { reason, line: 1 },
  });
});
