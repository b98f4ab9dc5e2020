import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Change, FeedItem } from './feed.ts';

export type NewEntry = {
  readonly item: FeedItem;
  readonly publicationId: string;
  readonly subjectId: string;
  readonly reference: string;
  readonly change: Change;
  readonly digest: Buffer | null;
  readonly until: PlainDate | null;
};

const FEED_LOCK = 7_301_064;

/** One writer at a time, so that no position is ever seen before a smaller one. */
export async function lockFeed(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FEED_LOCK}::int, 0)`.execute(tx);
}

/** Appends without a gap; to be called under {@link lockFeed}. */
export async function insertEntries(tx: Tx, entries: readonly NewEntry[], at: Date): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ digest, ...entry }) => ({ ...entry, digest: digest?.toString('hex') ?? null }));
  await sql`
    insert into feed_entries (position, item, publication_id, subject_id, reference, change, digest, until, known_at)
    select h.head + e.number, e.item, e."publicationId", e."subjectId", e.reference, e.change, decode(e.digest, 'hex'), e.until, ${at}
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (item text, "publicationId" uuid, "subjectId" uuid,
      reference uuid, change text, digest text, until date)) with ordinality as e (item, "publicationId", "subjectId", reference,
      change, digest, until, number)
    cross join (select coalesce(max(x.position), 0) as head from feed_entries as x) as h`.execute(tx);
}

export type Reading = { readonly item: FeedItem; readonly doneTo: number; readonly at: Date };

/** Keeps how far an account has read; a reader that starts anew goes back. */
export async function saveReading(
  tx: Tx,
  by: { readonly accountId: string; readonly organId: string; readonly organPath: string },
  { item, doneTo, at }: Reading,
): Promise<void> {
  await sql`
    insert into feed_readings (account_id, item, organ_id, organ_path, done_to, read_at)
    values (${by.accountId}, ${item}, ${by.organId}, ${by.organPath}, ${doneTo}, ${at})
    on conflict (account_id, item) do update set organ_id = excluded.organ_id, organ_path = excluded.organ_path,
      done_to = excluded.done_to, read_at = excluded.read_at`.execute(tx);
}
