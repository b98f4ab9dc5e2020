import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { SeverityClass } from '../../rules/law/index.ts';
import { recordFor, type StoredFacts, type SubjectKind } from '../records/index.ts';
import type { Settlement } from './public-fields.ts';
import type { PublicationInHand, RecordInHand, Review } from './record-in-hand.ts';

export type Row = {
  id: string;
  subject_id: string;
  subject_kind: SubjectKind;
  name: string | null;
  item: string;
  organ_id: string;
  organ_path: string;
  organ_name: string;
  organ_name_en: string;
  document_number: string;
  decided_on: PlainDate;
  publication_due_on: PlainDate | null;
  version: number;
  known_at: Date;
  action: RecordInHand['action'];
  facts: StoredFacts;
  table_class: SeverityClass | null;
  person_class: SeverityClass | null;
  submitted_by: string;
  refused: boolean;
  of_old_years: boolean;
  review_id: string | null;
  reviewed_by: string | null;
  review_finding: string | null;
  publication_id: string | null;
  address: string | null;
  begins_on: PlainDate | null;
  released_version: number | null;
  released_review_by: string | null;
  released_finding: string | null;
  last_day: PlainDate | null;
  term_version: number | null;
  withdrawn: boolean;
  hidden: boolean;
};

/** What is known and was decided of the record `r`, each found by its key: v (newest version), b, c, w, p, l, t. */
const ABOUT = sql`join lateral (select x.version, x.known_at, x.action, x.facts, x.class, x.batch_id from record_versions as x
    where x.subject_id = r.subject_id and x.record_id = r.id order by x.version desc limit 1) as v on true
  join batches as b on b.id = v.batch_id
  left join record_classifications as c
    on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version
  left join lateral (select x.id, x.reviewed_by, x.influence_finding from publication_reviews as x
    where x.subject_id = r.subject_id and x.record_id = r.id and x.version = v.version
    order by x.reviewed_at desc, x.id desc limit 1) as w on true
  left join publications as p on p.subject_id = r.subject_id and p.record_id = r.id
  left join lateral (select x.version, x.reviewed_by, y.influence_finding from publication_releases as x
    join publication_reviews as y on y.id = x.review_id
    where x.publication_id = p.id order by x.released_at desc, x.version desc limit 1) as l on true
  left join lateral (select x.last_day, x.version from publication_terms as x
    where x.publication_id = p.id order by x.version desc limit 1) as t on true`;
/**
 * Whether that holds of the record `r`, asked of each that is met: in one value the planner neither begins with the tables that the condition names nor
 * takes it for rarer than it is.
 */
export const holdsOf = (condition: RawBuilder<unknown>) => sql`(select ${condition} from (select) as one ${ABOUT})`;

/** Everything about a record that publication asks for; `where` speaks of r (records), v (newest version), p (publications). */
export function selection(
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  source: RawBuilder<unknown>,
): RawBuilder<Row> {
  return sql<Row>`
    select r.id, r.subject_id, s.kind as subject_kind, r.item, r.organ_id, r.organ_path, o.name as organ_name,
      o.name_en as organ_name_en, r.document_number, r.decided_on, r.publication_due_on,
      v.version, v.known_at, v.action, v.facts, v.class as table_class, c.class as person_class, b.submitted_by,
      (select n.name from subject_names as n where n.subject_id = r.subject_id order by n.known_at desc, n.folded limit 1) as name,
      exists (select from publication_refusals as f where f.subject_id = r.subject_id and f.record_id = r.id) as refused,
      is_of_old_years(r.subject_id, r.id) as of_old_years,
      w.id as review_id, w.reviewed_by, w.influence_finding as review_finding,
      p.id as publication_id, p.address, p.begins_on, l.version as released_version, l.reviewed_by as released_review_by,
      l.influence_finding as released_finding, t.last_day, t.version as term_version,
      exists (select from publication_withdrawals as d where d.publication_id = p.id) as withdrawn,
      case when p.id is null then false else not publication_stands(p.id) end as hidden
    from ${source}
    join subjects as s on s.id = r.subject_id
    join organs as o on o.id = r.organ_id
    ${ABOUT}
    where ${where} ${order}`;
}

function reviewOf(row: Row): { review?: Review } {
  if (row.review_id === null) return {};
  return { review: { id: row.review_id, reviewedBy: row.reviewed_by!, influenceFinding: row.review_finding } };
}

