import { get } from './client.ts';

/** What was done, by whom, to what; newest first. */
export type JournalLine = {
  readonly position: number;
  readonly at: string;
  readonly account: string;
  readonly organ: string;
  readonly deed: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly version: number | null;
  readonly basis: readonly string[];
};
export const LINES_A_PAGE = 100;

export function listJournal(before: number | undefined, signal: AbortSignal): Promise<readonly JournalLine[]> {
  return get('/api/v1/journal', { before, limit: LINES_A_PAGE }, signal);
}
