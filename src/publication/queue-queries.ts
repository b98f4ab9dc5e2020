import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import { orElse } from '../platform/or-else.ts';
import type { RecordInHand } from './record-in-hand.ts';
import { listed, type Row, recordOf, selection } from './record-queries.ts';
import { OPEN_PROPOSAL } from './term-queries.ts';

const DAY = orElse('r.publication_due_on', 'r.decided_on');
const STANDS = sql`v.action <> 'withdraw' and coalesce(v.facts->>'decision_status', 'standing') = 'standing'
  and (r.item <> 'penalty' or coalesce(c.class, v.class) in ('general', 'serious'))`;
/** Old years are never published anew, whatever arrives about them. */
const NOT_HISTORY = sql`not is_of_old_years(r.subject_id, r.id)`;

/** Asked of each that waits (OFFSET keeps it so), and not by a set of all that was ever reviewed. */
const WAS_REVIEWED = sql`exists (select from publication_reviews as x where x.subject_id = r.subject_id and x.record_id = r.id offset 0)`;

/**
 * The records that can wait at all: never decided, classified, or corrected since. In their order by an index of their own (migration 0955) and
 * before anything is asked about each, so that a page costs what it shows, however many wait behind it and were decided before.
 */
const candidates = ({
  after,
  state,
}: Omit<QueuePage, 'limit'>) => sql`(select r.*, ${DAY} as waits_since from records as r
  where (r.undecided or (r.undecided is null and r.publication_due_on is not null))
    and ${after === undefined ? sql`true` : sql`(${DAY}, r.id) > (${after.day}::date, ${after.id}::uuid)`}
    and ${state === 'to_release' ? WAS_REVIEWED : sql`true`}
  order by ${DAY}, r.id) as r`;

export type QueuePage = {
  readonly state?: 'to_review' | 'to_release' | undefined;
  readonly after?: { readonly day: PlainDate; readonly id: string } | undefined;
  readonly limit: number;
};

const REVIEWED = { to_review: sql`w.id is null`, to_release: sql`w.id is not null` };
const isWaiting = (today: PlainDate) => sql`r.item in ('penalty', 'licence') and ${STANDS}
  and (r.publication_due_on is not null or ((v.version > 1 or c.class is not null) and ${NOT_HISTORY}))
  and not exists (select from publication_refusals as f where f.subject_id = r.subject_id and f.record_id = r.id)
  and (p.id is null or (l.version < v.version and is_public(p.id, p.begins_on, ${today}::date)))`;
const isToWithdraw = (today: PlainDate) => sql`p.id is not null and t.last_day >= ${today}::date and not (${STANDS})
  and not exists (select from publication_withdrawals as d where d.publication_id = p.id)`;

/**
 * Records that wait for review or release: due for publication or classified since, and nothing decided; and public ones whose
 * newest version nobody has released yet. The longest waiting first.
 */
export function listQueue(tx: Tx, page: QueuePage, today: PlainDate): Promise<RecordInHand[]> {
  const conditions = [isWaiting(today), ...(page.state === undefined ? [] : [REVIEWED[page.state]])];
  return listed(
    tx,
    sql`${sql.join(conditions, sql` and `)}`,
    sql`order by r.waits_since, r.id limit ${page.limit}`,
    candidates(page),
  );
}

/** Published, not ended and not withdrawn, though what is known now no longer lets them be: each waits for its public reason. */
export function listWithdrawalsDue(tx: Tx, today: PlainDate): Promise<RecordInHand[]> {
  return listed(tx, isToWithdraw(today), sql`order by v.known_at, r.id limit 500`, MAY_HAVE_TO_GO);
}

/**
 * Found from what may have to go, which is little, and not by looking at every record: a first version that nobody classified stands as
 * it was published, or it was never published at all. The condition on later versions is that of an index (migration 0697).
 */
const MAY_HAVE_TO_GO = sql`(select x.subject_id, x.record_id from publications as x
    where (x.subject_id, x.record_id) in (
      select q.subject_id, q.record_id from record_versions as q where q.version > 1 and (q.action = 'withdraw'
        or coalesce(q.facts->>'decision_status', 'standing') <> 'standing' or coalesce(q.class, '') not in ('general', 'serious'))
      union select q.subject_id, q.record_id from record_classifications as q where q.class not in ('general', 'serious'))) as k
  join records as r on r.subject_id = k.subject_id and r.id = k.record_id`;
/** Found from the proposals, which are few, and not by looking at every record. */
const PROPOSED = sql`(select x.subject_id, x.record_id from publications as x
    where x.id in (select q.publication_id from publication_term_proposals as q where ${OPEN_PROPOSAL})) as k
  join records as r on r.subject_id = k.subject_id and r.id = k.record_id`;
export const WAITS = ['to_review', 'to_release', 'withdrawal', 'term'] as const;
/** What a record waits for: review, release, its withdrawal with a public reason, a decision about a later end. */
export type Waits = (typeof WAITS)[number];
export type WaitingRecord = { readonly waits: Waits; readonly record: RecordInHand };

/**
 * Everything of the kinds asked for that waits, up to `limit` of each, in one statement. `leaveOut`: places in the tree of
 * organs whose matters are somebody else's.
 */
export async function listWaitingRecords(
  tx: Tx,
  asked: { readonly kinds: readonly Waits[]; readonly leaveOut: readonly string[]; readonly limit: number },
  today: PlainDate,
): Promise<WaitingRecord[]> {
  const { kinds, leaveOut, limit } = asked;
  if (kinds.length === 0) return [];
  const ours = sql`not exists (select from unnest(${leaveOut}::text[]) as n(path) where r.organ_path ^@ n.path)`;
  const byDay = sql`order by r.waits_since, r.id limit ${limit}`;
  const lists: Record<Waits, RawBuilder<Row>> = {
    to_review: selection(
      sql`${ours} and ${isWaiting(today)} and ${REVIEWED.to_review}`,
      byDay,
      candidates({ state: 'to_review' }),
    ),
    to_release: selection(
      sql`${ours} and ${isWaiting(today)} and ${REVIEWED.to_release}`,
      byDay,
      candidates({ state: 'to_release' }),
    ),
    withdrawal: selection(
      sql`${ours} and ${isToWithdraw(today)}`,
      sql`order by v.known_at, r.id limit ${limit}`,
      MAY_HAVE_TO_GO,
    ),
    term: selection(
      sql`${ours} and is_public(p.id, p.begins_on, ${today}::date)`,
      sql`order by t.last_day, r.id limit ${limit}`,
      PROPOSED,
    ),
  };
  const parts = kinds.map((kind) => sql`select ${kind}::text as waits, x.* from (${lists[kind]}) as x`);
  const { rows } = await sql<Row & { waits: Waits }>`${sql.join(parts, sql` union all `)}`.execute(tx);
  return rows.map((row) => ({ waits: row.waits, record: recordOf(row) }));
}
