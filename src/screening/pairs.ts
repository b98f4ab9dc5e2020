import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Sample } from './calibration.ts';
import { csvRows, decodeText } from './csv.ts';
import { ScreeningRefusal } from './refusal.ts';
import { type NameHit, Searcher } from './search.ts';
import { SegmentBuilder } from './segment-builder.ts';

/** Two names compared as if one were a list of one. Undefined when they have too little in common to be shown. */
export function comparePair(listed: string, asked: string): NameHit | undefined {
  const builder = new SegmentBuilder();
  builder.add({ id: '0', name: listed });
  return new Searcher([{ segment: builder.build(), dead: undefined }]).search(asked, 1)[0];
}

export type LabelledPair = {
  readonly listed: string;
  readonly asked: string;
  readonly same: boolean;
  readonly kind: string;
};
export type PairsFile = { readonly pairs: readonly LabelledPair[]; readonly sha256: string };

/**
 * Reads labelled pairs: CSV with `name_a` (as listed), `name_b` (as asked), `label` (`same` or `different`), perhaps `kind`.
 * @throws {ScreeningRefusal} `screening.pairs_unreadable`
 */
export function readPairs(file: string): PairsFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new ScreeningRefusal('screening.pairs_unreadable', {
      reason: (error as NodeJS.ErrnoException).code ?? 'unknown',
    });
  }
  const [header = [], ...rows] = csvRows(decodeText(bytes));
  const column = (name: string) => header.indexOf(name);
  const [a, b, label, kind] = ['name_a', 'name_b', 'label', 'kind'].map(column) as [number, number, number, number];
  if (a < 0 || b < 0 || label < 0) throw new ScreeningRefusal('screening.pairs_unreadable', { reason: 'columns' });
  const pairs = rows.map((row, i) => {
    if (row[label] !== 'same' && row[label] !== 'different') {
      throw new ScreeningRefusal('screening.pairs_unreadable', { reason: 'label', row: i + 2 });
    }
    return { listed: row[a]!, asked: row[b]!, same: row[label] === 'same', kind: row[kind] ?? '' };
  });
  return { pairs, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Every pair as a sample; pairs with too little in common count as `several_slips` of similarity 0. */
export function samplesOfPairs(pairs: readonly LabelledPair[]): Sample[] {
  return pairs.map(({ listed, asked, same }) => {
    const hit = comparePair(listed, asked);
    return { class: hit?.class ?? 'several_slips', similarity: hit?.similarity ?? 0, same };
  });
}
