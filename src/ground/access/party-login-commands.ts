import { act } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Tx } from '../platform/db.ts';
import { insertAccount } from './account-store.ts';
import { endSessions, lockInvitation, saveCredential, saveInvitation, saveRedeemed } from './credential-store.ts';
import type { Surroundings } from './joining-commands.ts';
import { endPartyIdentity } from './oidc/party-identity-store.ts';
import { partyActor } from './party-door.ts';
import { findPartyPlace } from './party-place-queries.ts';
import { hashPassword, refuseWeakPassword } from './password.ts';
import { INVITATION_DAYS, invitationHash, newInvitationCode } from './secret-code.ts';

export type Letter = { readonly code: string; readonly hash: Buffer };
/** A code for an invitation letter, served on paper: shown once, kept as a hash. */
export const newLetterCode = (): Letter => newInvitationCode();

/** Names for sign-in that nobody has to think up and that say nothing of the party: `p.` and eight signs of the account's id. */
export const partyUsername = (accountId: string): string => `p.${accountId.replaceAll('-', '').slice(-10)}`;

/** The account and its open invitation, inside the command that opens it. Answers until when the code holds. */
export async function openPartyLogin(
  tx: Tx,
  account: { readonly id: string; readonly displayName: string; readonly keeperId: string },
  letter: Letter,
  at: Date,
): Promise<string> {
  await insertAccount(tx, {
    id: account.id,
    kind: 'party',
    display_name: account.displayName,
    state: 'active',
    created_at: at,
    keeper_id: account.keeperId,
  });
  return renewPartyLogin(tx, account.id, letter, at);
}

/** A new code in place of an earlier one, used or not. */
export async function renewPartyLogin(tx: Tx, accountId: string, letter: Letter, at: Date): Promise<string> {
  const expiresAt = new Date(at.getTime() + INVITATION_DAYS * 86_400_000);
  const username = partyUsername(accountId);
  await saveInvitation(tx, { codeHash: letter.hash, accountId, username, createdAt: at, expiresAt });
  return expiresAt.toISOString();
}

/** Nobody is signed in with this account any more. */
export const closePartyLogin = (tx: Tx, accountId: string): Promise<void> => endSessions(tx, accountId);

type Joined = { readonly accountId: string; readonly username: string };

/**
 * A party uses the code from its letter and sets a password that nobody else ever knew. Works once, for accounts of parties only.
 * @throws {Refusal} unauthenticated `access.invitation_refused`; invalid `access.invitation_unreadable`, `access.password_weak`
 */
export async function redeemLetter(around: Surroundings, code: string, password: string): Promise<Joined> {
  const codeHash = invitationHash(code);
  const at = around.now();
  const found = await inContext(around.pools.app, { purpose: 'system' }, async (tx) => {
    const invitation = await lockInvitation(tx, codeHash, at);
    return { ...invitation, place: await findPartyPlace(tx, invitation.accountId) };
  });
  const { accountId, username, place } = found;
  if (!place) throw new Refusal('unauthenticated', 'access.invitation_refused');
  refuseWeakPassword(password, username);
  const passwordHash = await hashPassword(password);
  const { subjectId, ...organ } = place;
  const { result } = await act({ ...around, actor: partyActor(accountId, subjectId, organ) }, async (tx) => {
    await lockInvitation(tx, codeHash, at);
    await saveCredential(tx, { accountId, username, passwordHash, demonstration: false }, at);
    // Whoever comes with a new letter has nothing of what was linked before it.
    await endPartyIdentity(tx, accountId, at);
    await saveRedeemed(tx, codeHash, at);
    return {
      result: { accountId, username },
      deed: 'party.join',
      object: { kind: 'account', id: accountId },
      subjectId,
    };
  });
  return result;
}
