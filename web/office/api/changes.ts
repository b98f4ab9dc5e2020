import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Both } from './me.ts';

type Seat = { readonly accountId: string; readonly postId: string };
type OfKey = { readonly accountId: string; readonly keyId: string };
/** What a key is for and how much it may ask; null: all that its post allows. */
export type Terms = {
  readonly items: readonly string[] | null;
  readonly matters: readonly string[] | null;
  readonly requestsAMinute: number;
  readonly subjectsADay: number;
  readonly signingKey: string | null;
  readonly signed: boolean;
};
/** What takes two people: proposed by one administrator, confirmed by the other. */
export type Wish =
  | ({ readonly kind: 'post'; readonly since: string; readonly until?: string } & Seat)
  | ({ readonly kind: 'key'; readonly label: string; readonly expiresOn: string; readonly terms?: Terms } & Seat)
  | ({ readonly kind: 'rotation'; readonly overlapDays: number } & OfKey)
  | ({ readonly kind: 'terms'; readonly terms: Terms } & OfKey)
  | { readonly kind: 'code'; readonly accountId: string; readonly username: string }
  | { readonly kind: 'identity'; readonly accountId: string; readonly subject: string }
  | ({ readonly kind: 'glass'; readonly hours: number } & Seat);
export type Outcome = 'confirmed' | 'refused' | 'withdrawn';
export type Change = {
  readonly id: string;
  readonly wish: Wish;
  readonly reason: string;
  readonly account: string | null;
  readonly post: Both | null;
  readonly proposedBy: { readonly id: string; readonly name: string };
  readonly proposedAt: string;
  readonly end: { readonly outcome: Outcome; readonly by: string; readonly at: string } | null;
};
/** Shown to the one who confirms, this once. */
export type Secret =
  | { readonly kind: 'key'; readonly key: string; readonly expiresOn: string }
  | { readonly kind: 'rotation'; readonly key: string; readonly oldUntil: string }
  | { readonly kind: 'code'; readonly code: string; readonly expiresAt: string };

export const changesQuery = queryOptions({
  queryKey: ['access', 'changes'],
  queryFn: ({ signal }) => get<readonly Change[]>('/api/v1/access/changes', {}, signal),
});

export const proposeChange = (proposal: { readonly wish: Wish; readonly reason: string }, key: string) =>
  post<{ readonly id: string }>('/api/v1/access/changes', proposal, key);
export const endChange = (id: string, outcome: Outcome, key: string) =>
  post<{ readonly secret: Secret | null }>(`/api/v1/access/changes/${id}/ends`, { outcome }, key);
