import type { Actor } from '../kernel/actor.ts';
import type { Tx } from '../platform/db.ts';
import { listHeldPosts } from './account-queries.ts';

/** A person in each of the posts that it holds at an instant: for the program, which asks what is due for whom. It acts as nobody. */
export async function heldPosts(tx: Tx, accountId: string, at: Date): Promise<Actor[]> {
  const posts = await listHeldPosts(tx, accountId, at);
  return posts.map(({ id: postId, role, organ_id: organId, path: organPath, kind: organKind }) => ({
    accountId,
    kind: 'person',
    postId,
    role,
    organId,
    organPath,
    organKind,
  }));
}
