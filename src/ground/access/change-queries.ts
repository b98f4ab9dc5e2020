import type { Tx } from '../platform/db.ts';
import type { Wish } from './change.ts';
import type { Outcome } from './change-store.ts';

/** A proposal as screens list it: what, for whom, why, by whom, and how it ended. */
export type ListedChange = {
  readonly id: string;
  readonly wish: Wish;
  readonly reason: string;
  readonly account: string | null;
  readonly post: { readonly zh: string; readonly en: string } | null;
  readonly proposedBy: { readonly id: string; readonly name: string };
  readonly proposedAt: Date;
  readonly end: { readonly outcome: Outcome; readonly by: string; readonly at: Date } | null;
};

/** Proposals at the own organ and below: open ones first, then the newest; at most `most`. */
export async function listChanges(tx: Tx, organPath: string, most: number): Promise<ListedChange[]> {
  const rows = await tx
    .selectFrom('access_changes as c')
    .innerJoin('accounts as proposer', 'proposer.id', 'c.proposed_by')
    .leftJoin('accounts as about', 'about.id', 'c.account_id')
    .leftJoin('posts as p', 'p.id', 'c.post_id')
    .leftJoin('access_change_ends as e', 'e.change_id', 'c.id')
    .leftJoin('accounts as settler', 'settler.id', 'e.settled_by')
    .select(['c.id', 'c.wish', 'c.reason', 'c.proposed_by', 'c.proposed_at', 'e.outcome', 'e.settled_at'])
    .select(['proposer.display_name as proposer', 'about.display_name as about', 'settler.display_name as settler'])
    .select(['p.title', 'p.title_en'])
    .where('c.organ_path', 'like', `${organPath}%`)
    .orderBy((eb) => eb('e.change_id', 'is not', null))
    .orderBy('c.proposed_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    wish: row.wish as Wish,
    reason: row.reason,
    account: row.about,
    post: row.title === null ? null : { zh: row.title, en: row.title_en ?? row.title },
    proposedBy: { id: row.proposed_by, name: row.proposer },
    proposedAt: row.proposed_at,
    end: row.outcome === null ? null : { outcome: row.outcome, by: row.settler ?? '', at: row.settled_at! },
  }));
}
