import Papa from 'papaparse';
import type { Confidence } from './cell.ts';

const CANDIDATES = [',', '\t', ';', '|'] as const;

export type DelimiterGuess = { readonly character: string; readonly confidence: Confidence };

/** The delimiter with which most lines of the sample have the same number of cells, and more than one. */
export function guessDelimiter(sample: string): DelimiterGuess {
  const scores = CANDIDATES.map((character) => ({ character, ...regularity(sample, character) }));
  scores.sort((a, b) => b.share * Math.min(b.columns, 8) - a.share * Math.min(a.columns, 8));
  const [best, next] = scores as [(typeof scores)[number], (typeof scores)[number]];
  if (best.columns < 2) return { character: ',', confidence: 'guess' };
  const clear = next.columns < 2 || best.share * best.columns > 2 * next.share * next.columns;
  return { character: best.character, confidence: clear && best.share > 0.8 ? 'certain' : clear ? 'likely' : 'guess' };
}

function regularity(sample: string, delimiter: string): { columns: number; share: number } {
  const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: 60, skipEmptyLines: true });
  const counts = new Map<number, number>();
  for (const row of data) if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let columns = 0;
  let lines = 0;
  for (const [width, count] of counts) {
    if (count > lines || (count === lines && width > columns)) {
      columns = width;
      lines = count;
    }
  }
  return { columns, share: data.length === 0 ? 0 : lines / data.length };
}
