import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { RowProblem } from './checking/problem.ts';

const NUMBER_ON_ANOTHER_DAY = 'E10.number_on_another_day';

/** Appends one problem to the rows that `found` names (columns row_number, outcome, and optionally version). */
const problem = (code: string, severity: 'error' | 'warning' | 'note') =>
  sql`coalesce(s.problems, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('code', ${code}::text, 'severity', ${severity}::text))`;

/**
 * Compares staged rows with what is recorded already, and settles their outcome. Set by set: a million rows cost a few
 * statements. Nothing but the staging table changes.
 */
export async function resolveStagedRows(
  tx: Tx,
  { id: batchId, item }: { readonly id: string; readonly item: string },
  today: PlainDate,
): Promise<void> {
  await resolveKnownRecords(tx, batchId);
  await resolveUnknownRecords(tx, batchId);
  if (item === 'penalty') await resolveNumbers(tx, batchId);
  await resolveNames(tx, batchId, today);
}

/**
 * Rows whose record exists: the same again, a correction, a withdrawal, or a second telling that differs. Doubtful ones that a person has
 * let in before, word for word, wait no second time.
 */
async function resolveKnownRecords(tx: Tx, batchId: string): Promise<void> {
  await sql`
    update staged_rows as s set
      outcome = case
        when s.outcome = 'doubtful' then 'same'
        when s.action = 'withdraw' and known.action <> 'withdraw' then 'withdrawn'
        when known.facts = s.facts and known.action <> 'withdraw' then 'same'
        when s.action = 'correct' then 'corrected'
        else 'duplicate' end,
      problems = case when s.action = 'add' and known.facts is distinct from s.facts then ${problem('E10.differs_from_recorded', 'error')} else s.problems end,
      version = known.version + 1,
      subject_id = k.subject_id,
      late = false
    from record_keys as k
    join lateral (
      select v.facts, v.version, v.action from record_versions as v
      where v.subject_id = k.subject_id and v.record_id = k.record_id order by v.version desc limit 1) as known on true
    where s.batch_id = ${batchId} and k.record_id = s.record_id
      and (s.outcome = 'good' or (s.outcome = 'doubtful' and known.facts = s.facts and known.action <> 'withdraw'))`.execute(
    tx,
  );
}

/** A correction or withdrawal of what was never recorded. */
async function resolveUnknownRecords(tx: Tx, batchId: string): Promise<void> {
  await sql`update staged_rows as s set outcome = 'refused', problems = ${problem('record.absent', 'error')}
    where s.batch_id = ${batchId} and s.outcome = 'good' and s.action <> 'add'`.execute(tx);
}

/**
 * One penalty, two days: the number of a decision names it once, so a party's second day under it is a slip of the day or of the number,
 * and two records would stand for one decision. A person looks. What the same file withdraws makes room for its correction. Records are found
 * by their party, one party at a time: of tables that filled a moment ago the server knows nothing yet, and took each row with each record.
 */
