import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  CaseLineShape,
  CaseShape,
  ColleagueShape,
  TimerShape,
  WayShape,
} from '../../../src/rights/procedures/case-shape.ts';
import type { ProcedureShape } from '../../../src/rights/procedures/procedure-shape.ts';
import { get, getTagged, post, postForFile, type Tagged } from './client.ts';

// The shapes are the server's own: what it checks its answers by is what the screens are written against.
export type CaseLine = z.infer<typeof CaseLineShape>;
export type CaseInFull = z.infer<typeof CaseShape>;
export type CaseStep = CaseInFull['steps'][number];
export type CasePoint = CaseInFull['points'][number];
export type Clock = z.infer<typeof TimerShape>;
export type Way = z.infer<typeof WayShape>;
export type ProcedureTable = z.infer<typeof ProcedureShape>;
export type Colleague = z.infer<typeof ColleagueShape>;
export type DocumentRef = { readonly kind: string; readonly sha256: string };
export type Outcome = CasePoint['outcomes'][number];
export type PointKind = CasePoint['kind'];

export const DUE = ['overdue', 'today', 'week'] as const;
/** What the list is narrowed to. Stands in the address: nothing of it tells who the party is. */
export type CaseSearch = {
  readonly procedure?: string;
  readonly state?: string;
  readonly due?: (typeof DUE)[number];
  /** Those that wait for whoever asks; left out, all of the organ. */
  readonly mine?: true;
  /** Closed cases too. */
  readonly closed?: true;
};
type Page = { readonly cases: readonly CaseLine[]; readonly after: string | null };

export const casesQuery = ({ closed, ...search }: CaseSearch, number: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', search, closed, number],
    queryFn: ({ pageParam, signal }) =>
      get<Page>('/api/v1/cases', { ...search, open: closed !== true, number, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ after }) => after ?? undefined,
    refetchOnMount: 'always',
  });
export const casesOfRecordQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['cases', 'of', recordId],
    queryFn: ({ signal }) => get<Page>('/api/v1/cases', { recordId, open: false, limit: 200 }, signal),
    refetchOnMount: 'always',
  });
/** A case with its entity tag, to which a write is held. */
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'one', id],
    queryFn: ({ signal }): Promise<Tagged<CaseInFull>> => getTagged(`/api/v1/cases/${id}`, signal),
    refetchOnMount: 'always',
  });
export const proceduresQuery = queryOptions({
  queryKey: ['procedures'],
  queryFn: ({ signal }) =>
    get<{ procedures: readonly ProcedureTable[] }>('/api/v1/procedures', {}, signal).then(
      ({ procedures }) => procedures,
    ),
  staleTime: 300_000,
});
export const colleaguesQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'colleagues', id],
    queryFn: ({ signal }) =>
      get<{ colleagues: readonly Colleague[] }>(`/api/v1/cases/${id}/colleagues`, {}, signal).then(
        ({ colleagues }) => colleagues,
      ),
  });

/** How an act is sent: the key of the act, and the tag of what its author saw. */
export type Sending = { readonly key: string; readonly seen: string | undefined };
export type StepGiven = {
  readonly step: string;
  readonly after: number;
  readonly on?: string;
  readonly cause?: string;
  readonly reason?: string;
  readonly documents: readonly DocumentRef[];
};
const at = (id: string, part: string) => `/api/v1/cases/${id}/${part}`;
export const takeStep = (id: string, given: StepGiven, { key, seen }: Sending) =>
  post<{ readonly state: string }>(at(id, 'steps'), given, key, seen);
export const disposeOf = (
  id: string,
  given: { readonly number: number; readonly outcome: Outcome; readonly reason: string },
  { key, seen }: Sending,
) => post<unknown>(at(id, 'dispositions'), given, key, seen);
export const addPoint = (
  id: string,
  given: { readonly kind: PointKind; readonly text: string; readonly sha256?: string },
  { key, seen }: Sending,
) => post<unknown>(at(id, 'points'), given, key, seen);
export const recuse = (
  id: string,
  given: { readonly accountId: string; readonly reason: string },
  { key, seen }: Sending,
) => post<unknown>(at(id, 'recusals'), given, key, seen);

export type CaseTexts = {
  readonly points: readonly { readonly number: number; readonly text: string; readonly answer: string | null }[];
  readonly reasons: readonly { readonly number: number; readonly text: string }[];
};
/** Each look is recorded; what is seen is kept until the page is left. */
export const lookAtCase = (id: string, reason: string, key: string) =>
  post<CaseTexts>(at(id, 'looks'), { reason }, key);

/** Everything that the case holds in one file with its proofs; who takes it and why is recorded. */
export const takeBundle = (id: string, reason: string) => postForFile(`/api/v1/cases/${id}/bundles`, { reason });

/** What came in one by one, each with the digest of its paper or file where there is one. */
export type Brought = { readonly text: string; readonly sha256?: string };
export type Opened = { readonly id: string };
export const openObjection = (
  given: {
    readonly recordId: string;
    readonly receivedOn: string;
    readonly ground: string;
    readonly points: readonly string[];
    readonly exhibits: readonly Brought[];
  },
  key: string,
) => post<Opened>('/api/v1/objections', given, key);
export const openRepair = (
  given: {
    readonly recordId: string;
    readonly appliedOn: string;
    readonly ground: string;
    readonly materials: readonly Brought[];
  },
  key: string,
) => post<Opened>('/api/v1/repairs', given, key);
export const openAnnulment = (
  given: {
    readonly recordId: string;
    readonly step: string;
    readonly on: string;
    readonly ground: string;
    readonly documents: readonly DocumentRef[];
    readonly reason?: string;
  },
  key: string,
) => post<Opened>('/api/v1/annulments', given, key);
