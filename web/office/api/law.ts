import { queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';

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

export const editionQuery = queryOptions({
  queryKey: ['law', 'edition'],
  queryFn: ({ signal }) => get<EditionInUse>('/api/v1/law/edition', {}, signal),
  staleTime: 300_000,
});

/** Articles as they stood on a day; with `ever` those too that hold on other days only, for their names. */
export function articlesQuery(on: string | undefined, ever = false) {
  return queryOptions({
    queryKey: ['law', 'articles', on ?? 'today', ever],
    queryFn: ({ signal }) =>
      get<{ on: string; articles: readonly Article[] }>(
        '/api/v1/law/articles',
        { on, ever: ever || undefined },
        signal,
      ),
    staleTime: 300_000,
  });
}

/** Rules of a kind (`periods`, `severity`, `measures` …) as they stood on a day. */
export function rulesQuery<R extends Rule>(kind: string, on: string | undefined) {
  return queryOptions({
    queryKey: ['law', 'rules', kind, on ?? 'today'],
    queryFn: ({ signal }) => get<{ on: string; rules: readonly R[] }>(`/api/v1/law/rules/${kind}`, { on }, signal),
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
