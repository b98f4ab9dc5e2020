import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Terms } from './changes.ts';
import { get, post } from './client.ts';
import type { Both } from './me.ts';

/** A key of a program: what it is for, how much it may ask, and its secrets, none of which can be read again. */
export type ProgramKey = {
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string };
  readonly post: Both & { readonly id: string };
  readonly organ: Both;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresOn: string;
  readonly revokedAt: string | null;
  /** Null: from before there were terms, bound by its post alone. */
  readonly terms: (Terms & { readonly since: string }) | null;
  readonly secrets: readonly {
    readonly createdAt: string;
    readonly endsAt: string | null;
    readonly lastUsedAt: string | null;
  }[];
};
/** One request of a program. */
export type KeyUse = {
  readonly id: number;
  readonly at: string;
  readonly route: string;
  readonly matters: readonly string[];
  readonly item: string | null;
  readonly subjects: number;
  readonly status: number;
  readonly refusal: string | null;
  readonly requests: number;
};

export const keysQuery = queryOptions({
  queryKey: ['access', 'keys'],
  queryFn: ({ signal }) => get<readonly ProgramKey[]>('/api/v1/program-keys', {}, signal),
});

type Page = { readonly uses: readonly KeyUse[]; readonly before: number | null };
export const usesQuery = (id: string, refused: boolean) =>
  infiniteQueryOptions({
    queryKey: ['access', 'keys', id, 'uses', refused],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: String(pageParam) };
      return get<Page>(`/api/v1/program-keys/${id}/uses`, { ...before, refused: String(refused), limit: '50' }, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before,
  });

export const endKey = (id: string, key: string) =>
  post<{ readonly id: string }>(`/api/v1/program-keys/${id}/ends`, undefined, key);
