import { sql } from 'kysely';
import { newId } from '../../ground/kernel/id.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Counts } from './reminder.ts';

export async function insertWish(tx: Tx, accountId: string, addressId: string | null, at: Date): Promise<void> {
  await sql`insert into reminder_wishes (id, account_id, mailbox_id, made_at)
    values (${newId(at.getTime())}, ${accountId}, ${addressId}, ${at})`.execute(tx);
}

export async function insertFeed(
  tx: Tx,
  feed: { id: string; accountId: string; hash: Buffer },
  at: Date,
): Promise<void> {
  await sql`insert into calendar_feeds (id, account_id, token_hash, made_at)
    values (${feed.id}, ${feed.accountId}, ${feed.hash}, ${at})`.execute(tx);
}

/** Ends a calendar of the own; answers whether there was one. A second time changes nothing. */
export async function insertFeedEnd(tx: Tx, id: string, accountId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from calendar_feeds as f where f.id = ${id} and f.account_id = ${accountId}) as there`.execute(
    tx,
  );
  if (!rows[0]!.there) return false;
  await sql`insert into calendar_feed_ends (feed_id, ended_at) values (${id}, ${at}) on conflict do nothing`.execute(
    tx,
  );
  return true;
}

/** Writes down that an account had its mail of a day, or had none because nothing was due. */
export async function insertMail(tx: Tx, accountId: string, day: PlainDate, counts: Counts, at: Date): Promise<void> {
  await sql`insert into reminder_mails (account_id, day, late, today, sent_at)
    values (${accountId}, ${day}, ${counts.late}, ${counts.today}, ${at}) on conflict do nothing`.execute(tx);
}
