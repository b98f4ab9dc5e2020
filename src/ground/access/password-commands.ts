import { act } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import { listHeldPosts } from './account-queries.ts';
import { findCredential, saveCredential } from './credential-store.ts';
import type { Surroundings } from './joining-commands.ts';
import { hashPassword, refuseWeakPassword, verifyPassword } from './password.ts';
import { nameDigest } from './secret-code.ts';
import { countAttempt, forgetAttempts, type Lockout } from './sign-in-store.ts';

type Credential = NonNullable<Awaited<ReturnType<typeof findCredential>>>;

/**
 * Asks for the current password of an account; guessing is counted as at sign-in.
 * @throws {Refusal} rule `access.sign_in_failed`, `access.sign_in_locked`
 */
export async function provePassword(
  { pools, now, lockout }: Pick<Surroundings, 'pools' | 'now'> & { readonly lockout: Lockout },
  accountId: string,
  password: string,
): Promise<Credential> {
  const digest = nameDigest(`password/${accountId}`);
  const { failures } = await countAttempt(pools.appPool, digest, now(), lockout);
  if (failures > lockout.failures) throw new Refusal('rule', 'access.sign_in_locked');
  const credential = await inContext(pools.app, { purpose: 'work', accountId }, (tx) => findCredential(tx, accountId));
  if (!credential || !(await verifyPassword({ hash: credential.password, password }))) {
    throw new Refusal('rule', 'access.sign_in_failed');
  }
  await forgetAttempts(pools.appPool, digest);
  return credential;
}

/**
 * A person changes their password; every session of theirs ends, this one too. Guessing the current one is counted as at
 * sign-in.
 * @throws {Refusal} rule `access.sign_in_failed`, `access.sign_in_locked`; invalid `access.password_weak`, `access.password_same`
 */
export async function changePassword(
  around: Surroundings & { readonly lockout: Lockout },
  accountId: string,
  current: string,
  next: string,
): Promise<void> {
  const { pools, now } = around;
  const credential = await provePassword(around, accountId, current);
  const [post] = await inContext(pools.app, { purpose: 'work', accountId }, (tx) =>
    listHeldPosts(tx, accountId, now()),
  );
  if (!post) throw new Refusal('conflict', 'access.no_post_yet');
  refuseWeakPassword(next, credential.username);
  if (next === current) throw new Refusal('invalid', 'access.password_same');
  const passwordHash = await hashPassword(next);
  const { id: postId, role, organ_id: organId, path: organPath, kind: organKind } = post;
  const actor = { accountId, kind: 'person', postId, role, organId, organPath, organKind } as const;
  await act({ ...around, actor }, async (tx) => {
    const { username, demonstration } = credential;
    await saveCredential(tx, { accountId, username, passwordHash, demonstration }, now());
    return { result: null, deed: 'account.renew_password', object: { kind: 'account', id: accountId } };
  });
}
