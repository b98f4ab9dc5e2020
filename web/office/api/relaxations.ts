import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

type By = { readonly by: string; readonly at: string } | null;
/** A setting of the operator that weakens a guard: when it was found, who confirmed or refused it, whether it is gone. */
export type Relaxation = {
  readonly id: string;
  readonly key: string;
  readonly value: string;
  readonly foundAt: string;
  readonly endedAt: string | null;
  readonly confirmed: By;
  readonly refused: By;
};

export const relaxationsQuery = queryOptions({
  queryKey: ['access', 'relaxations'],
  queryFn: ({ signal }) =>
    get<{ readonly mayDecide: boolean; readonly relaxations: readonly Relaxation[] }>(
      '/api/v1/settings/relaxations',
      {},
      signal,
    ),
});
export const decideRelaxation = (
  { id, ...given }: { readonly id: string; readonly outcome: 'confirm' | 'refuse'; readonly reason: string },
  key: string,
) => post(`/api/v1/settings/relaxations/${id}/decisions`, given, key);
