import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import './account-store.ts';

/** The posts held on a day, with their organs. */
export async function listHeldPosts(tx: Tx, accountId: string, day: PlainDate) {
  return tx
    .selectFrom('post_holdings as h')
    .innerJoin('posts as p', 'p.id', 'h.post_id')
    .innerJoin('organs as o', 'o.id', 'p.organ_id')
    .select(['p.id', 'p.role', 'p.title', 'p.title_en', 'o.id as organ_id', 'o.name', 'o.name_en', 'o.path', 'o.kind'])
    .where('h.account_id', '=', accountId)
    .where('h.since', '<=', day)
    .where((eb) => eb.or([eb('h.until', 'is', null), eb('h.until', '>=', day)]))
    .where((eb) => eb.or([eb('o.closed_on', 'is', null), eb('o.closed_on', '>=', day)]))
    .orderBy('o.path')
    .orderBy('p.title')
    .execute();
}
