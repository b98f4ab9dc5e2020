import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Both } from './me.ts';
import type { Lines, PublicationState } from './publications.ts';
import type { SeverityClass } from './quarantine.ts';

export type SubjectKind = 'organisation' | 'individual_business' | 'person';
export const RECORD_STATES = [
  'waiting',
  'public',
  'hidden',
  'ended',
  'withdrawn',
  'refused',
  'old_years',
  'class_unknown',
  'under_objection',
  'source_withdrawn',
] as const;
export type RecordState = (typeof RECORD_STATES)[number];

export type RecordLine = {
  readonly id: string;
  readonly subjectKind: SubjectKind;
  readonly item: string;
  readonly subjectName: string;
  readonly organ: Both;
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly publicationState: 'waiting' | 'public' | 'hidden' | 'ended' | 'withdrawn' | 'refused' | 'old_years' | null;
  readonly class: SeverityClass | null;
  readonly action: 'add' | 'correct' | 'withdraw';
  readonly underObjection: boolean;
};
export type MomentKind =
  | 'decided'
  | 'fact'
  | 'added'
  | 'corrected'
  | 'withdrawn_by_source'
  | 'classified_by_rule'
  | 'classified_by_person'
  | 'case_step'
  | 'reviewed'
  | 'released'
  | 'term'
  | 'term_proposed'
  | 'term_confirmed'
  | 'term_declined'
  | 'publication_refused'
  | 'publication_withdrawn';
export type Change = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly before: string | null;
  readonly after: string | null;
};
/** On two clocks: the day on which it held in the world, the instant since which we know it. */
export type Moment = {
  readonly kind: MomentKind;
  readonly heldOn: string | null;
  readonly knownAt: string;
  readonly version: number | null;
  readonly by: string | null;
  readonly value: string | null;
  readonly rule: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  readonly articles: readonly string[];
  readonly why: Lines | null;
  readonly reason: string | null;
  readonly changes: readonly Change[];
};
export type Provenance = {
  readonly batchId: string;
  readonly row: number;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly submitter: string;
  readonly history: boolean;
  readonly sheet: string | null;
  readonly headerRow: number | null;
  readonly columns: readonly {
    readonly at: number;
    readonly field: string;
    readonly heading: string;
    readonly name: Both;
  }[];
};
export type RecordVersion = {
  readonly version: number;
  readonly knownAt: string;
  readonly action: RecordLine['action'];
  readonly edition: string;
  readonly sealed: boolean;
  readonly provenance: Provenance;
};
export type Field = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly disclosure: 'public' | 'share' | 'internal' | 'sealed';
  /** Null: sealed, or taken out by a correction. */
  readonly value: string | null;
  /** The version that corrected it, and what stood before. */
  readonly changed: { readonly version: number; readonly before: string | null } | null;
};
export type RecordInFull = RecordLine & {
  /** What the party itself says of it. */
  readonly statement: string | null;
  readonly keys: readonly { readonly kind: string; readonly key: string }[];
  readonly names: readonly { readonly name: string; readonly knownAt: string }[];
  readonly fields: readonly Field[];
  readonly history: readonly RecordVersion[];
  readonly timeline: readonly Moment[];
  /** Of a penalty: what the Penalty Law answers, article by article. */
  readonly penaltyLaw: readonly {
    readonly question: 'kinds' | 'spot' | 'hearing' | 'service' | 'payment' | 'surcharge' | 'enforcement';
    readonly answer: 'in_accord' | 'look' | 'unknown' | 'told';
    readonly due: string | null;
    readonly articles: readonly string[];
    readonly why: Lines;
  }[];
  readonly adverseCredit: (Lines & { readonly value: boolean; readonly finalOn: string | null }) | null;
};
export type PublicationHistory = {
  readonly state: PublicationState | null;
  readonly publicRecord: {
    readonly answer: 'allowed' | 'refused' | 'unknown';
    readonly until: string | null;
    readonly why: Lines;
  } | null;
  readonly publication: { readonly id: string; readonly beginsOn: string; readonly lastDay: string } | null;
  readonly moments: readonly Moment[];
};

/** What is looked for. Codes and names travel in the body, never in an address. */
export type RecordSearch = {
  readonly code?: string;
  readonly name?: string;
  readonly number?: string;
  readonly organId?: string;
  readonly item?: string;
  readonly from?: string;
  readonly to?: string;
  readonly state?: RecordState;
};
/** Whose records may be asked for. */
export const recordOrgansQuery = queryOptions({
  queryKey: ['records', 'organs'],
  queryFn: ({ signal }) =>
    get<readonly { readonly id: string; readonly name: Both }[]>('/api/v1/records/organs', {}, signal),
  staleTime: 300_000,
});
type Page = { readonly rows: readonly RecordLine[]; readonly after: string | null };
export const searchRecords = (search: RecordSearch, after: string | undefined) =>
  post<Page>('/api/v1/records/searches', { ...search, ...(after && { after }), limit: 50 });

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: ({ signal }) => get<RecordInFull>(`/api/v1/records/${id}`, {}, signal),
  });
export const publicationHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id, 'publication'],
    queryFn: ({ signal }) => get<PublicationHistory>(`/api/v1/records/${id}/publication`, {}, signal),
  });

export const LOOK_MATTERS = ['review', 'suit', 'objection', 'audit', 'archive', 'intake'] as const;
export type LookMatter = (typeof LOOK_MATTERS)[number];
/** Each look is recorded; it is never kept in a cache. */
export const lookAtRecord = (
  id: string,
  look: { readonly version: number; readonly reason: string; readonly matter: LookMatter },
  key: string,
) => post<{ readonly fields: Readonly<Record<string, string>> }>(`/api/v1/records/${id}/looks`, look, key);
