import type { Actor, Role } from '../kernel/actor.ts';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import './account-store.ts';

/** The posts held at a moment, with their organs. */
export async function listHeldPosts(tx: Tx, accountId: string, at: Date) {
  const day = chinaDate(at);
  return tx
    .selectFrom('post_holdings as h')
    .innerJoin('posts as p', 'p.id', 'h.post_id')
    .innerJoin('organs as o', 'o.id', 'p.organ_id')
    .select(['p.id', 'p.role', 'p.title', 'p.title_en', 'o.id as organ_id', 'o.name', 'o.name_en', 'o.path', 'o.kind'])
    .where('h.account_id', '=', accountId)
    .where('h.since', '<=', day)
    .where((eb) => eb.or([eb('h.until', 'is', null), eb('h.until', '>=', day)]))
    .where((eb) => eb.or([eb('h.ends_at', 'is', null), eb('h.ends_at', '>', at)]))
    .where((eb) => eb.or([eb('o.closed_on', 'is', null), eb('o.closed_on', '>=', day)]))
    .orderBy('o.path')
    .orderBy('p.title')
    .execute();
}

/** The organs at and below the context's own place, as a tree would be read. */
export async function listOrgans(tx: Tx, path: string) {
  return tx
    .selectFrom('organs as o')
    .select(['o.id', 'o.parent_id', 'o.kind', 'o.name', 'o.name_en', 'o.division_code', 'o.opened_on', 'o.closed_on'])
    .where('o.path', 'like', `${path}%`)
    .orderBy('o.path')
    .execute();
}

/**
 * Places below one's own that have a post of the same role and somebody in it on that day: what waits there waits for them
 * first. Outermost only, so that the list stays short.
 */
export async function listNearerOrgans(tx: Tx, path: string, role: Actor['role'], day: PlainDate): Promise<string[]> {
  if (role === 'party') return [];
  const rows = await tx
    .selectFrom('organs as o')
    .innerJoin('posts as p', 'p.organ_id', 'o.id')
    .innerJoin('post_holdings as h', 'h.post_id', 'p.id')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select('o.path')
    .distinct()
    .where('o.path', 'like', `${path}_%`)
    .where('p.role', '=', role)
    .where('a.state', '=', 'active')
    .where('h.since', '<=', day)
    .where((eb) => eb.or([eb('h.until', 'is', null), eb('h.until', '>=', day)]))
    .where((eb) => eb.or([eb('o.closed_on', 'is', null), eb('o.closed_on', '>=', day)]))
    .orderBy('o.path')
    .execute();
  return rows
    .map((row) => row.path)
    .filter((place, at, all) => !all.slice(0, at).some((outer) => place.startsWith(outer)));
}

/** The posts at these organs. */
export async function listPosts(tx: Tx, path: string) {
  return tx
    .selectFrom('posts as p')
    .innerJoin('organs as o', 'o.id', 'p.organ_id')
    .select(['p.id', 'p.organ_id', 'p.role', 'p.title', 'p.title_en'])
    .where('o.path', 'like', `${path}%`)
    .orderBy('o.path')
    .orderBy('p.title')
    .execute();
}

/** The accounts of persons and programs that organs at and below `path` keep (those of parties are no administrator's matter), with the posts they hold on that day or later. */
export async function listAccounts(
  tx: Tx,
  path: string,
  day: PlainDate,
  { after = '', most = 200 }: { after?: string; most?: number },
) {
  const accounts = await tx
    .selectFrom('accounts as a')
    .innerJoin('organs as o', 'o.id', 'a.keeper_id')
    .select(['a.id', 'a.kind', 'a.display_name', 'a.state', 'a.keeper_id'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('auth.identities as i')
          .select('i.account_id')
          .whereRef('i.account_id', '=', 'a.id')
          .where('i.ended_at', 'is', null),
      ).as('linked'),
    )
    .where('o.path', 'like', `${path}%`)
    .where('a.kind', 'in', ['person', 'program'])
    .$if(after !== '', (query) => query.where('a.id', '>', after))
    .orderBy('a.id')
    .limit(most)
    .execute();
  if (accounts.length === 0) return [];
  const holdings = await tx
    .selectFrom('post_holdings as h')
    .select(['h.account_id', 'h.post_id', 'h.since', 'h.until'])
    .where(
      'h.account_id',
      'in',
      accounts.map(({ id }) => id),
    )
    .where((eb) => eb.or([eb('h.until', 'is', null), eb('h.until', '>=', day)]))
    .orderBy('h.since')
    .execute();
  return accounts.map((account) => ({
    ...account,
    holdings: holdings.filter(({ account_id }) => account_id === account.id),
  }));
}

/** The name somebody signs in with. */
export async function findUsername(tx: Tx, accountId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('auth.users as u')
    .select('u.username')
    .where('u.id', '=', accountId)
    .executeTakeFirst();
  return row?.username;
}

/** The organ that has none above it. */
export async function findTopOrgan(tx: Tx) {
  return tx
    .selectFrom('organs as o')
    .select(['o.id', 'o.path', 'o.kind'])
    .where('o.parent_id', 'is', null)
    .orderBy('o.path')
    .limit(1)
    .executeTakeFirst();
}

/** Has anybody ever held a post of that kind? */
export async function isPostEverHeld(tx: Tx, role: Role): Promise<boolean> {
  const row = await tx
    .selectFrom('post_holdings as h')
    .innerJoin('posts as p', 'p.id', 'h.post_id')
    .select('h.post_id')
    .where('p.role', '=', role)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
