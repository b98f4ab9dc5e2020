import { sql } from 'kysely';
import { OF_A_CASE, type RowSource, sameAct } from './row-tie-queries.ts';

/** Cases and all that was said and found in them (src/procedures, src/determinations). */
export const CASES: readonly RowSource[] = [
  {
    name: 'procedure_steps',
    deeds: OF_A_CASE,
    rows: sql`select t.xmin as tx, t.case_id || '/' || t.number as key, t.case_id, jsonb_build_array(t.case_id, t.number,
      t.procedure, t.step, t.from_state, t.to_state, t.taken_on, t.taken_at, t.taken_by, t.taken_kind, t.cause, t.reason_id,
      t.documents, t.remedies, t.basis, t.edition) as content from procedure_steps as t`,
    tie: sql`r.case_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'procedure_cases',
    deeds: OF_A_CASE,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, jsonb_build_object('case', t.id, 'procedure', t.procedure, 'subject',
      t.subject_id, 'record', t.record_id, 'version', t.record_version, 'party', t.party_id, 'channel', t.channel, 'ground', t.ground,
      'by', t.opened_by, 'kind', t.opened_kind, 'organ', t.organ_id, 'at', t.opened_at) as content from procedure_cases as t`,
    tie: sql`r.id = j.object_id and ${sameAct}`,
  },
  {
    name: 'procedure_points',
    deeds: OF_A_CASE,
    rows: sql`select t.xmin as tx, t.case_id || '/' || t.number as key, t.case_id, jsonb_build_object('case', t.case_id, 'number',
      t.number, 'kind', t.kind, 'text', t.sealed_id, 'sha256', encode(t.sha256, 'hex'), 'at', t.raised_at) as content
      from procedure_points as t`,
    tie: sql`r.case_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'procedure_dispositions',
    deeds: OF_A_CASE,
    rows: sql`select t.xmin as tx, t.case_id || '/' || t.number || '/' || t.version as key, t.case_id,
      jsonb_build_object('case', t.case_id, 'number', t.number, 'version', t.version, 'outcome', t.outcome, 'reason', t.reason_id,
      'by', t.disposed_by, 'at', t.disposed_at) as content from procedure_dispositions as t`,
    tie: sql`r.case_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'procedure_recusals',
    deeds: OF_A_CASE,
    rows: sql`select t.xmin as tx, t.case_id || '/' || t.account_id as key, t.case_id, jsonb_build_object('case', t.case_id,
      'account', t.account_id, 'reason', t.reason_id, 'by', t.entered_by, 'at', t.entered_at) as content
      from procedure_recusals as t`,
    tie: sql`r.case_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'determination_contents',
    deeds: OF_A_CASE,
    rows: sql`select t.xmin as tx, t.case_id || '/' || t.version as key, t.case_id, jsonb_build_object('case', t.case_id,
      'version', t.version, 'afterSteps', t.after_steps, 'ground', t.ground, 'domain', t.domain, 'months', t.term_months, 'measures',
      t.measures, 'refs', t.refs, 'role', t.role, 'roleFrom', t.role_from, 'roleUntil', t.role_until, 'by', t.entered_by, 'at',
      t.entered_at) || case when t.review_months is null then '{}'::jsonb else jsonb_build_object('inspectionsBefore',
      t.inspections_before, 'inspectionsDuring', t.inspections_during, 'reviewMonths', t.review_months) end as content
      from determination_contents as t`,
    tie: sql`r.case_id = j.object_id and ${sameAct}`,
  },
];
