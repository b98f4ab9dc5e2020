import { act, type Context, noteRemoved } from '../audit/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Pools } from '../platform/db.ts';
import { listHeldPosts } from './account-queries.ts';
import { lockInvitation, saveCredential, saveRedeemed } from './credential-store.ts';
import { deleteFactors } from './factor-store.ts';
import { hashPassword, refuseWeakPassword } from './password.ts';
import { invitationHash } from './secret-code.ts';

/** All of a command's surroundings but the actor, whom joining finds out. */
export type Surroundings = Omit<Context, 'actor'>;

async function actorInFirstPost(
  { pools, now }: Surroundings,
  codeHash: Buffer,
): Promise<{ actor: Actor; username: string }> {
  return inContext(pools.app, { purpose: 'system' }, async (tx) => {
    const { accountId, username } = await lockInvitation(tx, codeHash, now());
    const [post] = await listHeldPosts(tx, accountId, now());
    if (!post) throw new Refusal('conflict', 'access.no_post_yet');
    const { id: postId, role, organ_id: organId, path: organPath, kind: organKind } = post;
    return { username, actor: { accountId, kind: 'person', postId, role, organId, organPath, organKind } };
  });
}

/**
 * Somebody uses the code they were handed on paper and sets their own password. Works once.
 * @throws {Refusal} unauthenticated `access.invitation_refused`; invalid `access.password_weak`; conflict `access.no_post_yet`
 */
export async function redeemInvitation(
  around: Surroundings,
  code: string,
  password: string,
): Promise<{ accountId: string; username: string }> {
  const codeHash = invitationHash(code);
  const { actor, username } = await actorInFirstPost(around, codeHash);
  refuseWeakPassword(password, username);
  const passwordHash = await hashPassword(password);
  const { result } = await act({ ...around, actor }, async (tx) => {
    const at = around.now();
    await lockInvitation(tx, codeHash, at);
    await saveCredential(tx, { accountId: actor.accountId, username, passwordHash, demonstration: false }, at);
    // Who lost the telephone begins anew; whoever holds a code on paper was handed it in person.
    for (const gone of await deleteFactors(tx, actor.accountId)) await noteRemoved(tx, { ...around, actor }, gone);
    await saveRedeemed(tx, codeHash, at);
    const object = { kind: 'account', id: actor.accountId };
    return { result: { accountId: actor.accountId, username }, deed: 'account.join', object };
  });
  return result;
}

/** The journal tells who worked in which post since when: at sign-in, at each change of post, at sign-out. */
export async function accountSession(
  around: Surroundings,
  actor: Actor,
  deed: 'session.begin' | 'session.end',
  id: string,
): Promise<void> {
  await act({ ...around, actor }, async () => ({ result: null, deed, object: { kind: 'session', id } }));
}

/**
 * Sign-in for an account of the demonstration, with a password that is printed at the start. An installation that is no
 * demonstration refuses it, whatever the database holds.
 * @throws {Refusal} forbidden `access.only_demonstration`
 */
export async function giveDemonstrationPassword(
  deps: { readonly pools: Pools; readonly now: () => Date; readonly config: { readonly demonstration: boolean } },
  account: { readonly accountId: string; readonly username: string; readonly password: string },
): Promise<void> {
  if (!deps.config.demonstration) throw new Refusal('forbidden', 'access.only_demonstration');
  const { accountId, username, password } = account;
  const passwordHash = await hashPassword(password);
  await inContext(deps.pools.app, { purpose: 'system' }, (tx) =>
    saveCredential(tx, { accountId, username, passwordHash, demonstration: true }, deps.now()),
  );
}
