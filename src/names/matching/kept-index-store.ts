import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { Snapshot } from '../screening/index.ts';
import { type JournalMark, journalHas } from './name-source-queries.ts';

type Engine = typeof import('../screening/index.ts');
/** A list from its file, with its place in the journal and its day; or why there is none to be used. */
export type Kept =
  | { readonly snapshot: Snapshot; readonly mark: JournalMark; readonly day: string }
  | { readonly reason: string };

/** What is written into the file: from where to read on, and for which day it was made. */
export function savedMark(mark: JournalMark, day: PlainDate): string {
  return JSON.stringify({ ...mark, day });
}

/** The list as it was kept, if it is whole, of this edition and of this database. */
export async function keptIndex(engine: Engine, file: string, pools: Pools): Promise<Kept> {
  let loaded: { snapshot: Snapshot; position: string };
  try {
    loaded = engine.loadIndex(file);
  } catch (error) {
    if (error instanceof engine.ScreeningRefusal) return { reason: error.code };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { reason: 'absent' };
    throw error;
  }
  const { day, ...mark } = JSON.parse(loaded.position) as JournalMark & { day: string };
  return (await journalHas(pools, mark)) ? { snapshot: loaded.snapshot, mark, day } : { reason: 'another database' };
}
