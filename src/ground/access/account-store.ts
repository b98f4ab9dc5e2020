import type { ActorKind, OrganKind, Role } from '../kernel/actor.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';

export type OrganRow = {
  id: string;
  parent_id: string | null;
  path: string;
  kind: OrganKind;
  name: string;
  name_en: string;
  uscc: string | null;
  division_code: string;
  opened_on: string;
  closed_on: string | null;
};
export type PostRow = { id: string; organ_id: string; role: Role; title: string; title_en: string };
export type AccountState = 'active' | 'locked' | 'left';
export type AccountRow = {
  id: string;
  kind: ActorKind;
  display_name: string;
  state: AccountState;
  created_at: Date;
  keeper_id: string | null;
};
type InvitationRow = {
  code_hash: Buffer;
  account_id: string;
  username: string;
  created_at: Date;
  expires_at: Date;
  redeemed_at: Date | null;
};
type UserRow = {
  id: string;
  username: string;
  email: string;
  demonstration: boolean;
  created_at: Date;
  updated_at: Date;
};
type CredentialRow = {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  password: string;
  created_at: Date;
  updated_at: Date;
};

declare module '../platform/db.ts' {
  interface Tables {
    organs: OrganRow;
    posts: PostRow;
    accounts: AccountRow;
    post_holdings: {
      account_id: string;
      post_id: string;
      since: string;
      until: string | null;
      change_id: string | null;
      ends_at: Date | null;
    };
    'auth.users': UserRow;
    'auth.credentials': CredentialRow;
    'auth.sessions': { id: string; user_id: string };
    'auth.sign_in_attempts': { name_digest: Buffer };
    'auth.invitations': InvitationRow;
  }
}

/** Locks an organ. @throws {Refusal} absent `access.organ_absent` */
export async function lockOrgan(tx: Tx, id: string): Promise<Pick<OrganRow, 'id' | 'path' | 'kind'>> {
  const row = await tx
    .selectFrom('organs as o')
    .select(['o.id', 'o.path', 'o.kind'])
    .where('o.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'access.organ_absent', { id });
  return row;
}

/** The path of the next organ below a locked one: one more than the highest that ever was. */
export async function nextPathBelow(tx: Tx, parent: { id: string; path: string }): Promise<string> {
  const rows = await tx.selectFrom('organs as o').select('o.path').where('o.parent_id', '=', parent.id).execute();
  const last = Math.max(0, ...rows.map(({ path }) => Number(path.slice(parent.path.length, -1))));
  return `${parent.path}${last + 1}.`;
}

export async function insertOrgan(tx: Tx, organ: OrganRow): Promise<void> {
  await tx.insertInto('organs').values(organ).execute();
}

/** A post with the place of its organ. @throws {Refusal} absent `access.post_absent` */
export async function getPost(tx: Tx, id: string): Promise<PostRow & { path: string }> {
  const row = await tx
    .selectFrom('posts as p')
    .innerJoin('organs as o', 'o.id', 'p.organ_id')
    .select(['p.id', 'p.organ_id', 'p.role', 'p.title', 'p.title_en', 'o.path'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'access.post_absent', { id });
  return row;
}

export async function insertPost(tx: Tx, post: PostRow): Promise<void> {
  await tx.insertInto('posts').values(post).execute();
}

/** Locks an account; `path` is the place of the organ that keeps it, empty where none does. @throws {Refusal} absent `access.account_absent` */
export async function lockAccountRow(tx: Tx, id: string): Promise<AccountRow & { path: string }> {
  const row = await tx
    .selectFrom('accounts as a')
    .leftJoin('organs as o', 'o.id', 'a.keeper_id')
    .select(['a.id', 'a.kind', 'a.display_name', 'a.state', 'a.created_at', 'a.keeper_id', 'o.path'])
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'access.account_absent', { id });
  return { ...row, path: row.path ?? '' };
}

export async function insertAccount(tx: Tx, account: AccountRow): Promise<void> {
  await tx.insertInto('accounts').values(account).execute();
}

export async function saveAccountState(tx: Tx, id: string, state: AccountState): Promise<void> {
  await tx.updateTable('accounts').set({ state }).where('id', '=', id).execute();
}

export type Holding = {
  readonly accountId: string;
  readonly postId: string;
  readonly since: PlainDate;
  readonly until?: PlainDate | undefined;
  /** Only in an emergency: to the hour. */
  readonly endsAt?: Date;
  /** On whose agreement; only the first administrators are appointed without. */
  readonly changeId?: string;
};

/** @throws {Refusal} conflict `access.posts_apart`, `access.post_held`, `access.posts_by_two` */
export async function insertHolding(tx: Tx, holding: Holding) {
  const { accountId: account_id, postId: post_id, since, until = null, endsAt: ends_at = null } = holding;
  const { changeId: change_id = null } = holding;
  try {
    await tx.insertInto('post_holdings').values({ account_id, post_id, since, until, ends_at, change_id }).execute();
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string };
    if (constraint === 'posts_by_two') throw new Refusal('conflict', 'access.posts_by_two');
    if (constraint === 'posts_apart') throw new Refusal('conflict', 'access.posts_apart');
    if (code === '23P01' || code === '23505') throw new Refusal('conflict', 'access.post_held');
    throw error;
  }
}

/** Ends what is held on `lastDay` or later, a post of an emergency at once. Answers whether there was anything to end. */
export async function endHolding(
  tx: Tx,
  accountId: string,
  postId: string,
  { lastDay, at }: { lastDay: PlainDate; at: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('post_holdings as h')
    .set((eb) => ({
      until: lastDay,
      ends_at: eb.case().when('h.ends_at', '>', at).then(eb.val(at)).else(eb.ref('h.ends_at')).end(),
    }))
    .where('h.account_id', '=', accountId)
    .where('h.post_id', '=', postId)
    .where('h.since', '<=', lastDay)
    .where((eb) => eb.or([eb('h.until', 'is', null), eb('h.until', '>', lastDay), eb('h.ends_at', '>', at)]))
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Is somebody there already? A fresh installation has no account at all. */
export async function isAnyAccountThere(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('accounts as a').select('a.id').limit(1).executeTakeFirst()) !== undefined;
}
