/**
 * Writes `data/sounds.txt`: one line a syllable without tone, `syllable<TAB>characters read so first<TAB>also read so`.
 * Source: pinyin-pro (MIT). Only characters that the fold leaves as they are.
 *
 *     node src/names/screening/build/make-sounds.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const pairs = readFileSync(new URL('../data/fold.txt', import.meta.url), 'utf8').trim();
const variants = new Set([...pairs].filter((_, i) => i % 2 === 0));
/** Rarer readings are guesses in a name; three cover 行 (xing, hang, heng). */
const READINGS = 3;

const first = new Map<string, string>();
const also = new Map<string, string>();
for (let unit = 0x4e00; unit <= 0x9fff; unit += 1) {
  const char = String.fromCharCode(unit);
  if (variants.has(char)) continue;
  const readings = [...new Set(pinyin(char, { toneType: 'none', type: 'array', multiple: true, v: true }))];
  readings.slice(0, READINGS).forEach((syllable, i) => {
    if (!/^[a-z]+$/.test(syllable)) return;
    const table = i === 0 ? first : also;
    table.set(syllable, (table.get(syllable) ?? '') + char);
  });
}
const syllables = [...new Set([...first.keys(), ...also.keys()])].sort();
const lines = syllables.map((s) => `${s}\t${first.get(s) ?? ''}\t${also.get(s) ?? ''}`);
writeFileSync(new URL('../data/sounds.txt', import.meta.url), `${lines.join('\n')}\n`);
