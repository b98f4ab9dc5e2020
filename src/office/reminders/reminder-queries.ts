import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools, Tx } from '../../ground/platform/db.ts';

/** The sealed address to which an account wants its mail; null: none. */
export async function findAddress(tx: Tx, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select w.mailbox_id as id from reminder_wishes as w where w.account_id = ${accountId}
    order by w.made_at desc, w.id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

export type Addressee = { readonly accountId: string; readonly addressId: string };
/** Persons who want mail and had none on that day; those behind `last` come first, and then the round begins anew. */
export async function listUnmailed(
  tx: Tx,
  day: PlainDate,
  limit: number,
  last: string | undefined,
): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select w.account_id as "accountId", w.mailbox_id as "addressId"
    from (select distinct on (x.account_id) x.account_id, x.mailbox_id from reminder_wishes as x
      order by x.account_id, x.made_at desc, x.id desc) as w
    join accounts as a on a.id = w.account_id and a.state = 'active' and a.kind = 'person'
    where w.mailbox_id is not null
      and not exists (select from reminder_mails as m where m.account_id = w.account_id and m.day = ${day}::date)
    order by w.account_id <= ${last ?? null}::uuid, w.account_id limit ${limit}`.execute(tx);
  return rows;
}

export type FeedLine = { readonly id: string; readonly madeAt: Date };
export async function listFeeds(tx: Tx, accountId: string): Promise<FeedLine[]> {
  const { rows } = await sql<FeedLine>`
    select f.id, f.made_at as "madeAt" from calendar_feeds as f
    where f.account_id = ${accountId} and not exists (select from calendar_feed_ends as e where e.feed_id = f.id)
    order by f.made_at, f.id`.execute(tx);
  return rows;
}

/** Whose calendar a secret address is; undefined for one that was never made, was closed, or whose holder is locked. */
export async function findFeedAccount(pools: Pools, hash: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`select c.account_id as id from auth.account_of_calendar(${hash}) as c`.execute(pools.app);
  return rows[0]?.id;
}
