import { queryOptions } from '@tanstack/react-query';
import { get, post, remove } from './client.ts';

export type Both = { readonly zh: string; readonly en: string };
export type HeldPost = {
  readonly id: string;
  readonly role: string;
  readonly title: Both;
  readonly organ: { readonly id: string; readonly kind: string; readonly name: Both };
};

/** Who is signed in, in which post, and which deeds that post allows. */
export type Me = {
  /** The day it is by the server's clock. */
  readonly today: string;
  readonly account: { readonly id: string; readonly displayName: string };
  readonly posts: readonly HeldPost[];
  /** Null as long as the person has several posts and has chosen none. */
  readonly currentPostId: string | null;
  readonly rights: readonly string[];
  /** What the session still lacks before anything can be done in it. */
  readonly standing: Standing;
};
export type Standing = 'open' | 'to_prove' | 'to_enrol' | 'password_old';

export const ME_KEY = ['me'] as const;

export function getMe(signal?: AbortSignal): Promise<Me> {
  return get<Me>('/api/v1/me', {}, signal);
}

export function currentPost({ posts, currentPostId }: Me): HeldPost | undefined {
  return posts.find(({ id }) => id === currentPostId);
}

export function choosePost(postId: string): Promise<unknown> {
  return post('/api/v1/me/post', { postId });
}

/** In which ways one may sign in here: `provider` is what the button of the provider of identities says. */
export const waysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: ({ signal }) => get<{ readonly provider: string | null }>('/api/v1/session/ways', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
export const PROVIDER_DOOR = '/api/v1/session/provider';

export function signIn(username: string, password: string): Promise<unknown> {
  return post('/api/v1/session', { username, password });
}

export function signOut(): Promise<unknown> {
  return remove('/api/v1/session');
}
