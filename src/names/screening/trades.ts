/** The words of trades (食品, 建筑工程) and the words that say next to nothing (科技, 实业, 发展) at the end of a core. */
import { fold } from './fold.ts';
import { WordTable } from './hash.ts';
import { tableRows } from './tables.ts';

const GENERIC = 1;
const TRADE = 2;
/** Weight of one character of the word, in hundredths of an ordinary character of a brand. */
export const TRADE_WEIGHT = 45;
export const GENERIC_WEIGHT = 28;

const words = new Map<string, number>();
for (const [kind, list] of tableRows('trades')) {
  for (const word of list!.split(' ')) {
    const text = fold(word);
    // 总 and the like are too short to be told from a brand's character.
    if (text.length > 1 && !words.has(text)) words.set(text, kind === 'generic' ? GENERIC : TRADE);
  }
}
const table = new WordTable(words);

/**
 * Finds where the brand of a core ends and writes each trade character's weight. A core that is nothing but trade keeps its
 * first word as brand, for something must tell it from others.
 * @param weights filled from the end of the brand to `end`, counted from `start`
 * @returns length of the brand
 */
export function brandLength(text: Uint16Array, start: number, end: number, weights: Uint8Array): number {
  let at = end;
  let lastWord = 0;
  while (at > start) {
    const length = table.longestEndingAt(text, start, at);
    if (length === 0) break;
    const weight = table.valueOfSpan(text, at - length, at) === GENERIC ? GENERIC_WEIGHT : TRADE_WEIGHT;
    weights.fill(weight, at - length - start, at - start);
    at -= length;
    lastWord = length;
  }
  return at === start ? lastWord : at - start;
}

/** True when the text is nothing but words of trades. */
export function isOnlyTrade(text: Uint16Array, start: number, end: number): boolean {
  let at = end;
  while (at > start) {
    const length = table.longestEndingAt(text, start, at);
    if (length === 0) return false;
    at -= length;
  }
  return true;
}
