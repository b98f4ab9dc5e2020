import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import { insertHolding, insertKey } from './account-store.ts';
import type { Change, Wish } from './change.ts';
import { saveInvitation } from './credential-store.ts';
import { INVITATION_DAYS, newInvitationCode, newProgramKey } from './secret-code.ts';

/** What is shown to the one who confirms, once. */
export type Secret =
  | { readonly kind: 'key'; readonly key: string; readonly expiresOn: PlainDate }
  | { readonly kind: 'code'; readonly code: string; readonly expiresAt: string };

const codeEnd = (at: Date) => new Date(at.getTime() + INVITATION_DAYS * 86_400_000);

/** The secret that a wish asks for, with the hash that is all we keep of it. */
export function newSecretFor(wish: Wish, at: Date): { shown: Secret; hash: Buffer } | undefined {
  if (wish.kind === 'key') {
    const { key, hash } = newProgramKey();
    return { shown: { kind: 'key', key, expiresOn: wish.expiresOn }, hash };
  }
  if (wish.kind === 'code') {
    const { code, hash } = newInvitationCode();
    return { shown: { kind: 'code', code, expiresAt: codeEnd(at).toISOString() }, hash };
  }
  return undefined;
}

/** What the journal says was done. */
export type Applied = {
  readonly deed: 'post.assign' | 'key.issue' | 'account.invite' | 'glass.open';
  readonly after: object;
};

/** Does what was confirmed. The database asks again whether it was. */
export async function applyWish(
  tx: Tx,
  { id: changeId, wish }: Change,
  hash: Buffer | undefined,
  at: Date,
): Promise<Applied> {
  switch (wish.kind) {
    case 'post':
      await insertHolding(tx, { ...wish, changeId });
      return { deed: 'post.assign', after: wish };
    case 'glass': {
      const endsAt = new Date(at.getTime() + wish.hours * 3_600_000);
      const { accountId, postId } = wish;
      await insertHolding(tx, { accountId, postId, since: chinaDate(at), until: chinaDate(endsAt), endsAt, changeId });
      return { deed: 'glass.open', after: { ...wish, endsAt } };
    }
    case 'key': {
      const { accountId: account_id, postId: post_id, label, expiresOn: expires_on } = wish;
      const row = { account_id, post_id, label, created_at: at, expires_on, revoked_at: null, change_id: changeId };
      await insertKey(tx, { hash: hash!, ...row });
      return { deed: 'key.issue', after: { hash: hash!.toString('hex'), post_id, label, expires_on } };
    }
    case 'code': {
      const { accountId, username } = wish;
      const invitation = { codeHash: hash!, accountId, username, createdAt: at, expiresAt: codeEnd(at) };
      await saveInvitation(tx, invitation);
      return { deed: 'account.invite', after: { accountId } };
    }
  }
}
