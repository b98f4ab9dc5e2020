import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Both } from './me.ts';

/** How well a fact is known. Shown wherever the value is. */
export type Mark = 'verified' | 'secondary' | 'memory' | 'reading';
export type Interval = { readonly from: string; readonly to?: string };
export type Span = { readonly count: number; readonly unit: 'workingDay' | 'day' | 'month' | 'year' };

export type Article = {
  readonly ref: string;
  readonly article: string;
  readonly gist: string;
  readonly gistEn: string;
  readonly mark: Mark;
  readonly inForce: Interval;
  /** It holds on the day asked. */
  readonly standing: boolean;
  readonly instrument: Instrument;
};
export type Instrument = {
  readonly instrument: string;
  readonly title: string;
  readonly titleEn: string;
  readonly number?: string;
  readonly issuer: string;
  readonly level: string;
  readonly inForce: Interval;
  readonly mark: Mark;
  readonly source: string;
};

/** What every rule says of itself, whichever its kind. */
export type Rule = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly basis: readonly string[];
  readonly mark: Mark;
  readonly note?: string;
  readonly inForce?: Interval;
  readonly pack: string;
};

export type Pack = { readonly pack: string; readonly name: string; readonly nameEn: string; readonly layer: string };
export type EditionInUse = {
  readonly edition: string;
  readonly packs: readonly Pack[];
  readonly rules: Readonly<Record<string, number>>;
  readonly articles: Readonly<Record<Mark, number>>;
};

/** An edition that was in use before by its hash; left out: the one in use. */
export const editionQuery = (edition?: string) =>
  queryOptions({
    queryKey: ['law', 'edition', edition],
    queryFn: ({ signal }) => get<EditionInUse>('/api/v1/law/edition', { edition }, signal),
    staleTime: 300_000,
  });

/** Articles as they stood on a day; with `ever` those too that hold on other days only, for their names. */
export function articlesQuery(on: string | undefined, ever = false, edition?: string) {
  return queryOptions({
    queryKey: ['law', 'articles', on ?? 'today', ever, edition],
    queryFn: ({ signal }) =>
      get<{ on: string; articles: readonly Article[] }>(
        '/api/v1/law/articles',
        { on, ever: ever || undefined, edition },
        signal,
      ),
    staleTime: 300_000,
  });
}

/** Rules of a kind (`periods`, `severity`, `measures` …) as they stood on a day. */
export function rulesQuery<R extends Rule>(kind: string, on: string | undefined, edition?: string) {
  return queryOptions({
    queryKey: ['law', 'rules', kind, on ?? 'today', edition],
    queryFn: ({ signal }) =>
      get<{ on: string; rules: readonly R[] }>(`/api/v1/law/rules/${kind}`, { on, edition }, signal),
    staleTime: 300_000,
  });
}

export type LawCase = {
  readonly case: string;
  readonly pack: string;
  readonly article: string;
  readonly says: string;
  readonly on: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
};

/** The cases that lie beside a rule. */
export function casesQuery(code: string) {
  return queryOptions({
    queryKey: ['law', 'cases', code],
    queryFn: ({ signal }) => get<{ cases: readonly LawCase[] }>('/api/v1/law/cases', { code }, signal),
    staleTime: 300_000,
  });
}

/** What has been in use since when. `installedBy`: program and version, where nobody decided. */
export type Adoption = {
  readonly number: number;
  readonly edition: string;
  readonly since: string;
  readonly installedBy: string | null;
};
export type CellChange = { readonly cell: string; readonly before?: string; readonly after?: string };
export type RuleChange = {
  readonly pack: string;
  readonly kind: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly direction: 'kinder' | 'harsher' | 'same' | 'other';
  readonly cells: readonly CellChange[];
};
export type PacksOnDisk = {
  readonly edition: string | null;
  readonly faults: number;
  readonly casesPassed: number;
  readonly casesFailed: number;
  readonly mayBeDrafted: boolean;
  readonly changes: readonly RuleChange[];
};
export type Signed = { readonly by: string; readonly at: string; readonly reason: string };
export type ProposalState = 'drafted' | 'passed' | 'returned' | 'adopted' | 'overtaken';
export type Proposal = {
  readonly id: string;
  readonly edition: string;
  readonly against: number;
  readonly state: ProposalState;
  readonly casesPassed: number;
  readonly drafted: Signed;
  readonly reviewed: (Signed & { readonly outcome: 'passed' | 'returned' }) | null;
  readonly adopted: (Signed & { readonly number: number }) | null;
  /** What could be done next, and whether the person here may. */
  readonly steps: readonly { readonly step: 'review' | 'adopt'; readonly allowed: boolean; readonly why: Both }[];
};
export type Movement = {
  readonly kind: 'publication' | 'publicity' | 'withdrawal' | 'case';
  /** The period that runs in a case. */
  readonly period: Both | null;
  readonly recordId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organName: string;
  readonly organNameEn: string;
  readonly decidedOn: string;
  readonly oldDay: string;
  readonly newDay: string;
  readonly favourable: boolean | null;
  readonly effect: 'applied' | 'waits' | 'counted_anew';
};
type MovementPage = { readonly looked: number; readonly movements: readonly Movement[]; readonly next: string | null };

export const adoptionsQuery = queryOptions({
  queryKey: ['law', 'editions'],
  queryFn: ({ signal }) => get<{ editions: readonly Adoption[] }>('/api/v1/law/editions', {}, signal),
});
export const proposalsQuery = queryOptions({
  queryKey: ['law', 'proposals'],
  queryFn: ({ signal }) => get<{ proposals: readonly Proposal[] }>('/api/v1/law/proposals', {}, signal),
});
export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['law', 'proposals', id],
    queryFn: ({ signal }) =>
      get<Proposal & { changes: readonly RuleChange[] }>(`/api/v1/law/proposals/${id}`, {}, signal),
  });
/** Reads the packs and runs their cases: takes seconds, so not again by itself. */
export const packsOnDiskQuery = queryOptions({
  queryKey: ['law', 'disk'],
  queryFn: ({ signal }) => get<PacksOnDisk>('/api/v1/law/packs-on-disk', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
export const changesQuery = (edition: string, from: string) =>
  queryOptions({
    queryKey: ['law', 'changes', edition, from],
    queryFn: ({ signal }) =>
      get<{ changes: readonly RuleChange[] }>(`/api/v1/law/editions/${edition}/changes`, { from }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
/** What a draft would move, page by page. */
export const movementsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['law', 'proposals', id, 'movements'],
    queryFn: ({ pageParam, signal }) =>
      get<MovementPage>(`/api/v1/law/proposals/${id}/movements`, { after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const draftEdition = (reason: string, key: string) =>
  post<{ id: string }>('/api/v1/law/proposals', { reason }, key);
export const reviewEdition = (id: string, outcome: 'passed' | 'returned', reason: string, key: string) =>
  post(`/api/v1/law/proposals/${id}/reviews`, { outcome, reason }, key);
export const adoptEdition = (id: string, reason: string, key: string) =>
  post('/api/v1/law/adoptions', { proposalId: id, reason }, key);
