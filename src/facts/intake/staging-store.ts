import { sql } from 'kysely';
import type { ClientBase } from 'pg';
import { type CopyValue, copyInto, copyLine } from '../../ground/platform/copy.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Origin } from '../../ground/platform/origin.ts';
import { sealTransaction } from '../../ground/platform/seal-store.ts';
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
    content?.facts ? JSON.stringify(content.facts) : null,
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

/** The rows that an acceptance records. */
export const RECORDED = sql`s.outcome in ('good', 'corrected', 'withdrawn')`;

export async function deleteStagedRows(tx: Tx, batchId: string): Promise<void> {
  await sql`delete from staged_rows where batch_id = ${batchId}`.execute(tx);
}

export async function hasStagedRows(tx: Tx, batchId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from staged_rows as s where s.batch_id = ${batchId}) as found`.execute(tx);
  return rows[0]!.found;
}

/** From this many rows on the planner's picture of a table no longer holds. */
export const MANY_ROWS = 10_000;

/** Checked rows of batches that ended are of no more use. Of a large one the planner hears, before the followers read all of it. */
export async function deleteEndedRows(tx: Tx, origin: Origin): Promise<void> {
  const { rows } = await sql<{ id: string; recorded: number }>`
    update batches as b set rows_kept = false
    where b.id in (select e.id from batches as e where e.rows_kept and e.ended_at is not null limit 20 for update skip locked)
    returning b.id, case when b.state = 'accepted' then (b.counts->>'good')::int else 0 end as recorded`.execute(tx);
  if (rows.length === 0) return;
  // The batch is a row for which the log answers: it may not have it yet.
  await sealTransaction(tx, origin);
  await sql`delete from staged_rows as s where s.batch_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  if (rows.some(({ recorded }) => recorded >= MANY_ROWS)) await sql`select analyse_what_came_in()`.execute(tx);
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
