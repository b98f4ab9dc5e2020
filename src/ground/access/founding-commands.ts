import { act } from '../audit/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/id.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Tx } from '../platform/db.ts';
import type { Invitation } from './account-commands.ts';
import { findTopOrgan, isPostEverHeld } from './account-queries.ts';
import {
  insertAccount,
  insertHolding,
  insertOrgan,
  insertPost,
  isAnyAccountThere,
  type OrganRow,
} from './account-store.ts';
import { saveInvitation } from './credential-store.ts';
import type { Surroundings } from './joining-commands.ts';
import { INVITATION_DAYS, newInvitationCode } from './secret-code.ts';

export type Appointed = { readonly displayName: string; readonly username: string };
export type Founders = {
  readonly organ: Pick<OrganRow, 'kind' | 'name' | 'name_en' | 'division_code'>;
  readonly administrator: Appointed;
  /** Without whom nothing can be confirmed. */
  readonly security: Appointed;
};

type First = 'administrator' | 'security';
const TITLES: Readonly<Record<First, { title: string; title_en: string }>> = {
  administrator: { title: '系统管理', title_en: 'System administration' },
  security: { title: '安全管理', title_en: 'Security administration' },
};

type Seat = { readonly actor: Actor; readonly person: Appointed; readonly codeHash: Buffer };

/** The account that is to be, acting in its first post: nobody is there yet to make it. */
function firstActor(organ: Pick<OrganRow, 'id' | 'path' | 'kind'>, role: First, at: Date): Actor {
  const [accountId, postId] = [newId(at.getTime()), newId(at.getTime())];
  const place = { organId: organ.id, organPath: organ.path, organKind: organ.kind };
  return { accountId, kind: 'person', postId, role, ...place };
}

const codeEnd = (at: Date) => new Date(at.getTime() + INVITATION_DAYS * 86_400_000);

/** Post, account and code of one of the first administrators; the database allows it as long as nobody held a post of security. */
async function seat(tx: Tx, { actor, person, codeHash }: Seat, role: First, at: Date): Promise<void> {
  const { accountId, postId, organId } = actor;
  const { displayName: display_name, username } = person;
  await insertPost(tx, { id: postId, organ_id: organId, role, ...TITLES[role] });
  const account = { id: accountId, kind: 'person', display_name, state: 'active', created_at: at } as const;
  await insertAccount(tx, { ...account, keeper_id: organId });
  await insertHolding(tx, { accountId, postId, since: chinaDate(at) });
  await saveInvitation(tx, { codeHash, accountId, username, createdAt: at, expiresAt: codeEnd(at) });
}

/**
 * The beginning of an installation: the topmost organ and its administrators of system and of security, each with a code on
 * paper. From then on every further post takes both of them.
 * @throws {Refusal} conflict `access.not_fresh`: there are accounts already; theirs is the way to more
 */
export async function foundInstallation(
  around: Surroundings,
  { organ: given, administrator: person, security }: Founders,
): Promise<{ readonly administrator: Invitation; readonly security: Invitation }> {
  const at = around.now();
  const id = newId(at.getTime());
  const organ = { id, parent_id: null, path: '1.', uscc: null, opened_on: chinaDate(at), closed_on: null, ...given };
  const actor = firstActor(organ, 'administrator', at);
  const { code, hash: codeHash } = newInvitationCode();
  await act({ ...around, actor }, async (tx) => {
    if (await isAnyAccountThere(tx)) throw new Refusal('conflict', 'access.not_fresh');
    await insertOrgan(tx, organ);
    await seat(tx, { actor, person, codeHash }, 'administrator', at);
    return { result: null, deed: 'account.found', object: { kind: 'account', id: actor.accountId }, after: organ };
  });
  const administrator = { accountId: actor.accountId, code, expiresAt: codeEnd(at).toISOString() };
  return { administrator, security: await appointSecurity(around, security) };
}

/**
 * The first administrator of security, appointed by whoever runs the server as long as nobody has ever held such a post: part
 * of the founding, and the way for an installation from before there were three administrators.
 * @throws {Refusal} conflict `access.security_there`; absent `access.organ_absent`: nothing was founded yet
 */
export async function appointSecurity(around: Surroundings, person: Appointed): Promise<Invitation> {
  const top = await inContext(around.pools.app, { purpose: 'system' }, findTopOrgan);
  if (!top) throw new Refusal('absent', 'access.organ_absent');
  const at = around.now();
  const actor = firstActor(top, 'security', at);
  const { accountId } = actor;
  const { code, hash: codeHash } = newInvitationCode();
  await act({ ...around, actor }, async (tx) => {
    if (await isPostEverHeld(tx, 'security')) throw new Refusal('conflict', 'access.security_there');
    await seat(tx, { actor, person, codeHash }, 'security', at);
    return {
      result: null,
      deed: 'account.appoint',
      object: { kind: 'account', id: accountId },
      after: person.username,
    };
  });
  return { accountId, code, expiresAt: codeEnd(at).toISOString() };
}
