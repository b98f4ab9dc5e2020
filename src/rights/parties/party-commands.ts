import {
  type Capacity,
  closePartyLogin,
  mayOrRefuse,
  newLetterCode,
  openPartyLogin,
  partyUsername,
  renewPartyLogin,
} from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { addDays, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { maskName, type Vault } from '../../ground/vault/index.ts';
import { getSubject, insertAccountEnd, insertPartyAccount, lockPartyAccount, type Sought } from './party-store.ts';

export type { Sought } from './party-store.ts';

/** The invitation letter's content: the name to sign in with and the code, shown now and never again. */
export type PartyLetter = {
  readonly accountId: string;
  readonly username: string;
  readonly code: string;
  readonly expiresAt: string;
};
export type PartyGiven = {
  readonly sought: Sought;
  readonly capacity: Capacity;
  /** The last day of an agent's mandate. */
  readonly until?: PlainDate | undefined;
  /** Who stood at the counter, and which papers they showed. Both are sealed. */
  readonly holder: string;
  readonly shown: string;
};

/** How long the papers of an identification are kept after the account. Days; our reading of 个人信息保护法 art. 19: as long as a suit may come. */
const SHOWN_DAYS = 366 * 3;

/** @throws {Refusal} rule `party.capacity`: only the person itself speaks for a person, only others for an organisation */
function refuseCapacity(kind: string, capacity: Capacity): void {
  if ((kind === 'person') !== (capacity === 'self') && capacity !== 'agent') {
    throw new Refusal('rule', 'party.capacity', { kind, capacity });
  }
}

/** @throws {Refusal} invalid `party.mandate`: an agent's mandate has a last day, not before today; nobody else's has one */
function refuseMandate(capacity: Capacity, until: PlainDate | undefined, today: PlainDate): void {
  const fits = capacity === 'agent' ? until !== undefined && until >= today : until === undefined;
  if (!fits) throw new Refusal('invalid', 'party.mandate', { capacity, until: until ?? null, today });
}

type Written = { accountId: string; expiresAt: string; hash: string };

/** What a request that came twice would show again is gone. @throws {Refusal} conflict `party.code_shown_already` */
function shownOnce(written: Written, letter: { readonly code: string; readonly hash: Buffer }): PartyLetter {
  if (letter.hash.toString('hex') !== written.hash) throw new Refusal('conflict', 'party.code_shown_already');
  const { accountId, expiresAt } = written;
  return { accountId, username: partyUsername(accountId), code: letter.code, expiresAt };
}

/**
 * Opens an account for a party whose identity an officer has checked (河南省社会信用条例 art. 40), and makes the code for its
 * invitation letter. Whoever opened it learns no password: the party sets its own with the code.
 * @throws {Refusal} absent `party.subject_absent`; rule `party.capacity`; invalid `party.mandate`; conflict `party.code_shown_already`
 */
export async function inviteParty(ctx: Context, vault: Vault, given: PartyGiven): Promise<PartyLetter> {
  const letter = newLetterCode();
  const { result } = await act(ctx, async (tx) => {
    const { organId, organPath, accountId: by } = ctx.actor;
    const subject = await getSubject(tx, given.sought);
    mayOrRefuse(ctx.actor, 'party.invite', { kind: 'party', organPath, subjectId: subject.id });
    const today = chinaDate(ctx.now());
    refuseCapacity(subject.kind, given.capacity);
    refuseMandate(given.capacity, given.until, today);
    const id = newId(ctx.now().getTime());
    const plain = JSON.stringify({ holder: given.holder, shown: given.shown });
    const sealed = { scopeId: subject.id, organPath, kind: 'text', plain } as const;
    const shownId = await vault.store(tx, { ...sealed, retainUntil: addDays(given.until ?? today, SHOWN_DAYS) });
    const keeper = { id, displayName: maskName(given.holder), keeperId: organId };
    const expiresAt = await openPartyLogin(tx, keeper, letter, ctx.now());
    const { capacity, until } = given;
    const account = { id, subjectId: subject.id, capacity, until, shownId, organId };
    await insertPartyAccount(tx, account, { accountId: by, at: ctx.now(), organPath });
    const result = { accountId: id, expiresAt, hash: letter.hash.toString('hex') };
    return {
      result,
      deed: 'party.invite',
      object: { kind: 'account', id },
      subjectId: subject.id,
      basis: ['hnxy:40'],
      after: { capacity, until: until ?? null },
    };
  });
  return shownOnce(result, letter);
}

/** A new letter for somebody who lost the code or the password. @throws {Refusal} absent, conflict `party.account_ended` */
export async function inviteAgain(ctx: Context, accountId: string): Promise<PartyLetter> {
  const letter = newLetterCode();
  const { result } = await act(ctx, async (tx) => {
    const account = await lockPartyAccount(tx, accountId);
    mayOrRefuse(ctx.actor, 'party.invite', {
      kind: 'party',
      organPath: account.organPath,
      subjectId: account.subjectId,
    });
    if (account.ended) throw new Refusal('conflict', 'party.account_ended', { id: accountId });
    const expiresAt = await renewPartyLogin(tx, accountId, letter, ctx.now());
    return {
      result: { accountId, expiresAt, hash: letter.hash.toString('hex') },
      deed: 'party.invite',
      object: { kind: 'account', id: accountId },
      subjectId: account.subjectId,
      basis: ['hnxy:40'],
    };
  });
  return shownOnce(result, letter);
}

/** Ends an account of a party: a mandate withdrawn, an agent gone. Whoever is signed in with it is not any more. */
export function endPartyAccount(
  ctx: Context,
  vault: Vault,
  given: { readonly accountId: string; readonly reason: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const account = await lockPartyAccount(tx, given.accountId);
    const { subjectId, organPath } = account;
    mayOrRefuse(ctx.actor, 'party.end', { kind: 'party', organPath, subjectId });
    if (account.ended) throw new Refusal('conflict', 'party.account_ended', { id: account.id });
    const retainUntil = addDays(chinaDate(ctx.now()), SHOWN_DAYS);
    const sealed = { scopeId: subjectId, organPath, kind: 'text', plain: given.reason, retainUntil } as const;
    const reasonId = await vault.store(tx, sealed);
    const by = { accountId: ctx.actor.accountId, at: ctx.now(), organPath };
    await insertAccountEnd(tx, { accountId: account.id, reasonId }, by);
    await closePartyLogin(tx, account.id);
    return {
      result: null,
      deed: 'party.end',
      object: { kind: 'account', id: account.id },
      subjectId,
      reason: given.reason,
    };
  });
}
