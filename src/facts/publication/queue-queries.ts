import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import { recordFor } from '../records/index.ts';
import type { RecordInHand } from './record-in-hand.ts';
import { holdsOf, listed, type Row, recordOf, selection } from './record-queries.ts';
import { OPEN_PROPOSAL } from './term-queries.ts';

const DAY = orElse('r.publication_due_on', 'r.decided_on');
const STANDS = sql`v.action <> 'withdraw' and coalesce(v.facts->>'decision_status', 'standing') = 'standing'
  and (r.item <> 'penalty' or coalesce(c.class, v.class) in ('general', 'serious'))`;
/** Old years are never published anew, whatever arrives about them. */
const NOT_HISTORY = sql`not is_of_old_years(r.subject_id, r.id)`;

export type QueuePage = {
  readonly state?: 'to_review' | 'to_release' | undefined;
  readonly after?: { readonly day: PlainDate; readonly id: string } | undefined;
  readonly limit: number;
};

const BY_DAY = sql`order by r.waits_since, r.id`;
const REVIEWED = { to_review: sql`w.id is null`, to_release: sql`w.id is not null` };
const isWaiting = (today: PlainDate) => sql`${STANDS}
  and (r.publication_due_on is not null or ((v.version > 1 or c.class is not null) and ${NOT_HISTORY}))
  and not exists (select from publication_refusals as f where f.subject_id = r.subject_id and f.record_id = r.id)
  and (p.id is null or (l.version < v.version and is_public(p.id, p.begins_on, ${today}::date)))`;
const isToWithdraw = (today: PlainDate) => sql`p.id is not null and t.last_day >= ${today}::date and not (${STANDS})
  and not exists (select from publication_withdrawals as d where d.publication_id = p.id)`;

/** Those that can wait at all: never decided, classified, or corrected since. Of an organ in their order by an index (migrations 0955, 0986). */
const CAN_WAIT = sql`r.item in ('penalty', 'licence')
  and (r.undecided or (r.undecided is null and r.publication_due_on is not null))`;
/** Kept by the database (migration 0985). OFFSET keeps it a question to each record that is met: a page is short. */
const TO_RELEASE = sql`exists (select from records_to_release as k where k.subject_id = r.subject_id and k.record_id = r.id offset 0)`;
const ofOthers = (path: string, leaveOut: readonly string[]) =>
  sql`exists (select from unnest(${leaveOut}::text[]) as n(path) where ${sql.ref(path)} ^@ n.path)`;

/** `leaveOut`: places in the tree of organs whose matters are somebody else's. */
type Limits = { readonly leaveOut: readonly string[]; readonly limit: number };
type Waiting = QueuePage & Partial<Limits>;
/**
 * A page of what waits, cut before anything is read of its records: of each organ its first ones by an index, and of these the first. It
 * costs what it shows, however many wait behind it and were decided before.
 */
function pageOf({ state, after, limit, leaveOut = [] }: Waiting, today: PlainDate): RawBuilder<unknown> {
  const isIt = [isWaiting(today), ...(state === undefined ? [] : [REVIEWED[state]])];
  const conditions = [
    CAN_WAIT,
    ...(after ? [sql`(${DAY}, r.id) > (${after.day}::date, ${after.id}::uuid)`] : []),
    ...(state === 'to_review' ? [sql`not ${TO_RELEASE}`] : []),
  ];
  const first = sql`order by r.waits_since, r.id limit ${limit}`;
  const waits = holdsOf(sql.join(isIt, sql` and `));
  const found = sql.join(conditions, sql` and `);
  if (state === 'to_release')
    return sql`(select r.* from (select r.*, ${DAY} as waits_since from records_to_release as k
        join records as r on r.subject_id = k.subject_id and r.id = k.record_id
        where ${found} and not ${ofOthers('k.organ_path', leaveOut)} order by waits_since, r.id offset 0) as r
      where ${waits} ${first}) as r`;
  return sql`(select r.* from organs as o cross join lateral (select r.*, ${DAY} as waits_since from records as r
      where r.organ_path = o.path and ${found} and ${waits} order by ${DAY}, r.id limit ${limit}) as r
    where not ${ofOthers('o.path', leaveOut)} ${first}) as r`;
}

/**
 * Records that wait for review or release: due for publication or classified since, and nothing decided; and public ones whose
 * newest version nobody has released yet. The longest waiting first.
 */
export function listQueue(tx: Tx, page: QueuePage, today: PlainDate): Promise<RecordInHand[]> {
  return listed(tx, sql`true`, BY_DAY, pageOf(page, today));
}

/** Published, not ended and not withdrawn, though what is known now no longer lets them be: each waits for its public reason. */
export function listWithdrawalsDue(tx: Tx, today: PlainDate): Promise<RecordInHand[]> {
  return listed(tx, sql`true`, BY_KNOWLEDGE, mayHaveToGo(today, { leaveOut: [], limit: 500 }));
}

const BY_KNOWLEDGE = sql`order by v.known_at, r.id`;
/**
 * Found from what may have to go, which is little, and not by looking at every record: a first version that nobody classified stands as
 * it was published, or it was never published at all. The condition on later versions is that of an index (migration 0697). Of these what has not
 * ended, by its key (migration 0995), and only then is all asked that there is about each.
 */
function mayHaveToGo(today: PlainDate, { leaveOut, limit }: Limits): RawBuilder<unknown> {
  return sql`(select r.* from (
      select q.subject_id, q.record_id from record_versions as q where q.version > 1 and (q.action = 'withdraw'
        or coalesce(q.facts->>'decision_status', 'standing') <> 'standing' or coalesce(q.class, '') not in ('general', 'serious'))
      union select q.subject_id, q.record_id from record_classifications as q where q.class not in ('general', 'serious')) as k
    cross join lateral (select from record_sequels as x
      where x.subject_id = k.subject_id and x.record_id = k.record_id and x.last_day >= ${today}::date offset 0) as e
    ${recordFor('k')}
    where not ${ofOthers('r.organ_path', leaveOut)} and ${holdsOf(isToWithdraw(today))}
    order by (select x.known_at from record_versions as x where x.subject_id = r.subject_id and x.record_id = r.id
      order by x.version desc limit 1), r.id limit ${limit}) as r`;
}
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
  const ours = sql`not ${ofOthers('r.organ_path', leaveOut)}`;
  const page = (state: 'to_review' | 'to_release') =>
    selection(sql`true`, BY_DAY, pageOf({ state, limit, leaveOut }, today));
  const lists: Record<Waits, RawBuilder<Row>> = {
    to_review: page('to_review'),
    to_release: page('to_release'),
    withdrawal: selection(sql`true`, BY_KNOWLEDGE, mayHaveToGo(today, { leaveOut, limit })),
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
