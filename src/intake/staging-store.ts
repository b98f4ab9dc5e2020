import { sql } from 'kysely';
import type { ClientBase } from 'pg';
import type { PlainDate } from '../kernel/plain-date.ts';
import { type CopyValue, copyInto, copyLine } from '../platform/copy.ts';
import type { Tx } from '../platform/db.ts';
import type { RowProblem } from './checking/problem.ts';
import type { Outcome, Sealed, StagedRow } from './staged-row.ts';

const COLUMNS = [
  'batch_id',
  'row_number',
  'outcome',
  'late',
  'problems',
  'action',
  'subject_id',
  'subject_kind',
  'key_kind',
  'subject_key',
  'name',
  'folded',
  'record_id',
  'version',
  'document_number',
  'decided_on',
  'publication_due_on',
  'class',
  'class_rule',
  'facts',
  'sealed_id',
  'sealed_salt',
  'sealed_key',
  'sealed',
] as const;

const CHOSEN_BY = [
  'batch_id',
  'row_number',
  'outcome',
  'action',
  'subject_id',
  'key_kind',
  'subject_key',
  'record_id',
  'folded',
];

function valuesOf(batchId: string, row: StagedRow): CopyValue[] {
  const { content, sealed } = row;
  return [
    batchId,
    row.rowNumber,
    row.outcome,
    row.late,
    row.problems.length > 0 ? JSON.stringify(row.problems) : null,
    content?.action,
    content?.subjectId,
    content?.subjectKind,
    content?.keyKind,
    content?.subjectKey,
    content?.name,
    content?.folded,
    content?.recordId,
    content ? 1 : null,
    content?.documentNumber,
    content?.decidedOn,
    content?.publicationDueOn,
    content?.class,
    content?.classRule,
    content ? JSON.stringify(content.facts) : null,
    sealed?.id,
    sealed?.salt,
    sealed?.keyId,
    sealed?.bytes,
  ];
}

/** Loads checked rows of a batch, chunk by chunk, as the owner of the staging table (the intake role). */
export async function copyStagedRows(
  client: ClientBase,
  batchId: string,
  chunks: AsyncIterable<readonly StagedRow[]>,
): Promise<void> {
  async function* lines(): AsyncIterable<string> {
    for await (const rows of chunks) yield rows.map((row) => copyLine(valuesOf(batchId, row))).join('');
  }
  await copyInto(client, 'staged_rows', COLUMNS, lines());
  // Thousands of new rows that the planner knows nothing of would be joined one by one. Only what statements join and choose by:
  // to sort samples of the facts would cost more than to load them.
  await client.query(`analyze staged_rows (${CHOSEN_BY.join(', ')})`);
}

export async function deleteStagedRows(tx: Tx, batchId: string): Promise<void> {
  await sql`delete from staged_rows where batch_id = ${batchId}`.execute(tx);
}

/** From this many rows on the planner's picture of a table no longer holds. */
export const MANY_ROWS = 10_000;

