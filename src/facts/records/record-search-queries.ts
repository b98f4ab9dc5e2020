import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inWork, LINE, NEWEST, type RecordLine, recordFor } from './record-queries.ts';

/**
 * How a record stands, as the list tells it. `hidden`: published, but what is known now no longer lets it be shown. `old_years`: it came
 * in a load of old years and is not published anew.
 */
export const PUBLICATION_STATES = [
  'waiting',
  'public',
  'hidden',
  'ended',
  'withdrawn',
  'refused',
  'old_years',
] as const;
/** What can be asked for besides: the class is not found, an objection stands, its source took it back. */
export const RECORD_STATES = [...PUBLICATION_STATES, 'class_unknown', 'under_objection', 'source_withdrawn'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

export type RecordSearch = {
  readonly limit: number;
  /** Where the last page ended. */
  readonly after?: { readonly day: PlainDate; readonly id: string } | undefined;
  /** Beginning of the document's number. */
  readonly number?: string | undefined;
  /** A code as registered, of an organisation or an individual business. Persons are not found here. */
  readonly code?: string | undefined;
  /** Beginning of a name, folded. */
  readonly name?: string | undefined;
  readonly organId?: string | undefined;
  readonly item?: string | undefined;
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  readonly state?: RecordState | undefined;
};

/** Parties whose name begins alike are many; nobody reads more. */
const MOST_PARTIES = 500;
/** Sorts after every character of a name. */
const LAST = '\u{10ffff}';

const holds = (table: string, as: string, condition: RawBuilder<unknown> = sql`true`) =>
  sql`exists (select from ${sql.table(table)} as ${sql.ref(as)} where ${sql.ref(`${as}.subject_id`)} = r.subject_id
    and ${sql.ref(`${as}.record_id`)} = r.id and ${condition})`;
const REFUSED = holds('publication_refusals', 'x');
/** OFFSET keeps it a look-up for each record that is met: a set of all that was ever published need not be made for it. */
const PUBLISHED = holds('publications', 'x', sql`true offset 0`);
const published = (condition: RawBuilder<unknown>) => holds('publications', 'p', condition);
const WITHDRAWN = sql`exists (select from publication_withdrawals as w where w.publication_id = p.id)`;
const LAST_DAY = sql`(select t.last_day from publication_terms as t where t.publication_id = p.id order by t.version desc limit 1)`;
const newest = (condition: RawBuilder<unknown>) => sql`(select ${condition} from record_versions as v
  left join record_classifications as c on c.subject_id = v.subject_id and c.record_id = v.record_id and c.version = v.version
  where v.subject_id = r.subject_id and v.record_id = r.id order by v.version desc limit 1)`;
/** The condition of each state on the record `r`. */
const isIn = (today: PlainDate): Readonly<Record<RecordState, RawBuilder<unknown>>> => ({
  waiting: sql`(r.undecided or (r.undecided is null and r.publication_due_on is not null)) and r.publication_due_on is not null
    and not ${PUBLISHED} and not ${REFUSED}`,
  public: published(sql`is_public(p.id, p.begins_on, ${today}::date)`),
  hidden: published(
    sql`not ${WITHDRAWN} and ${LAST_DAY} >= ${today}::date and not is_public(p.id, p.begins_on, ${today}::date)`,
  ),
  ended: published(sql`not ${WITHDRAWN} and ${LAST_DAY} < ${today}::date`),
  withdrawn: published(WITHDRAWN),
  refused: REFUSED,
  old_years: holds(
    'record_versions',
    'v',
    sql`v.version = 1 and exists (select from batches as b where b.id = v.batch_id and b.history)`,
  ),
  class_unknown: sql`r.item = 'penalty' and ${newest(sql`v.action <> 'withdraw' and coalesce(c.class, v.class) is null`)}`,
  under_objection: sql`record_under_objection(r.subject_id, r.id, 'infinity')`,
  source_withdrawn: newest(sql`v.action = 'withdraw'`),
});

/** Later versions that may not stand, by an index of theirs (migration 0697). */
const NOT_STANDING = sql`select q.subject_id, q.record_id from record_versions as q where q.version > 1 and (q.action = 'withdraw'
  or coalesce(q.facts->>'decision_status', 'standing') <> 'standing' or coalesce(q.class, '') not in ('general', 'serious'))`;
const WITH_CASES = sql`select q.subject_id, q.record_id from procedure_cases as q`;
/** A case that is over marks no record (a test of the tables of procedures holds it); a marker without a case counts. */
const MARKED = sql`select c.subject_id, c.record_id from open_cases as w join procedure_cases as c on c.id = w.case_id
  union select q.subject_id, q.record_id from objection_marks as q`;
/**
 * Of states that are rare: among which records all that are so are found, sooner than they are met among all. Hidden is what does not stand, what a
 * case ended, what has not begun (is_public).
 */
const among = (today: PlainDate): Readonly<Partial<Record<RecordState, RawBuilder<unknown>>>> => ({
  hidden: sql`${NOT_STANDING} union ${WITH_CASES}
    union select q.subject_id, q.record_id from record_classifications as q where q.class not in ('general', 'serious')
    union select q.subject_id, q.record_id from publications as q where q.begins_on > ${today}::date`,
  // Every version of a penalty without a class waits there, or did (acceptance-store.ts).
  class_unknown: sql`select distinct q.subject_id, q.record_id from quarantine as q where q.kind = 'class_unknown'`,
  under_objection: MARKED,
  source_withdrawn: NOT_STANDING,
});

/** Of states that what became of a record tells, those that are so, each by an index in the order of lists (migration 0995). */
const bySequel = (today: PlainDate): Readonly<Partial<Record<RecordState, RawBuilder<unknown>>>> => ({
  ended: sql`e.last_day < ${today}::date`,
  withdrawn: sql`e.withdrawn_on is not null`,
});

/** How the publication of `r` stands, as a word; null where none is due. */
export function publicationState(today: PlainDate): RawBuilder<string | null> {
  const states = isIn(today);
  const cases = PUBLICATION_STATES.map((state) => sql`when ${states[state]} then ${state}::text`);
  return sql`case ${sql.join(cases, sql` `)} end`;
}

const LATEST = sql`order by r.decided_on desc, r.id desc`;

type Conditions = { readonly organs: RawBuilder<unknown>; readonly conditions: readonly RawBuilder<unknown>[] };
/** The page asked for. All records of a city are never sorted to show twenty. */
function pageOf({ organs, conditions }: Conditions, asked: RecordSearch, today: PlainDate): RawBuilder<unknown> {
  const { state, after, limit } = asked;
  const isSo = state === undefined ? sql`true` : isIn(today)[state];
  const few = state && among(today)[state];
  const found = sql.join([...conditions, ...(few ? [] : [isSo])], sql` and `);
  // The rare ones in their order, and of these the first that are so.
  if (few)
    return sql`(select r.* from (select r.* from (${few}) as k ${recordFor('k')} join organs as o on o.path = r.organ_path
        where ${organs} and ${found} ${LATEST} offset 0) as r
      where ${isSo} ${LATEST} limit ${limit})`;
  // They lie behind everything that was decided since. Of a number or a party there are few.
  const isFew = (asked.number ?? asked.code ?? asked.name) !== undefined;
  const told = state && !isFew ? bySequel(today)[state] : undefined;
  const all = sql`select r.* from records as r where r.organ_path = o.path and ${found} ${LATEST}`;
  const those = told
    ? sql`select r.* from record_sequels as e ${recordFor('e')} where e.organ_path = o.path and ${told}
        and ${after ? sql`(e.decided_on, e.record_id) < (${after.day}::date, ${after.id}::uuid)` : sql`true`} and ${found}
      order by e.decided_on desc, e.record_id desc`
    : all;
  // Of each organ its latest, by an index, and of these the latest.
  return sql`(select r.* from organs as o cross join lateral (${those} limit ${limit}) as r
    where ${organs} ${LATEST} limit ${limit})`;
}

/** The organ's records as asked for, latest decision first. */
export function searchRecords(ctx: Context, asked: RecordSearch, today: PlainDate): Promise<RecordLine[]> {
  const { after, number, code, name, organId, item, from, to } = asked;
  const conditions = [
    sql`true`,
    ...(after ? [sql`(r.decided_on, r.id) < (${after.day}::date, ${after.id}::uuid)`] : []),
    ...(number ? [sql`r.document_number ~>=~ ${number} and r.document_number ~<=~ ${number + LAST}`] : []),
    ...(code
      ? [
          sql`r.subject_id = any (array(select unnest(subject_group(k.subject_id)) from subject_keys as k
            where k.kind <> 'person' and k.key = ${code}))`,
        ]
      : []),
    ...(name
      ? [
          sql`r.subject_id in (select n.subject_id from subject_names as n
            where n.folded ~>=~ ${name} and n.folded ~<=~ ${name + LAST} limit ${MOST_PARTIES})`,
        ]
      : []),
    ...(item ? [sql`r.item = ${item}`] : []),
    ...(from ? [sql`r.decided_on >= ${from}::date`] : []),
    ...(to ? [sql`r.decided_on <= ${to}::date`] : []),
  ];
  const organs = sql`o.path ^@ ${ctx.actor.organPath} and ${organId ? sql`o.id = ${organId}::uuid` : sql`true`}`;
  const page = pageOf({ organs, conditions }, asked, today);
  return inWork(ctx, async (tx) => {
    const { rows } = await sql<RecordLine>`
      select ${LINE}, ${publicationState(today)} as "publicationState"
      from ${page} as r
      ${NEWEST}
      ${LATEST}`.execute(tx);
    return rows;
  });
}
