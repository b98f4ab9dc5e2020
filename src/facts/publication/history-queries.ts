import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';
import { type Derivation, explain } from '../../rules/law/index.ts';
import { type Moment, moment } from '../records/index.ts';

type Row = {
  kind: Moment['kind'];
  known_at: Date;
  held_on: string | null;
  version: number | null;
  by: string | null;
  value: string | null;
  basis: string[] | null;
  reason: string | null;
  derivation: Derivation | null;
};

/**
 * What became of the publication of one record, oldest first: reviewed, released, each last day with how it was derived,
 * proposals and what was decided about them, refused, withdrawn.
 */
export async function listPublicationMoments(tx: Tx, recordId: string): Promise<Moment[]> {
  const { rows } = await sql<Row>`
    with k as (select x.subject_id, x.record_id from record_keys as x where x.record_id = ${recordId}),
    p as (select x.* from publications as x join k on x.subject_id = k.subject_id and x.record_id = k.record_id),
    told as (
      select 'reviewed' as kind, x.reviewed_at as known_at, null::date as held_on, x.version, x.reviewed_by as account_id,
        null::text as value, null::text[] as basis, x.influence_finding as reason, null::jsonb as derivation
        from publication_reviews as x join k on x.subject_id = k.subject_id and x.record_id = k.record_id
      union all select 'released', x.released_at, p.begins_on, x.version, x.released_by, null, p.basis, null, null
        from publication_releases as x join p on p.id = x.publication_id
      union all select 'term', x.known_at, x.last_day, null, null, x.last_day::text, null, null, x.derivation
        from publication_terms as x join p on p.id = x.publication_id
      union all select 'term_proposed', x.known_at, null, null, null, x.last_day::text, null, null, x.derivation
        from publication_term_proposals as x join p on p.id = x.publication_id
      union all select 'term_' || x.outcome, x.decided_at, null, null, x.decided_by, x.last_day::text, null, x.reason, null
        from publication_term_decisions as x join p on p.id = x.publication_id
      union all select 'publication_refused', x.decided_at, null, null, x.decided_by, null, null, x.reason, null
        from publication_refusals as x join k on x.subject_id = k.subject_id and x.record_id = k.record_id
      union all select 'publication_withdrawn', x.decided_at, x.withdrawn_on, null, x.decided_by, x.ground, x.basis, x.public_reason, null
        from publication_withdrawals as x join p on p.id = x.publication_id)
    select told.*, a.display_name as by from told left join accounts as a on a.id = told.account_id
    order by told.known_at limit 500`.execute(tx);
  return rows.map(momentOf);
}

function momentOf({ kind, known_at, held_on, version, by, value, basis, reason, derivation }: Row): Moment {
  return moment({
    kind,
    knownAt: known_at,
    heldOn: held_on,
    version: version ?? undefined,
    by,
    value,
    reason,
    articles: basis ?? derivation?.cited.map(({ ref }) => ref),
    why: derivation ? { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') } : null,
  });
}
