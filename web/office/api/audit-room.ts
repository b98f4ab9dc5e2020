import { get, post, postForFile } from './client.ts';
import type { JournalLine } from './journal.ts';

/** What the audit administrator looks for; days are both inclusive. */
export type Search = {
  readonly from: string;
  readonly to: string;
  /** Part of the name of whoever acted. */
  readonly name?: string;
  /** A party's code, or the beginning of its name. */
  readonly party?: string;
  /** What was done; looks are no deeds and are found without it. */
  readonly deed?: string;
  readonly before?: number;
};
export type Look = {
  readonly id: string;
  readonly at: string;
  readonly account: string;
  readonly reason: string;
  readonly subjectId: string | null;
};
export type Alarm = {
  readonly kind: 'many_looks' | 'odd_hours' | 'own_interest' | 'emergency' | 'foreign' | 'catalogue' | 'setting';
  readonly accountId: string;
  readonly account: string;
  readonly day: string;
  readonly count: number;
};
export const LINES_A_SEARCH = 100;

export const searchJournal = (search: Search) =>
  post<readonly JournalLine[]>('/api/v1/journal/searches', { ...search, limit: LINES_A_SEARCH });
export const searchLooks = (search: Search) =>
  post<readonly Look[]>('/api/v1/looks/searches', { ...search, limit: LINES_A_SEARCH });
export const listAlarms = ({ from, to }: Search, signal: AbortSignal) =>
  get<{ readonly alarms: readonly Alarm[] }>('/api/v1/alarms', { from, to }, signal);
/** The same search as a table; it holds 20,000 lines at most. */
export const exportFound = (what: 'journal' | 'looks', search: Search) =>
  postForFile('/api/v1/journal/exports', { what, search });
