import { newId } from '../../ground/kernel/id.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Receiver, RecordOfCase } from './procedure-queries.ts';

/** Tells each organ that got the record in what state a step has left the matter. Answers whom. */
export async function insertNotices(
  tx: Tx,
  told: {
    readonly caseId: string;
    readonly stepNumber: number;
    readonly procedure: string;
    readonly state: string;
    readonly record: RecordOfCase;
    readonly dueOn: PlainDate;
    readonly provisional: boolean;
    readonly at: Date;
  },
  receivers: readonly Receiver[],
): Promise<void> {
  if (receivers.length === 0) return;
  const { caseId, stepNumber, procedure, state, record, dueOn, provisional, at } = told;
  const rows = receivers.map(({ organId, organPath, lastGotAt }) => ({
    id: newId(at.getTime()),
    case_id: caseId,
    step_number: stepNumber,
    subject_id: record.subjectId,
    record_id: record.id,
    procedure,
    state,
    receiver_id: organId,
    receiver_path: organPath,
    last_got_at: lastGotAt,
    made_at: at,
    due_on: dueOn,
    provisional,
    organ_path: record.organPath,
  }));
  await tx.insertInto('procedure_notices').values(rows).execute();
}

export type NoticeInHand = { readonly id: string; readonly receiverPath: string; readonly subjectId: string };

/** A notice to the actor's own organ that nobody has acknowledged yet. @throws {Refusal} absent, conflict */
export async function getOpenNotice(tx: Tx, id: string): Promise<NoticeInHand> {
  const row = await tx
    .selectFrom('procedure_notices as n')
    .leftJoin('procedure_notice_receipts as r', 'r.notice_id', 'n.id')
    .select(['n.receiver_path', 'n.subject_id', 'r.notice_id as received'])
    .where('n.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'procedure.notice_absent', { id });
  if (row.received !== null) throw new Refusal('conflict', 'procedure.received_already', { id });
  return { id, receiverPath: row.receiver_path, subjectId: row.subject_id };
}

export async function insertReceipt(
  tx: Tx,
  noticeId: string,
  by: { accountId: string; organPath: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('procedure_notice_receipts')
    .values({ notice_id: noticeId, received_by: by.accountId, received_at: by.at, organ_path: by.organPath })
    .execute();
}
