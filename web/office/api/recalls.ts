import { queryOptions } from '@tanstack/react-query';
import type { Person } from './away.ts';
import { get, post } from './client.ts';
import type { Both } from './me.ts';
import type { Duty } from './publications.ts';

/** What a receiver was told of a record that it once got. */
export type Notice = {
  readonly id: string;
  readonly recordId: string;
  /** `record.expired`; or procedure and state of a case, `objection.received`. */
  readonly cause: string;
  readonly instruction: 'stop_using' | 'mark' | 'ask_again';
  readonly madeAt: string;
  readonly lastGotAt: string;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly receivedAt: string | null;
};
export type OwnNotice = Notice & { readonly organ: Both };
export type BoardLine = Notice & {
  readonly documentNumber: string;
  readonly receiverKind: 'organ' | 'report';
  readonly receiver: Both | null;
  readonly duty: Duty;
  readonly escalatedTo: readonly { readonly name: string; readonly at: string }[];
};
export type Board = {
  readonly today: string;
  readonly open: number;
  readonly late: number;
  readonly lateWithoutPerson: number;
  readonly notices: readonly BoardLine[];
};
/** A night's proof: what was over on that day, and what of it answered all the same. */
export type Audit = {
  readonly day: string;
  readonly ranAt: string;
  readonly over: number;
  readonly seenInPortal: readonly string[];
  readonly seenInChecks: readonly string[];
  /** Null: a night before these were asked for. */
  readonly seenInLists: readonly string[] | null;
  readonly seenInNotices: readonly string[] | null;
  readonly neverRecalled: readonly string[] | null;
};

export const ownNoticesQuery = queryOptions({
  queryKey: ['recalls', 'own'],
  queryFn: ({ signal }) =>
    get<{ notices: readonly OwnNotice[] }>('/api/v1/recalls', {}, signal).then(({ notices }) => notices),
  refetchOnMount: 'always',
});
export const boardQuery = (open: boolean) =>
  queryOptions({
    queryKey: ['recalls', 'board', open],
    queryFn: ({ signal }) => get<Board>('/api/v1/recalls/board', { open, limit: 200 }, signal),
    refetchOnMount: 'always',
  });
export const auditsQuery = queryOptions({
  queryKey: ['recalls', 'audits'],
  queryFn: ({ signal }) =>
    get<{ audits: readonly Audit[] }>('/api/v1/recalls/audits', {}, signal).then(({ audits }) => audits),
});
/** Who of the own organ may be asked to follow up. */
export const followersQuery = queryOptions({
  queryKey: ['recalls', 'followers'],
  queryFn: async ({ signal }) =>
    (await get<{ persons: readonly Person[] }>('/api/v1/recalls/followers', {}, signal)).persons,
});
/** An account that follows the feed of what is public, and what it has not been past. */
export type FeedReader = {
  readonly organ: Both;
  readonly account: string;
  readonly item: string;
  readonly readAt: string;
  readonly ends: number;
  readonly dueOn: string | null;
  readonly late: boolean;
};
export const feedReadersQuery = queryOptions({
  queryKey: ['recalls', 'feed'],
  queryFn: async ({ signal }) =>
    (await get<{ readers: readonly FeedReader[] }>('/api/v1/feed/readers', {}, signal)).readers,
  refetchOnMount: 'always',
});
export const acknowledgeRecall = (id: string, key: string) => post<unknown>(`/api/v1/recalls/${id}/receipts`, {}, key);
export const escalateRecall = (id: string, accountId: string, key: string) =>
  post<unknown>(`/api/v1/recalls/${id}/escalations`, { accountId }, key);
