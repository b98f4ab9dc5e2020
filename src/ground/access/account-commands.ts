import { type Acted, act, type Context } from '../audit/index.ts';
import type { OrganKind, Role } from '../kernel/actor.ts';
import { newId } from '../kernel/id.ts';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import {
  type AccountState,
  endHolding,
  getPost,
  insertAccount,
  insertOrgan,
  insertPost,
  lockAccountRow,
  lockOrgan,
  nextPathBelow,
  saveAccountState,
} from './account-store.ts';
import { endSessions, saveInvitation } from './credential-store.ts';
import { mayOrRefuse } from './policy.ts';
import { INVITATION_DAYS, newInvitationCode, refuseShownAlready } from './secret-code.ts';

export type NewOrgan = {
  readonly parentId: string;
  readonly kind: OrganKind;
  readonly name: string;
  readonly nameEn: string;
  readonly divisionCode: string;
  readonly uscc?: string;
};

/** Sets up an organ (机关) below another. */
export function createOrgan(ctx: Context, organ: NewOrgan): Promise<Acted<{ id: string; path: string }>> {
  return act(ctx, async (tx) => {
    const parent = await lockOrgan(tx, organ.parentId);
    mayOrRefuse(ctx.actor, 'organ.create', { kind: 'organ', organPath: parent.path });
    const id = newId(ctx.now().getTime());
    const path = await nextPathBelow(tx, parent);
    const { kind, name, nameEn: name_en, divisionCode: division_code, uscc = null } = organ;
    const opened_on = chinaDate(ctx.now());
    const row = {
      id,
      parent_id: parent.id,
      path,
      kind,
      name,
      name_en,
      uscc,
      division_code,
      opened_on,
      closed_on: null,
    };
    await insertOrgan(tx, row);
    return { result: { id, path }, deed: 'organ.create', object: { kind: 'organ', id }, after: row };
  });
}

export type NewPost = {
  readonly organId: string;
  readonly role: Role;
  readonly title: string;
  readonly titleEn: string;
};

/** Sets up a post (岗位) at an organ. */
export function createPost(ctx: Context, post: NewPost): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const organ = await lockOrgan(tx, post.organId);
    mayOrRefuse(ctx.actor, 'post.create', { kind: 'post', organPath: organ.path });
    const id = newId(ctx.now().getTime());
    const row = { id, organ_id: organ.id, role: post.role, title: post.title, title_en: post.titleEn };
    await insertPost(tx, row);
    return { result: { id }, deed: 'post.create', object: { kind: 'post', id }, after: row };
  });
}

/** A code for paper, shown now and never again: only its hash is kept. */
export type Invitation = { readonly accountId: string; readonly code: string; readonly expiresAt: string };

type Written = { accountId: string; expiresAt: string; hash: string };

async function writeInvitation(
  ctx: Context,
  tx: Tx,
  accountId: string,
  username: string,
  codeHash: Buffer,
): Promise<Written> {
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + INVITATION_DAYS * 86_400_000);
  await saveInvitation(tx, { codeHash, accountId, username, createdAt, expiresAt });
  return { accountId, expiresAt: expiresAt.toISOString(), hash: codeHash.toString('hex') };
}

/**
 * Opens an account for a person at an organ and invites them by a code on paper. Their password is their own from the
 * first moment; nobody else ever knew it.
 * @throws {Refusal} conflict `access.username_taken`, `access.secret_shown_already`
 */
export async function inviteAccount(
  ctx: Context,
  person: { readonly organId: string; readonly displayName: string; readonly username: string },
): Promise<Invitation> {
  const { code, hash } = newInvitationCode();
  const { result } = await act(ctx, async (tx) => {
    const organ = await lockOrgan(tx, person.organId);
    mayOrRefuse(ctx.actor, 'account.invite', { kind: 'account', organPath: organ.path });
    const id = newId(ctx.now().getTime());
    const { displayName: display_name } = person;
    await insertAccount(tx, {
      id,
      kind: 'person',
      display_name,
      state: 'active',
      created_at: ctx.now(),
      keeper_id: organ.id,
    });
    const written = await writeInvitation(ctx, tx, id, person.username, hash);
    return { result: written, deed: 'account.invite', object: { kind: 'account', id }, after: { keeper: organ.id } };
  });
  refuseShownAlready(hash.toString('hex'), result.hash);
  return { accountId: result.accountId, code, expiresAt: result.expiresAt };
}

/** Opens an account for a program; it acts with keys, never with a password. */
export function createProgram(
  ctx: Context,
  program: { readonly organId: string; readonly name: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const organ = await lockOrgan(tx, program.organId);
    const id = newId(ctx.now().getTime());
    mayOrRefuse(ctx.actor, 'account.create', { kind: 'account', organPath: organ.path });
    const account = {
      id,
      kind: 'program',
      display_name: program.name,
      state: 'active',
      created_at: ctx.now(),
      keeper_id: organ.id,
    } as const;
    await insertAccount(tx, account);
    return { result: { id }, deed: 'account.create', object: { kind: 'account', id }, after: account };
  });
}

/** Ends the holding of a post; `lastDay` is the last on which it is held. @throws {Refusal} absent `access.holding_absent` */
export function endPost(
  ctx: Context,
  holding: { readonly accountId: string; readonly postId: string; readonly lastDay: PlainDate },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const post = await getPost(tx, holding.postId);
    mayOrRefuse(ctx.actor, 'post.end', { kind: 'post', organPath: post.path, about: holding.accountId });
    const ended = await endHolding(tx, holding.accountId, holding.postId, {
      lastDay: holding.lastDay,
      at: ctx.now(),
    });
    if (!ended) throw new Refusal('absent', 'access.holding_absent');
    return { result: null, deed: 'post.end', object: { kind: 'account', id: holding.accountId }, after: holding };
  });
}

function moveAccount(
  ctx: Context,
  id: string,
  deed: 'account.lock' | 'account.unlock',
  from: AccountState,
  to: AccountState,
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const account = await lockAccountRow(tx, id);
    mayOrRefuse(ctx.actor, deed, { kind: 'account', organPath: account.path, about: id });
    if (account.state !== from) throw new Refusal('conflict', 'access.account_wrong_state', { state: account.state });
    await saveAccountState(tx, id, to);
    if (to !== 'active') await endSessions(tx, id);
    return { result: null, deed, object: { kind: 'account', id }, before: { state: from }, after: { state: to } };
  });
}

/** Locks an account; its sessions end at once, its keys answer no more. */
export function lockAccount(ctx: Context, id: string): Promise<Acted<null>> {
  return moveAccount(ctx, id, 'account.lock', 'active', 'locked');
}

export function unlockAccount(ctx: Context, id: string): Promise<Acted<null>> {
  return moveAccount(ctx, id, 'account.unlock', 'locked', 'active');
}
