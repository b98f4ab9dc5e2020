import { sql } from 'kysely';
import type { StoredFacts, SubjectKind } from '../../facts/records/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { SeverityClass } from '../../rules/law/index.ts';

/** Whose file it is, for the context in which it is read. */
export type Own = { readonly accountId: string; readonly subjectId: string };

/** Reads what is about this subject and nothing else: row-level security, not this file, draws the line. */
export function inOwnFile<T>(pools: Pools, { accountId, subjectId }: Own, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inContext(pools.app, { purpose: 'party', accountId, subjectId }, work);
}

export type Holder = { readonly kind: SubjectKind; readonly name: string; readonly code: string | null };
export async function getHolder(tx: Tx, subjectId: string): Promise<Holder> {
  const { rows } = await sql<Holder>`
    select s.kind, coalesce((select n.name from subject_names as n where n.subject_id = s.id order by n.known_at desc, n.folded limit 1), '') as name,
      (select k.key from subject_keys as k where k.subject_id = s.id and k.kind <> 'person' order by k.kind = 'uscc' desc, k.key limit 1) as code
    from subjects as s where s.id = ${subjectId}`.execute(tx);
  return rows[0]!;
}

/** One record as the party finds it in its file: everything that is kept, ended or not. */
export type HeldRecord = {
  readonly id: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly organ: string;
  readonly organEn: string;
  readonly organId: string;
  readonly organPath: string;
  readonly organKind: 'province_department' | 'city_bureau' | 'section' | 'county_bureau' | 'association' | 'partner';
  readonly class: SeverityClass | null;
  readonly classGivenByPerson: boolean;
  readonly version: number;
  readonly action: 'add' | 'correct' | 'withdraw';
  readonly knownAt: Date;
  readonly facts: StoredFacts;
  readonly beginsOn: PlainDate | null;
  readonly lastDay: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
  readonly address: string | null;
  readonly isPublic: boolean;
  readonly marked: boolean;
  readonly ended: boolean;
  /** Organs that were told this record by a check. */
  readonly uses: number;
};

/** At most so many; a party with more gets the newest, and the report tells that there are more. */
export const MOST_RECORDS = 500;

export async function listHeld(tx: Tx, subjectId: string, today: PlainDate, recordId?: string): Promise<HeldRecord[]> {
  const { rows } = await sql<HeldRecord>`
    with resting as materialized (select e.record_id, e.marked, e.ended from said_of_records(array[${subjectId}::uuid], 'infinity') as e)
    select r.id, r.item, r.document_number as "documentNumber", r.decided_on as "decidedOn", o.name as organ, o.name_en as "organEn",
      o.id as "organId", o.path as "organPath", o.kind as "organKind", coalesce(c.class, v.class) as class,
      c.class is not null as "classGivenByPerson", v.version, v.action, v.known_at as "knownAt", v.facts,
      p.begins_on as "beginsOn", t.last_day as "lastDay", w.withdrawn_on as "withdrawnOn", p.address,
      coalesce(is_public(p.id, p.begins_on, ${today}::date), false) as "isPublic",
      coalesce(e.marked, false) as marked, coalesce(e.ended, false) as ended,
      (select count(*)::int from check_uses as u where u.subject_id = r.subject_id and r.id = any (u.record_ids)) as uses
    from records as r
    join organs as o on o.id = r.organ_id
    join lateral (select x.version, x.class, x.action, x.known_at, x.facts from record_versions as x
      where x.subject_id = r.subject_id and x.record_id = r.id order by x.version desc limit 1) as v on true
    left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version
    left join publications as p on p.subject_id = r.subject_id and p.record_id = r.id
    left join lateral (select x.last_day from publication_terms as x where x.publication_id = p.id order by x.version desc limit 1) as t on true
    left join publication_withdrawals as w on w.publication_id = p.id
    left join resting as e on e.record_id = r.id
    where r.subject_id = ${subjectId} and (${recordId ?? null}::uuid is null or r.id = ${recordId ?? null}::uuid)
    order by r.decided_on desc, r.id limit ${MOST_RECORDS}`.execute(tx);
  return rows;
}

/** Who was told what about the party, and for what: organ, matter, purpose, day (河南省社会信用条例 art. 40). No officer's name. */
export type UseLine = {
  readonly at: Date;
  readonly organ: string;
  readonly organEn: string;
  readonly matter: string;
  readonly purpose: string;
  readonly documentNumbers: readonly string[];
};
export async function listUsesOf(
  tx: Tx,
  subjectId: string,
  page: { limit: number; recordId?: string },
): Promise<UseLine[]> {
  const { rows } = await sql<UseLine>`
    select u.at, o.name as organ, o.name_en as "organEn", u.matter, u.purpose,
      coalesce((select array_agg(r.document_number order by r.decided_on desc) from records as r
        where r.subject_id = u.subject_id and r.id = any (u.record_ids)), '{}') as "documentNumbers"
    from check_uses as u join organs as o on o.id = u.organ_id
    where u.subject_id = ${subjectId} and (${page.recordId ?? null}::uuid is null or ${page.recordId ?? null}::uuid = any (u.record_ids))
    order by u.at desc limit ${page.limit}`.execute(tx);
  return rows;
}

export type OwnCase = {
  readonly id: string;
  readonly procedure: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly state: string;
  readonly openedAt: Date;
  readonly final: boolean;
};
/** Its own, the newest first. Of a determination it learns by the notice that is served on it, and not before. */
export async function listOwnCases(tx: Tx, subjectId: string): Promise<OwnCase[]> {
  const { rows } = await sql<OwnCase>`
    select c.id, c.procedure, c.record_id as "recordId", r.document_number as "documentNumber", s.to_state as state,
      c.opened_at as "openedAt", p.is_final as final
    from procedure_cases as c
    join records as r on r.subject_id = c.subject_id and r.id = c.record_id
    join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
    join procedure_states as p on p.procedure = c.procedure and p.state = s.to_state
    where (c.party_id = ${subjectId} or (c.party_id is null and c.subject_id = ${subjectId})) and s.to_state <> 'proposed'
    order by p.is_final, c.opened_at desc limit 200`.execute(tx);
  return rows;
}