async function resolveNumbers(tx: Tx, batchId: string): Promise<void> {
  const doubtful = problem(NUMBER_ON_ANOTHER_DAY, 'error');
  const isOpen = sql`s.outcome = 'good' and s.action = 'add' and not exists (
    select from quarantine as q join quarantine_decisions as d on d.quarantine_id = q.id
    where q.batch_id = s.batch_id and q.row_number = s.row_number and q.kind = 'number_on_another_day' and d.outcome = 'accepted')`;
  await sql`
    update staged_rows as s set outcome = 'doubtful', problems = ${doubtful}
    from batches as b, subject_keys as k, lateral (
      select r.subject_id, r.id, r.document_number, r.decided_on from records as r
      where r.subject_id = k.subject_id and r.item = 'penalty' and r.organ_id = b.organ_id offset 0) as r
    where s.batch_id = ${batchId} and b.id = s.batch_id and k.kind = s.key_kind and k.key = s.subject_key
      and r.document_number = s.document_number and r.decided_on <> s.decided_on
      and (select v.action from record_versions as v where v.subject_id = r.subject_id and v.record_id = r.id
        order by v.version desc limit 1) <> 'withdraw'
      and not exists (select from staged_rows as w where w.batch_id = s.batch_id and w.record_id = r.id and w.outcome = 'withdrawn')
      and ${isOpen}`.execute(tx);
  // Twice in one file: the first stands, the others wait. Which numbers have two is found without sorting all rows.
  await sql`
    with several as (
      select t.key_kind, t.subject_key, t.document_number from staged_rows as t
      where t.batch_id = ${batchId} and t.outcome = 'good' and t.action = 'add'
      group by t.key_kind, t.subject_key, t.document_number having min(t.decided_on) <> max(t.decided_on)),
    torn as (
      select distinct on (t.key_kind, t.subject_key, t.document_number) t.key_kind, t.subject_key, t.document_number, t.decided_on as first
      from several join staged_rows as t using (key_kind, subject_key, document_number)
      where t.batch_id = ${batchId} and t.outcome = 'good' and t.action = 'add'
      order by t.key_kind, t.subject_key, t.document_number, t.row_number)
    update staged_rows as s set outcome = 'doubtful', problems = ${doubtful}
    from torn where s.batch_id = ${batchId} and s.key_kind = torn.key_kind and s.subject_key = torn.subject_key
      and s.document_number = torn.document_number and s.decided_on <> torn.first and ${isOpen}`.execute(tx);
}

/** One code, two names: a person says whether it is a new name, a slip or somebody else. Where one has said so, it is re-used. */
async function resolveNames(tx: Tx, batchId: string, today: PlainDate): Promise<void> {
  const doubtful = problem('subject.name_contradicts_code', 'warning');
  await sql`
    update staged_rows as s set outcome = 'doubtful', problems = ${doubtful}
    from subject_keys as k
    where s.batch_id = ${batchId} and s.outcome in ('good', 'corrected') and k.kind = s.key_kind and k.key = s.subject_key
      and s.key_kind <> 'person'
      and not exists (select from subject_names as n where n.subject_id = any (subject_group(k.subject_id)) and n.folded = s.folded)
      and judgement_in_use(k.subject_id, s.folded, ${today}::date) is distinct from 'same'`.execute(tx);
  // Two names for a code that is new here: the first stands, the others wait. Which codes have two is found without sorting all rows.
  await sql`
    with several as (
      select s.key_kind, s.subject_key from staged_rows as s
      where s.batch_id = ${batchId} and s.outcome = 'good' and s.key_kind <> 'person'
      group by s.key_kind, s.subject_key having min(s.folded collate "C") <> max(s.folded collate "C")),
    torn as (
      select distinct on (s.key_kind, s.subject_key) s.key_kind, s.subject_key, s.folded as first
      from several join staged_rows as s on s.key_kind = several.key_kind and s.subject_key = several.subject_key
      where s.batch_id = ${batchId} and s.outcome = 'good' order by s.key_kind, s.subject_key, s.row_number)
    update staged_rows as s set outcome = 'doubtful', problems = ${doubtful}
    from torn where s.batch_id = ${batchId} and s.outcome = 'good' and s.key_kind = torn.key_kind
      and s.subject_key = torn.subject_key and s.folded <> torn.first
      and judgement_in_use(s.subject_id, s.folded, ${today}::date) is distinct from 'same'`.execute(tx);
}

/** Problems that the comparison with the records found, by row: those that reading the file again would not find. */
export async function settledProblems(tx: Tx, batchId: string): Promise<Map<number, RowProblem[]>> {
  const { rows } = await sql<{ row: number; problem: RowProblem }>`
    select s.row_number as row, p.problem from staged_rows as s, jsonb_array_elements(s.problems) as p (problem)
    where s.batch_id = ${batchId} and s.problems is not null
      and p.problem->>'code' in ('E10.differs_from_recorded', ${NUMBER_ON_ANOTHER_DAY}, 'record.absent', 'subject.name_contradicts_code')`.execute(
    tx,
  );
  const byRow = new Map<number, RowProblem[]>();
  for (const { row, problem } of rows) byRow.set(row, [...(byRow.get(row) ?? []), problem]);
  return byRow;
}
