import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Both } from './me.ts';

export type Lines = { readonly zh: readonly string[]; readonly en: readonly string[] };
export type Duty = {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  readonly articles: readonly string[];
  readonly why: Lines;
};
export type PublicationState =
  | 'to_review'
  | 'to_release'
  | 'public'
  | 'hidden'
  | 'ended'
  | 'withdrawn'
  | 'refused'
  | 'old_years';
export type QueueRow = {
  readonly recordId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly name: string;
  readonly subjectKind: 'organisation' | 'individual_business' | 'person';
  readonly organ: Both;
  readonly decidedOn: string;
  readonly version: number;
  readonly class: 'minor' | 'general' | 'serious' | null;
  readonly correction: boolean;
  readonly state: PublicationState;
  readonly duty: Duty;
};
/** UTF-16 indexes into the field's value, end not included. */
export type Place = { readonly field: string; readonly start: number; readonly end: number };
export type Sheet = Omit<QueueRow, 'duty'> & {
  readonly duty: Duty;
  readonly answer: {
    readonly answer: 'allowed' | 'refused' | 'unknown';
    readonly until: string | null;
    readonly why: Lines;
  };
  readonly needsFinding: boolean;
  readonly fields: readonly { readonly code: string; readonly name: Both; readonly value: string }[];
  readonly personalData: readonly (Place & { readonly kind: string })[];
  readonly publication: {
    readonly beginsOn: string;
    readonly lastDay: string;
    readonly why: Lines | null;
  } | null;
};
export type SettledPlace = Place &
  ({ readonly outcome: 'redacted' } | { readonly outcome: 'released'; readonly reason: string });

export type Waiting = 'to_review' | 'to_release';
export type QueuePage = { readonly today: string; readonly rows: readonly QueueRow[]; readonly after: string | null };

export function listQueue(
  state: Waiting | undefined,
  after: string | undefined,
  signal: AbortSignal,
): Promise<QueuePage> {
  return get('/api/v1/publications/queue', { state, after, limit: 100 }, signal);
}

export function sheetQuery(recordId: string) {
  return queryOptions({
    queryKey: ['publication', recordId],
    queryFn: ({ signal }) => get<Sheet>(`/api/v1/publications/queue/${recordId}`, {}, signal),
  });
}

export type Review = {
  readonly recordId: string;
  readonly version: number;
  readonly confidentialityChecked: true;
  readonly influenceFinding?: string;
  readonly places: readonly SettledPlace[];
};
export const reviewPublication = (review: Review, key: string) => post('/api/v1/publications/reviews', review, key);
export const releasePublication = (recordId: string, version: number, key: string) =>
  post('/api/v1/publications', { recordId, version }, key);
export const refusePublication = (recordId: string, reason: string, key: string) =>
  post('/api/v1/publications/refusals', { recordId, reason }, key);

/** Grounds of a withdrawal, as 行政处罚法 art. 48(2) names them; the last is our own fault. */
export const GROUNDS = ['changed', 'set_aside', 'unlawful', 'void', 'own_error'] as const;
export type Ground = (typeof GROUNDS)[number];
export type DueRow = QueueRow & { readonly publicationId: string };
export type ProposalRow = DueRow & { readonly lastDay: string; readonly proposedDay: string; readonly why: Lines };

export const withdrawalsQuery = queryOptions({
  queryKey: ['publication', 'withdrawals'],
  queryFn: ({ signal }) =>
    get<{ readonly rows: readonly DueRow[] }>('/api/v1/publications/withdrawals/due', {}, signal),
});
export const proposalsQuery = queryOptions({
  queryKey: ['publication', 'proposals'],
  queryFn: ({ signal }) =>
    get<{ readonly rows: readonly ProposalRow[] }>('/api/v1/publications/terms/proposals', {}, signal),
});
export const withdrawPublication = (
  id: string,
  given: { readonly ground: Ground; readonly publicReason: string },
  key: string,
) => post(`/api/v1/publications/${id}/withdrawal`, given, key);
/** Confirmed or declined, named by its day: a day that came meanwhile is not decided unseen. */
export const decideTerm = (
  id: string,
  outcome: 'confirmed' | 'declined',
  given: { readonly lastDay: string; readonly reason: string },
  key: string,
) => post(`/api/v1/publications/${id}/${outcome === 'confirmed' ? 'terms' : 'term-refusals'}`, given, key);