/** Checked rows of batches that ended are of no more use. Of a large one the planner hears, before the followers read all of it. */
export async function deleteEndedRows(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: string; recorded: number }>`
    update batches as b set rows_kept = false
    where b.id in (select e.id from batches as e where e.rows_kept and e.ended_at is not null limit 20 for update skip locked)
    returning b.id, case when b.state = 'accepted' then (b.counts->>'good')::int else 0 end as recorded`.execute(tx);
  if (rows.length === 0) return;
  await sql`delete from staged_rows as s where s.batch_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  if (rows.some(({ recorded }) => recorded >= MANY_ROWS)) await sql`select analyse_what_came_in()`.execute(tx);
}

/** Appends one problem to the rows that `found` names (columns row_number, outcome, and optionally version). */
const problem = (code: string, severity: 'error' | 'warning' | 'note') =>
  sql`coalesce(s.problems, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('code', ${code}::text, 'severity', ${severity}::text))`;

/**
 * Compares staged rows with what is recorded already, and settles their outcome. Set by set: a million rows cost a few
 * statements. Nothing but the staging table changes.
 */
export async function resolveStagedRows(tx: Tx, batchId: string, today: PlainDate): Promise<void> {
  await resolveKnownRecords(tx, batchId);
  await resolveUnknownRecords(tx, batchId);
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
      problems = case when s.action = 'add' and known.facts <> s.facts then ${problem('E10.differs_from_recorded', 'error')} else s.problems end,
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
  // Two names for a code that is new here: the first stands, the others wait.
  await sql`
    with torn as (
      select s.key_kind, s.subject_key, (array_agg(s.folded order by s.row_number))[1] as first
      from staged_rows as s where s.batch_id = ${batchId} and s.outcome = 'good' and s.key_kind <> 'person'
      group by s.key_kind, s.subject_key having min(s.folded) <> max(s.folded))
    update staged_rows as s set outcome = 'doubtful', problems = ${doubtful}
    from torn where s.batch_id = ${batchId} and s.outcome = 'good' and s.key_kind = torn.key_kind
      and s.subject_key = torn.subject_key and s.folded <> torn.first
      and judgement_in_use(s.subject_id, s.folded, ${today}::date) is distinct from 'same'`.execute(tx);
}

export type DoubtfulRow = {
  readonly rowNumber: number;
  readonly content: Readonly<Record<string, unknown>>;
  /** Its personal values, where it has any. */
  readonly sealed: Sealed | null;
};

/** Doubtful rows that are not yet sealed as a whole: everything that each came to, for the person who will settle it. */
export async function doubtfulRows(tx: Tx, batchId: string, limit: number): Promise<DoubtfulRow[]> {
  const { rows } = await sql<{
    row_number: number;
    content: Record<string, unknown>;
    id: string | null;
    salt: Buffer;
    keyId: number;
    bytes: Buffer;
  }>`
    select s.row_number, s.sealed_id as id, s.sealed_salt as salt, s.sealed_key as "keyId", s.sealed as bytes,
      to_jsonb(s) - array['outcome', 'problems', 'sealed_id', 'sealed_salt', 'sealed_key', 'sealed', 'sealed_whole'] as content
    from staged_rows as s where s.batch_id = ${batchId} and s.outcome = 'doubtful' and not s.sealed_whole
    limit ${limit}`.execute(tx);
  return rows.map(({ row_number, content, id, salt, keyId, bytes }) => ({
    rowNumber: row_number,
    content,
    sealed: id === null ? null : { id, salt, keyId, bytes },
  }));
}

export async function saveSealed(
  tx: Tx,
  batchId: string,
  rows: readonly { rowNumber: number; sealed: Sealed }[],
): Promise<void> {
  await sql`update staged_rows as s set sealed_id = n.id, sealed_salt = n.salt, sealed_key = n.key_id,
      sealed = n.bytes, sealed_whole = true
    from unnest(${rows.map(({ rowNumber }) => rowNumber)}::int[], ${rows.map(({ sealed }) => sealed.id)}::uuid[],
      ${rows.map(({ sealed }) => sealed.salt)}::bytea[], ${rows.map(({ sealed }) => sealed.bytes)}::bytea[],
      ${rows.map(({ sealed }) => sealed.keyId)}::smallint[]) as n (row_number, id, salt, bytes, key_id)
    where s.batch_id = ${batchId} and s.row_number = n.row_number`.execute(tx);
}

/** Puts one settled row back among the staged ones, as good, to go the way of all rows. */
export async function restage(
  tx: Tx,
  content: Readonly<Record<string, unknown>>,
  sealed: Sealed | undefined,
): Promise<void> {
  const row = { ...content, outcome: 'good', late: false, version: 1, sealed_whole: false };
  await sql`delete from staged_rows as s where s.batch_id = ${content.batch_id} and s.row_number = ${content.row_number}`.execute(
    tx,
  );
  await sql`insert into staged_rows select * from jsonb_populate_record(null::staged_rows, ${JSON.stringify(row)}::jsonb)`.execute(
    tx,
  );
  if (!sealed) return;
  await sql`update staged_rows as s set sealed_id = ${sealed.id}, sealed_salt = ${sealed.salt}, sealed_key = ${sealed.keyId},
      sealed = ${sealed.bytes}
    where s.batch_id = ${content.batch_id} and s.row_number = ${content.row_number}`.execute(tx);
}

export type Counts = { readonly rows: number; readonly late: number; readonly classUnknown: number } & Readonly<
  Record<Outcome, number>
>;

export async function countStagedRows(tx: Tx, batchId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*)::int as rows,
      count(*) filter (where outcome = 'good')::int as good, count(*) filter (where outcome = 'refused')::int as refused,
      count(*) filter (where outcome = 'doubtful')::int as doubtful, count(*) filter (where outcome = 'duplicate')::int as duplicate,
      count(*) filter (where outcome = 'same')::int as same, count(*) filter (where outcome = 'corrected')::int as corrected,
      count(*) filter (where outcome = 'withdrawn')::int as withdrawn,
      count(*) filter (where late and outcome = 'good')::int as late,
      count(*) filter (where outcome in ('good', 'corrected') and class is null)::int as "classUnknown"
    from staged_rows where batch_id = ${batchId}`.execute(tx);
  return rows[0]!;
}

/** Problems that the comparison with the records found, by row: those that reading the file again would not find. */
export async function settledProblems(tx: Tx, batchId: string): Promise<Map<number, RowProblem[]>> {
  const { rows } = await sql<{ row: number; problem: RowProblem }>`
    select s.row_number as row, p.problem from staged_rows as s, jsonb_array_elements(s.problems) as p (problem)
    where s.batch_id = ${batchId} and s.problems is not null
      and p.problem->>'code' in ('E10.differs_from_recorded', 'record.absent', 'subject.name_contradicts_code')`.execute(
    tx,
  );
  const byRow = new Map<number, RowProblem[]>();
  for (const { row, problem } of rows) byRow.set(row, [...(byRow.get(row) ?? []), problem]);
  return byRow;
}
