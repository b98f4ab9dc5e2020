import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

/** When the system stood still; it counts once a second officer has confirmed it. */
export type Outage = {
  readonly id: string;
  readonly beganAt: string;
  readonly endedAt: string;
  readonly reason: string;
  readonly confirmedAt: string | null;
  readonly mine: boolean;
};

export const outagesQuery = queryOptions({
  queryKey: ['outages'],
  queryFn: async ({ signal }) => (await get<{ outages: readonly Outage[] }>('/api/v1/outages', {}, signal)).outages,
});
export type OutageGiven = { readonly beganAt: string; readonly endedAt: string; readonly reason: string };
export const recordOutage = (given: OutageGiven, key: string) => post<unknown>('/api/v1/outages', given, key);
export const confirmOutage = (id: string, key: string) => post<unknown>(`/api/v1/outages/${id}/confirmations`, {}, key);
