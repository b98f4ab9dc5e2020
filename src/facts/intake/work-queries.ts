import { sql } from 'kysely';
import { may, rightsOf } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { dutyOf, type ShownDuty, shownDuty } from '../../rules/deadlines/index.ts';
import { type Law, provisionalDeadline } from '../../rules/law/index.ts';
import { placeOf } from '../records/index.ts';
import { inReading } from './batch-queries.ts';
import { waysOpen } from './quarantine-queries.ts';
import { FOR_A_SECOND_PERSON, type QuarantineKind } from './quarantine-ways.ts';

type Row = {
  kind: 'quarantine' | 'batch';
  id: string;
  item: string;
  organ: string;
  organ_en: string;
  organ_path: string;
  submitted_by: string;
  since: Date;
  matter: QuarantineKind | null;
  row_number: number | null;
  rows: number | null;
  name: string | null;
  document_number: string | null;
};
export type IntakeWork = {
  readonly kind: Row['kind'];
  readonly id: string;
  readonly item: string;
  readonly organ: { readonly zh: string; readonly en: string };
  /** Why a row waits; null for a batch. */
  readonly matter: QuarantineKind | null;
  readonly row: number | null;
  readonly rows: number | null;
  readonly name: string | null;
  readonly documentNumber: string | null;
  readonly duty: ShownDuty;
};

/** By when what came in is checked (河南省社会信用条例 art. 17): a row that waits, a preview that nobody has confirmed. */
export function intakeDuty(since: Date, law: Law, now: Date): ShownDuty {
  return shownDuty(dutyOf(provisionalDeadline(law, 'intake.check', chinaDate(since)), law, chinaDate(now)));
}

/**
 * What waits for this person in intake, in one statement: rows that they own, rows that need a second person, previews that
 * nobody has accepted. At most `limit` of each; `leaveOut`: places in the tree whose matters are somebody else's.
 */
export async function intakeWork(
  ctx: Context,
  law: Law,
  { leaveOut, limit }: { readonly leaveOut: readonly string[]; readonly limit: number },
): Promise<IntakeWork[]> {
  const { actor } = ctx;
  const rights = rightsOf(actor);
  if (!rights.includes('quarantine.resolve') && !rights.includes('batch.accept')) return [];
  const ours = (path: string) =>
    sql`not exists (select from unnest(${leaveOut}::text[]) as n(path) where ${sql.ref(path)} ^@ n.path)`;
  const { rows } = await inReading(ctx, (tx) =>
    sql<Row>`
      (select 'quarantine' as kind, q.id, b.item, o.name as organ, o.name_en as organ_en, q.organ_path, b.submitted_by,
        q.opened_at as since, q.kind as matter, q.row_number, null::integer as rows, r.document_number,
        (select n.name from subject_names as n where n.subject_id = q.subject_id order by n.known_at desc limit 1) as name
      from quarantine as q join batches as b on b.id = q.batch_id join organs as o on o.id = b.organ_id
      left join records as r on r.subject_id = q.subject_id and r.id = q.record_id
      where q.open and ${rights.includes('quarantine.resolve')} and ${ours('q.organ_path')}
        and (q.owner_account = ${actor.accountId} or q.kind = any(${FOR_A_SECOND_PERSON}::text[]))
      order by q.due_on, q.id limit ${limit})
      union all
      (select 'batch', b.id, b.item, o.name, o.name_en, b.organ_path, b.submitted_by, b.received_at, null, null,
        (b.counts->>'rows')::integer, null, null
      from batches as b join organs as o on o.id = b.organ_id
      where b.state = 'previewed' and ${rights.includes('batch.accept')} and ${ours('b.organ_path')}
      order by b.received_at, b.id limit ${limit})`.execute(tx),
  );
  return rows.filter((row) => isMine(row, ctx)).map((row) => workOf(row, law, ctx.now()));
}

function isMine(row: Row, { actor }: Context): boolean {
  const { item, organ_path: organPath, submitted_by: submittedBy, matter } = row;
  const about = { kind: row.kind, organPath, item, history: { submittedBy } };
  if (matter === null) return may(actor, 'batch.accept', about).allowed;
  return waysOpen(actor, { kind: matter, organPath, item, submittedBy }).some(({ allowed }) => allowed);
}

const workOf = (row: Row, law: Law, now: Date): IntakeWork => ({
  kind: row.kind,
  id: row.id,
  item: row.item,
  organ: { zh: row.organ, en: row.organ_en },
  matter: row.matter,
  row: row.row_number === null ? null : placeOf(row.row_number, null).row,
  rows: row.rows,
  name: row.name,
  documentNumber: row.document_number,
  duty: intakeDuty(row.since, law, now),
});
