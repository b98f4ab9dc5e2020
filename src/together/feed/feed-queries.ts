import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Change, Cursor, FeedItem, Met } from './feed.ts';

/** Eight signs of what an entry is: another entry at the same position has others. */
const MARK = sql`left(encode(sha256(convert_to(e.publication_id::text || e.change || extract(epoch from e.known_at)::text, 'UTF8')), 'hex'), 8)`;

export type Place = { readonly position: number; readonly mark: string };
/** The last entry of an item, or the one at a position; undefined: there is none. */
export async function findPlace(tx: Tx, item: FeedItem, at?: number): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select e.position, ${MARK} as mark from feed_entries as e
    where e.item = ${item} and (${at ?? null}::bigint is null or e.position = ${at ?? null}::bigint)
    order by e.position desc limit 1`.execute(tx);
  return rows[0];
}

/**
 * The newest entry of each publication between cursor and head, in order, with what a reader at the cursor was told before. What had
 * ended when the reader began is left out: it never got it.
 */
export async function listMet(
  tx: Tx,
  item: FeedItem,
  { done, began }: Cursor,
  head: number,
  limit: number,
): Promise<Met[]> {
  const { rows } = await sql<Met>`
    select e.position, ${MARK} as mark, e.publication_id as "publicationId", e.reference, b.change as told
    from feed_entries as e
    left join lateral (select x.change from feed_entries as x where x.publication_id = e.publication_id and x.position <= ${done}
      order by x.position desc limit 1) as b on true
    where e.item = ${item} and e.position > ${done} and e.position <= ${head}
      and not (e.change = 'ended' and (e.position <= ${began} or coalesce(b.change, 'ended') = 'ended'))
      and not exists (select from feed_entries as x where x.publication_id = e.publication_id
        and x.position > e.position and x.position <= ${head})
    order by e.position limit ${limit}`.execute(tx);
  return rows;
}

export type Standing = {
  readonly publicationId: string;
  readonly subjectId: string;
  readonly item: FeedItem;
  readonly reference: string;
  readonly change: Change;
  readonly digest: Buffer | null;
};
/** The newest entry of each publication of these parties. */
export async function listStanding(tx: Tx, subjects: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select p.id as "publicationId", p.subject_id as "subjectId", e.item, e.reference, e.change, e.digest
    from publications as p
    join lateral (select x.item, x.reference, x.change, x.digest from feed_entries as x where x.publication_id = p.id
      order by x.position desc limit 1) as e on true
    where p.subject_id = any (${[...subjects]}::uuid[])`.execute(tx);
  return rows;
}

/** Parties of whom something was told until a day before `today` and not that it is over. */
export async function listOverdue(tx: Tx, today: PlainDate, limit: number): Promise<string[]> {
  const { rows } = await sql<{ subjectId: string }>`
    select distinct e.subject_id as "subjectId" from feed_entries as e
    where e.until < ${today}::date
      and not exists (select from feed_entries as x where x.publication_id = e.publication_id and x.position > e.position)
    limit ${limit}`.execute(tx);
  return rows.map(({ subjectId }) => subjectId);
}

export type Reader = {
  readonly organ: { readonly zh: string; readonly en: string };
  readonly account: string;
  readonly item: FeedItem;
  readonly doneTo: number;
  readonly readAt: Date;
  /** Ends that the reader has not been past: how many, and since when the oldest waits. */
  readonly ends: number;
  readonly oldestEndAt: Date | null;
};
/** Who follows the feed and how far, whoever has ends to hear of first. */
export async function listReaders(tx: Tx): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select jsonb_build_object('zh', o.name, 'en', o.name_en) as organ, a.display_name as account, f.item, f.done_to as "doneTo",
      f.read_at as "readAt", w.ends, w.oldest as "oldestEndAt"
    from feed_readings as f join organs as o on o.id = f.organ_id join accounts as a on a.id = f.account_id
    cross join lateral (select count(*)::int as ends, min(e.known_at) as oldest from feed_entries as e
      where e.item = f.item and e.position > f.done_to and e.change = 'ended'
        and (select x.change from feed_entries as x where x.publication_id = e.publication_id and x.position <= f.done_to
          order by x.position desc limit 1) in ('begun', 'changed')) as w
    order by w.oldest nulls last, o.name, a.display_name, f.item limit 500`.execute(tx);
  return rows;
}