/** A row without release or term is not one of ours to show or to change. */
function publicationOf(row: Row): { publication?: PublicationInHand } {
  if (row.publication_id === null || row.released_version === null || row.last_day === null) return {};
  return {
    publication: {
      id: row.publication_id,
      address: row.address!,
      beginsOn: row.begins_on!,
      version: row.released_version,
      reviewedBy: row.released_review_by!,
      influenceFinding: row.released_finding,
      lastDay: row.last_day,
      termVersion: row.term_version!,
      withdrawn: row.withdrawn,
      hidden: row.hidden,
    },
  };
}

export function recordOf(row: Row): RecordInHand {
  return {
    id: row.id,
    subjectId: row.subject_id,
    subjectKind: row.subject_kind,
    name: row.name ?? '',
    item: row.item,
    organId: row.organ_id,
    organPath: row.organ_path,
    organName: row.organ_name,
    organNameEn: row.organ_name_en,
    documentNumber: row.document_number,
    decidedOn: row.decided_on,
    publicationDueOn: row.publication_due_on,
    version: row.version,
    knownAt: row.known_at,
    action: row.action,
    facts: row.facts,
    class: row.person_class ?? row.table_class,
    classGivenByPerson: row.person_class !== null,
    submittedBy: row.submitted_by,
    refused: row.refused,
    ofOldYears: row.of_old_years,
    ...reviewOf(row),
    ...publicationOf(row),
  };
}

export async function listed(
  tx: Tx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql``,
  source: RawBuilder<unknown> = sql`records as r`,
): Promise<RecordInHand[]> {
  const { rows } = await selection(where, order, source).execute(tx);
  return rows.map(recordOf);
}

/** @throws {Refusal} absent `publication.record_absent`: no such record at the own organ or below it */
export async function getRecordInHand(tx: Tx, recordId: string): Promise<RecordInHand> {
  const [record] = await listed(
    tx,
    sql`r.id = ${recordId} and r.subject_id = (select k.subject_id from record_keys as k where k.record_id = ${recordId})`,
  );
  if (!record) throw new Refusal('absent', 'publication.record_absent', { recordId });
  return record;
}

/** @throws {Refusal} absent `publication.absent` */
export async function recordOfPublication(tx: Tx, publicationId: string): Promise<RecordInHand> {
  const [record] = await listed(tx, sql`p.id = ${publicationId}`);
  if (!record) throw new Refusal('absent', 'publication.absent', { publicationId });
  return record;
}

/** The records of these publications, in no order. */
export function listRecordsOf(tx: Tx, publicationIds: readonly string[]): Promise<RecordInHand[]> {
  return listed(tx, sql`p.id = any(${publicationIds}::uuid[])`);
}

/**
 * Public on that day, in order of id, from `after` on: for computing every end anew. A page is cut before anything is asked about its records: cut after
 * that, each page read everything that was ever published.
 */
export function listPublic(tx: Tx, today: PlainDate, after: string, limit: number): Promise<RecordInHand[]> {
  return listed(
    tx,
    sql`true`,
    sql`order by p.id`,
    sql`(select x.subject_id, x.record_id from publications as x
      where x.id > ${after} and is_public(x.id, x.begins_on, ${today}::date) order by x.id limit ${limit}) as k
      join records as r on r.subject_id = k.subject_id and r.id = k.record_id`,
  );
}

/** Those of the given records that have a publication. */
export function listPublished(tx: Tx, recordIds: readonly string[]): Promise<RecordInHand[]> {
  return listed(
    tx,
    sql`p.id is not null`,
    sql``,
    sql`(select x.subject_id, x.record_id from record_keys as x where x.record_id = any(${recordIds}::uuid[]) offset 0) as k ${recordFor('k')}`,
  );
}

/** What a reviewer settled, place by place. */
export async function listSettledPlaces(tx: Tx, reviewId: string): Promise<Settlement[]> {
  const rows = await tx
    .selectFrom('publication_redactions as d')
    .select(['d.field', 'd.start_at', 'd.end_at', 'd.outcome'])
    .where('d.review_id', '=', reviewId)
    .execute();
  return rows.map(({ field, start_at, end_at, outcome }) => ({ field, start: start_at, end: end_at, outcome }));
}
