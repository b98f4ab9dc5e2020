import { queryOptions } from '@tanstack/react-query';
import { ORGAN_KINDS, type OrganKind, ROLES, type Role } from '../../../src/ground/kernel/actor.ts';
import { get, post } from './client.ts';
import type { Both } from './me.ts';

export { ORGAN_KINDS, type OrganKind, ROLES, type Role };

export type Organ = {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: OrganKind;
  readonly name: Both;
  readonly divisionCode: string;
  readonly closedOn: string | null;
};
export type Post = { readonly id: string; readonly organId: string; readonly role: Role; readonly title: Both };
export type Account = {
  readonly id: string;
  readonly kind: 'person' | 'program';
  readonly displayName: string;
  readonly state: 'active' | 'locked' | 'left';
  readonly organId: string | null;
  /** Signs in by the provider of identities as well. */
  readonly linked: boolean;
  readonly holdings: readonly { readonly postId: string; readonly since: string; readonly until: string | null }[];
};
/** A code for paper: told once, kept nowhere. */
export type Invitation = { readonly accountId: string; readonly code: string; readonly expiresAt: string };

export const organsQuery = queryOptions({
  queryKey: ['access', 'organs'],
  queryFn: ({ signal }) =>
    get<{ readonly organs: readonly Organ[]; readonly posts: readonly Post[] }>('/api/v1/organs', {}, signal),
});

/** Every account of the own organ and those below, page by page as the server gives them. */
export const accountsQuery = queryOptions({
  queryKey: ['access', 'accounts'],
  queryFn: async ({ signal }): Promise<readonly Account[]> => {
    const all: Account[] = [];
    for (let after: string | undefined; ; ) {
      const page = await get<{ accounts: Account[]; next: string | null }>('/api/v1/accounts', { after }, signal);
      all.push(...page.accounts);
      if (page.next === null) return all;
      after = page.next;
    }
  },
});

export const createOrgan = (
  organ: { parentId: string; kind: OrganKind; name: string; nameEn: string; divisionCode: string },
  key: string,
) => post('/api/v1/organs', organ, key);
export const createPost = (made: { organId: string; role: Role; title: string; titleEn: string }, key: string) =>
  post('/api/v1/posts', made, key);
export const invitePerson = (person: { organId: string; displayName: string; username: string }, key: string) =>
  post<Invitation>('/api/v1/persons', person, key);
export const endPost = (accountId: string, ending: { postId: string; lastDay: string }, key: string) =>
  post(`/api/v1/accounts/${accountId}/post-endings`, ending, key);
export const leaveAccount = (
  accountId: string,
  successors: readonly { postId: string; accountId: string }[],
  key: string,
) => post(`/api/v1/accounts/${accountId}/departures`, { successors }, key);
export const endIdentity = (accountId: string, key: string) =>
  post(`/api/v1/accounts/${accountId}/identity-endings`, {}, key);
export const setState = (accountId: string, state: 'active' | 'locked', key: string) =>
  post(`/api/v1/accounts/${accountId}/states`, { state }, key);
export const redeemInvitation = (code: string, password: string) =>
  post<{ readonly username: string }>('/api/v1/invitations/redemptions', { code, password });
