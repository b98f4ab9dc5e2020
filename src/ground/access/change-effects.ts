import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import { insertHolding } from './account-store.ts';
import type { Change } from './change.ts';
import { saveInvitation } from './credential-store.ts';
import { insertIdentity } from './oidc/identity-store.ts';
import { endSecrets, insertKey, insertSecret, insertTerms } from './programs/program-key-store.ts';
import { INVITATION_DAYS, newInvitationCode, newProgramKey } from './secret-code.ts';

/** What is shown to the one who confirms, once. */
export type Secret =
  | { readonly kind: 'key'; readonly keyId: string; readonly key: string; readonly expiresOn: PlainDate }
  | { readonly kind: 'rotation'; readonly keyId: string; readonly key: string; readonly oldUntil: string }
  | { readonly kind: 'code'; readonly code: string; readonly expiresAt: string };

const overlapEnd = (days: number, at: Date) => new Date(at.getTime() + days * 86_400_000);
const codeEnd = (at: Date) => new Date(at.getTime() + INVITATION_DAYS * 86_400_000);

/** The secret that a wish asks for, with the hash that is all we keep of it. */
export function newSecretFor({ id, wish }: Change, at: Date): { shown: Secret; hash: Buffer } | undefined {
  if (wish.kind === 'key') {
    const { key, hash } = newProgramKey();
    return { shown: { kind: 'key', keyId: id, key, expiresOn: wish.expiresOn }, hash };
  }
  if (wish.kind === 'rotation') {
    const { key, hash } = newProgramKey();
    const oldUntil = overlapEnd(wish.overlapDays, at).toISOString();
    return { shown: { kind: 'rotation', keyId: wish.keyId, key, oldUntil }, hash };
  }
  if (wish.kind === 'code') {
    const { code, hash } = newInvitationCode();
    return { shown: { kind: 'code', code, expiresAt: codeEnd(at).toISOString() }, hash };
  }
  return undefined;
}

/** What the journal says was done. */
export type Applied = {
  readonly deed:
    | 'post.assign'
    | 'key.issue'
    | 'key.rotate'
    | 'key.terms'
    | 'account.invite'
    | 'identity.link'
    | 'glass.open';
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
      const { accountId, postId, label, expiresOn, terms } = wish;
      // The key goes by the id of the agreement on it: the one name under which both people know it.
      const key = { id: changeId, accountId, postId, label, expiresOn, changeId };
      await insertKey(tx, key, hash!, at);
      if (terms) await insertTerms(tx, { keyId: changeId, changeId }, terms, at);
      const told = { hash: hash!.toString('hex'), post_id: postId, label, expires_on: expiresOn };
      return { deed: 'key.issue', after: { ...told, keyId: changeId, terms: terms ?? null } };
    }
    case 'rotation': {
      const { keyId, overlapDays } = wish;
      const oldUntil = overlapEnd(overlapDays, at);
      await endSecrets(tx, keyId, oldUntil);
      await insertSecret(tx, { keyId, hash: hash!, changeId }, at);
      return { deed: 'key.rotate', after: { keyId, hash: hash!.toString('hex'), oldUntil } };
    }
    case 'terms':
      await insertTerms(tx, { keyId: wish.keyId, changeId }, wish.terms, at);
      return { deed: 'key.terms', after: wish };
    case 'identity': {
      const { accountId, issuer, subject } = wish;
      await insertIdentity(tx, { accountId, issuer, subject, changeId }, at);
      return { deed: 'identity.link', after: { accountId, issuer, subject } };
    }
    case 'code': {
      const { accountId, username } = wish;
      const invitation = { codeHash: hash!, accountId, username, createdAt: at, expiresAt: codeEnd(at) };
      await saveInvitation(tx, invitation);
      return { deed: 'account.invite', after: { accountId } };
    }
  }
}
