import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

/** Somebody who may take something over. */
export type Person = { readonly accountId: string; readonly name: string };
export type Handover = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly until: string;
  readonly ended: boolean;
  readonly mine: boolean;
};
export type Calendar = { readonly id: string; readonly madeAt: string };

export const handoversQuery = queryOptions({
  queryKey: ['away', 'handovers'],
  queryFn: async ({ signal }) =>
    (await get<{ handovers: readonly Handover[] }>('/api/v1/handovers', {}, signal)).handovers,
});
export const standInsQuery = queryOptions({
  queryKey: ['away', 'stand-ins'],
  queryFn: async ({ signal }) =>
    (await get<{ persons: readonly Person[] }>('/api/v1/handovers/stand-ins', {}, signal)).persons,
});
export const mailQuery = queryOptions({
  queryKey: ['away', 'mail'],
  queryFn: async ({ signal }) => (await get<{ address: string | null }>('/api/v1/me/reminders', {}, signal)).address,
});
export const calendarsQuery = queryOptions({
  queryKey: ['away', 'calendars'],
  queryFn: async ({ signal }) =>
    (await get<{ calendars: readonly Calendar[] }>('/api/v1/me/calendars', {}, signal)).calendars,
});

export type Handing = { readonly toAccountId: string; readonly since: string; readonly until: string };
export const handOver = (given: Handing, key: string) => post<unknown>('/api/v1/handovers', given, key);
export const takeBack = (id: string, key: string) => post<unknown>(`/api/v1/handovers/${id}/ends`, {}, key);
/** Null: no more mail. */
export const wishForMail = (address: string | null, key: string) =>
  post<unknown>('/api/v1/me/reminders', { address }, key);
/** `path` comes once; null where the same request was answered before. */
export const openCalendar = (key: string) =>
  post<{ readonly id: string; readonly path: string | null }>('/api/v1/me/calendars', {}, key);
export const closeCalendar = (id: string, key: string) => post<unknown>(`/api/v1/me/calendars/${id}/ends`, {}, key);
