import { sql } from 'kysely';
import { newId } from '../../ground/kernel/id.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';

/** A publication that is over on a day, and whether what it published is over for checks too: a licence may outlive its publication. */
export type Over = {
  readonly publicationId: string;
  readonly subjectId: string;
  readonly recordId: string;
  readonly overForChecks: boolean;
};

/**
 * What is over on that day, worked out from the facts alone: term, withdrawal, newest version, state of the cases. It must not ask the
 * functions that pages and checks ask, or it would repeat their mistake.
 */
export async function listOver(tx: Tx, today: PlainDate, after: string, limit: number): Promise<Over[]> {
  const { rows } = await sql<Over>`
    select p.id as "publicationId", p.subject_id as "subjectId", p.record_id as "recordId",
      r.item = 'penalty' or w.publication_id is not null or v.action = 'withdraw' or ended.yes as "overForChecks"
    from publications as p
    join records as r on r.subject_id = p.subject_id and r.id = p.record_id
    join lateral (select x.last_day from publication_terms as x where x.publication_id = p.id order by x.version desc limit 1) as t on true
    join lateral (select x.action from record_versions as x where x.subject_id = p.subject_id and x.record_id = p.record_id
      order by x.version desc limit 1) as v on true
    left join publication_withdrawals as w on w.publication_id = p.id and w.withdrawn_on <= ${today}::date
    cross join lateral (select exists (select from procedure_cases as c
      join lateral (select s.procedure, s.to_state from procedure_steps as s where s.case_id = c.id order by s.number desc limit 1) as s on true
      join procedure_states as x on x.procedure = s.procedure and x.state = s.to_state
      where c.subject_id = p.subject_id and c.record_id = p.record_id and x.ends_use) as yes) as ended
    where p.id > ${after} and (t.last_day < ${today}::date or w.publication_id is not null or v.action = 'withdraw' or ended.yes)
    order by p.id limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Of these records, those that the public sees on that day: asked as the portal asks, under its row-level security. Found by both parts of their
 * key: with the record's id alone each page of the proof would read everything that was ever published, three times.
 */
export function listSeenInPortal(
  pools: Pools,
  over: readonly Pick<Over, 'subjectId' | 'recordId'>[],
  today: PlainDate,
): Promise<string[]> {
  const subjects = over.map(({ subjectId }) => subjectId);
  const records = over.map(({ recordId }) => recordId);
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      with o as (select * from unnest(${subjects}::uuid[], ${records}::uuid[]) as x (subject_id, id))
      select o.id from o join publications as p on p.subject_id = o.subject_id and p.record_id = o.id
      union select o.id from o join records as r on r.subject_id = o.subject_id and r.id = o.id
      union select o.id from o join record_versions as v on v.subject_id = o.subject_id and v.record_id = o.id`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  });
}

export async function isAudited(tx: Tx, day: PlainDate): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from visibility_audits where day = ${day}::date) as yes`.execute(tx);
  return rows[0]!.yes;
}

export async function insertAudit(
  tx: Tx,
  found: {
    readonly day: PlainDate;
    readonly at: Date;
    readonly edition: string;
    readonly over: number;
    readonly seenInPortal: readonly string[];
    readonly seenInChecks: readonly string[];
    readonly seenInLists: readonly string[];
    readonly seenInNotices: readonly string[];
    readonly neverRecalled: readonly string[];
  },
): Promise<void> {
  const { day, at, edition, over, seenInPortal, seenInChecks, seenInLists, seenInNotices, neverRecalled } = found;
  await sql`insert into visibility_audits (id, day, ran_at, edition, over, seen_in_portal, seen_in_checks, seen_in_lists, seen_in_notices,
      never_recalled)
    values (${newId(at.getTime())}, ${day}, ${at}, ${edition}, ${over}, ${seenInPortal}, ${seenInChecks}, ${seenInLists}, ${seenInNotices},
      ${neverRecalled})
    on conflict do nothing`.execute(tx);
}
