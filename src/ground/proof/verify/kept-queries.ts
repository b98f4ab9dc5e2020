import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Finding } from './finding.ts';

/**
 * What the database keeps so that lists need not look at everything, against what it is kept from, for which the log answers: a case struck
 * off the open ones would stand on no list, and its clocks would be looked at by nobody; a record told as decided, or as not reviewed, would wait for
 * ever; one of which another end, class or version is told would be answered
 * wrongly by every check, as would a party under another name.
 */
export async function checkKept(tx: Tx): Promise<Finding[]> {
  return [
    ...(await openCases(tx)),
    ...(await decidedRecords(tx)),
    ...(await recordsToRelease(tx)),
    ...(await recordSequels(tx)),
    ...(await partyHeads(tx)),
  ];
}

/** Open are the cases whose newest step does not end them. */
async function openCases(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    with made as (
      select c.id as case_id, c.organ_path from procedure_cases as c
      join lateral (select s.procedure, s.to_state from procedure_steps as s where s.case_id = c.id order by s.number desc limit 1) as s on true
      join procedure_states as p on p.procedure = s.procedure and p.state = s.to_state and not p.is_final)
    select case when m.case_id is null then 'inserted' when k.case_id is null then 'removed' else 'changed' end as finding,
      'open_cases' as "table", (case when k.case_id is null then m.case_id else k.case_id end)::text as key
    from open_cases as k full join made as m on m.case_id = k.case_id
    where k.organ_path is distinct from m.organ_path order by 3`.execute(tx);
  return rows;
}

/** Decided is a record that was refused, or whose newest version was released; never looked at, one without a later version or a class. */
async function decidedRecords(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    select 'changed' as finding, 'records' as "table", r.id::text as key from records as r
    where (not r.undecided
        and not exists (select from publication_refusals as f where f.subject_id = r.subject_id and f.record_id = r.id)
        and not exists (select from publication_releases as l where l.subject_id = r.subject_id and l.record_id = r.id
          and not exists (select from record_versions as v
            where v.subject_id = r.subject_id and v.record_id = r.id and v.version > l.version)))
      or (r.undecided is null
        and (exists (select from record_versions as v where v.subject_id = r.subject_id and v.record_id = r.id and v.version > 1)
          or exists (select from record_classifications as c where c.subject_id = r.subject_id and c.record_id = r.id)))
    order by 3`.execute(tx);
  return rows;
}

/** To be released is a record whose newest version was reviewed, if that was neither released nor the record refused. */
async function recordsToRelease(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    with made as (
      select distinct w.subject_id, w.record_id, r.organ_path from publication_reviews as w
      join records as r on r.subject_id = w.subject_id and r.id = w.record_id
      where not exists (select from record_versions as v
          where v.subject_id = w.subject_id and v.record_id = w.record_id and v.version > w.version)
        and not exists (select from publication_releases as l
          where l.subject_id = w.subject_id and l.record_id = w.record_id and l.version = w.version)
        and not exists (select from publication_refusals as f where f.subject_id = w.subject_id and f.record_id = w.record_id))
    select case when m.record_id is null then 'inserted' when k.record_id is null then 'removed' else 'changed' end as finding,
      'records_to_release' as "table", (case when k.record_id is null then m.record_id else k.record_id end)::text as key
    from records_to_release as k full join made as m on m.subject_id = k.subject_id and m.record_id = k.record_id
    where k.organ_path is distinct from m.organ_path order by 3`.execute(tx);
  return rows;
}

/**
 * What became of a record that is not as it was recorded: its newest version, the class that a person gave that one, its publication with the last
 * day of the newest term, and its withdrawal.
 */
async function recordSequels(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    with newest as (select v.subject_id, v.record_id, max(v.version) as version from record_versions as v group by 1, 2),
    made as (
      select r.subject_id, r.id as record_id, r.organ_path, r.decided_on, v.version, c.class, p.begins_on, t.last_day, w.withdrawn_on
      from records as r
      join newest as v on v.subject_id = r.subject_id and v.record_id = r.id
      left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version
      left join publications as p on p.subject_id = r.subject_id and p.record_id = r.id
      left join publication_terms as t on t.publication_id = p.id
        and not exists (select from publication_terms as x where x.publication_id = t.publication_id and x.version > t.version)
      left join publication_withdrawals as w on w.publication_id = p.id
      where v.version > 1 or c.id is not null or p.id is not null)
    select case when m.record_id is null then 'inserted' when k.record_id is null then 'removed' else 'changed' end as finding,
      'record_sequels' as "table", (case when k.record_id is null then m.record_id else k.record_id end)::text as key
    from record_sequels as k full join made as m on m.subject_id = k.subject_id and m.record_id = k.record_id
    where (k.organ_path, k.decided_on, k.version, k.class, k.begins_on, k.last_day, k.withdrawn_on)
      is distinct from (m.organ_path, m.decided_on, m.version, m.class, m.begins_on, m.last_day, m.withdrawn_on)
    order by 3`.execute(tx);
  return rows;
}

/** The head of a party: its kind, its newest name, its best code, and whether anything else ever happened around it. */
async function partyHeads(tx: Tx): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    with made as (
      select s.id as subject_id, s.kind, n.name, k.key as code, e.subject_id is not null as eventful
      from subjects as s
      join (select distinct on (x.subject_id) x.subject_id, x.name from subject_names as x
        order by x.subject_id, x.known_at desc, x.folded) as n on n.subject_id = s.id
      left join (select distinct on (x.subject_id) x.subject_id, x.key from subject_keys as x where x.kind <> 'person'
        order by x.subject_id, x.kind = 'uscc' desc, x.key) as k on k.subject_id = s.id
      left join (select x.subject_id from procedure_cases as x union select x.subject_id from objection_marks as x
        union select x.subject_id from party_statement_reviews as x
        union select unnest(array[x.merged_id, x.successor_id]) from subject_merges as x) as e on e.subject_id = s.id)
    select case when m.subject_id is null then 'inserted' when k.subject_id is null then 'removed' else 'changed' end as finding,
      'party_heads' as "table", (case when k.subject_id is null then m.subject_id else k.subject_id end)::text as key
    from party_heads as k full join made as m on m.subject_id = k.subject_id
    where (k.kind, k.name, k.code, k.eventful) is distinct from (m.kind, m.name, m.code, m.eventful) order by 3`.execute(
    tx,
  );
  return rows;
}
