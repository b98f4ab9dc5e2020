import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';

declare module '../platform/db.ts' {
  interface Tables {
    objection_marks: {
      id: string;
      subject_id: string;
      record_id: string;
      received_at: Date;
      received_on: PlainDate;
      sealed_id: string;
      entered_by: string;
      entered_kind: 'person';
      organ_path: string;
    };
  }
}

export type DisputedRecord = {
  readonly id: string;
  readonly subjectId: string;
  readonly item: string;
  readonly organPath: string;
  readonly decidedOn: PlainDate;
};

/** @throws {Refusal} absent `objection.record_absent`: no such record at the own organ or below it */
export async function getDisputedRecord(tx: Tx, recordId: string): Promise<DisputedRecord> {
  const { rows } = await sql<DisputedRecord>`
    select r.id, r.subject_id as "subjectId", r.item, r.organ_path as "organPath", r.decided_on as "decidedOn"
    from record_keys as k join records as r on r.subject_id = k.subject_id and r.id = k.record_id
    where k.record_id = ${recordId}`.execute(tx);
  const [record] = rows;
  if (!record) throw new Refusal('absent', 'objection.record_absent', { recordId });
  return record;
}

/** From its commit every answer shows the marker. A mark is added, never changed: records cannot be locked by us, nor need be. */
export async function insertMark(
  tx: Tx,
  record: DisputedRecord,
  mark: {
    readonly id: string;
    readonly receivedAt: Date;
    readonly receivedOn: PlainDate;
    readonly sealedId: string;
    readonly enteredBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('objection_marks')
    .values({
      id: mark.id,
      subject_id: record.subjectId,
      record_id: record.id,
      received_at: mark.receivedAt,
      received_on: mark.receivedOn,
      sealed_id: mark.sealedId,
      entered_by: mark.enteredBy,
      entered_kind: 'person',
      organ_path: record.organPath,
    })
    .execute();
}
