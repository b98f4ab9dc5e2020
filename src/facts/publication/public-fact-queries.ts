import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { maskName } from '../../ground/vault/index.ts';
import type { Law, SeverityClass } from '../../rules/law/index.ts';
import type { StoredFacts } from '../records/index.ts';
import { SOURCE } from './portal-queries.ts';
import { type Settlement, shownFields } from './public-fields.ts';

/** What the public reads of one decision about an organisation, as data: the same fields as its page, masked and redacted alike. */
export type PublicFact = {
  /** Its public address; it tells nothing by itself. */
  readonly reference: string;
  readonly item: 'penalty' | 'licence';
  readonly party: { readonly name: string; readonly code: string | null };
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly organ: { readonly zh: string; readonly en: string };
  readonly class: SeverityClass | null;
  readonly beginsOn: PlainDate;
  /** The last day, inclusive: whoever has a copy lets go of it after this day, told or not. */
  readonly until: PlainDate;
  readonly underObjection: boolean;
  readonly correctionPending: boolean;
  readonly statement: string | null;
  readonly fields: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly value: string;
  }[];
};
export type PlacedFact = { readonly publicationId: string; readonly subjectId: string; readonly fact: PublicFact };

type Row = Omit<PublicFact, 'party' | 'organ' | 'fields'> & {
  readonly publicationId: string;
  readonly subjectId: string;
  readonly name: string;
  readonly code: string | null;
  readonly organZh: string;
  readonly organEn: string;
  readonly facts: StoredFacts;
  readonly settled: readonly Settlement[];
};

/** Whose: all of these parties, or these publications. */
export type FactsWanted = { readonly subjects: readonly string[] } | { readonly publications: readonly string[] };

/** Asked of each publication: from the parties onwards the server would look through the list that is wanted once for every party. */
const IS_ORGANISATION = sql`(select s.kind from subjects as s where s.id = p.subject_id) = 'organisation'`;

/**
 * What is public today of organisations. To be asked inside {@link inPortal}: row-level security draws the line there. Natural persons
 * and individual businesses are told to whoever asks for the one, never in bulk (个人信息保护法 arts. 6, 25).
 */
export async function listPublicFacts(tx: Tx, wanted: FactsWanted, law: Law, today: PlainDate): Promise<PlacedFact[]> {
  const where =
    'subjects' in wanted
      ? sql`p.subject_id = any (${[...wanted.subjects]}::uuid[])`
      : sql`p.id = any (${[...wanted.publications]}::uuid[])`;
  const { rows } = await sql<Row>`
    select p.id as "publicationId", p.subject_id as "subjectId", p.address as reference, r.item,
      (select n.name from subject_names as n where n.subject_id = p.subject_id order by n.known_at desc, n.folded limit 1) as name,
      (select k.key from subject_keys as k where k.subject_id = p.subject_id order by k.kind = 'uscc' desc, k.key limit 1) as code,
      r.document_number as "documentNumber", r.decided_on as "decidedOn", o.name as "organZh", o.name_en as "organEn",
      coalesce(c.class, w.class) as class, p.begins_on as "beginsOn", t.last_day as until,
      record_under_objection(r.subject_id, r.id, 'infinity') as "underObjection", l.version < w.version as "correctionPending",
      statement_on_record(r.id, 'infinity') as statement, v.facts,
      coalesce((select json_agg(json_build_object('field', d.field, 'start', d.start_at, 'end', d.end_at, 'outcome', d.outcome))
        from publication_redactions as d where d.review_id = l.review_id), '[]') as settled
    from ${SOURCE} join record_versions as v on v.subject_id = p.subject_id and v.record_id = p.record_id and v.version = l.version
    where ${where} and ${IS_ORGANISATION} order by p.id`.execute(tx);
  return rows.map(({ publicationId, subjectId, name, code, organZh, organEn, facts, settled, ...row }) => ({
    publicationId,
    subjectId,
    fact: {
      ...row,
      class: row.item === 'penalty' ? row.class : null,
      party: { name, code },
      organ: { zh: organZh, en: organEn },
      fields: shownFields(law.item(row.item, today), facts, 'organisation', settled, maskName).map(
        ({ field, value }) => ({ code: field.code, zh: field.name, en: field.nameEn, value }),
      ),
    },
  }));
}
