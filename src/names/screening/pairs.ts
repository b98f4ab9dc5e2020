import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Sample } from './calibration.ts';
import { csvRows, decodeText } from './csv.ts';
import { fold } from './fold.ts';
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
 * @throws {ScreeningRefusal} `screening.pairs_unreadable`; `screening.pairs_one_sided`: no pair of one of the labels
 */
export function readPairs(file: string): PairsFile {
  const { text, sha256 } = contentOf(file);
  const [header = [], ...rows] = csvRows(text);
  const heads = header.map((cell) => cell.trim().toLowerCase());
  const column = (name: string) => heads.indexOf(name);
  const [a, b, label, kind] = ['name_a', 'name_b', 'label', 'kind'].map(column) as [number, number, number, number];
  if (a < 0 || b < 0 || label < 0) throw new ScreeningRefusal('screening.pairs_unreadable', { reason: 'columns' });
  const pairs = rows.map((row, i): LabelledPair => {
    const [listed = '', asked = '', said = ''] = [row[a], row[b], row[label]?.trim().toLowerCase()];
    const refused = (reason: string) => new ScreeningRefusal('screening.pairs_unreadable', { reason, row: i + 2 });
    if (said !== 'same' && said !== 'different') throw refused('label');
    if (fold(listed) === '' || fold(asked) === '') throw refused('name');
    return { listed, asked, same: said === 'same', kind: row[kind] ?? '' };
  });
  const same = pairs.filter((pair) => pair.same).length;
  const counts = { pairs: pairs.length, same };
  if (same === 0 || same === pairs.length) throw new ScreeningRefusal('screening.pairs_one_sided', counts);
  return { pairs, sha256 };
}

function contentOf(file: string): { text: string; sha256: string } {
  try {
    const bytes = readFileSync(file);
    return { text: decodeText(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    const { code: reason = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ScreeningRefusal('screening.pairs_unreadable', { reason });
  }
}

/** Every pair as a sample; pairs with too little in common count as `several_slips` of similarity 0. */
export function samplesOfPairs(pairs: readonly LabelledPair[]): Sample[] {
  return pairs.map(({ listed, asked, same }) => {
    const hit = comparePair(listed, asked);
    return { class: hit?.class ?? 'several_slips', similarity: hit?.similarity ?? 0, same };
  });
}
