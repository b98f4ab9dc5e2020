import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    archive_handovers: {
      id: string;
      organ_path: string;
      receiver: string;
      sha256: Buffer;
      made_by: string;
      made_kind: 'person';
      made_at: Date;
      edition: string;
    };
    archive_handover_cases: { handover_id: string; case_id: string; organ_path: string };
    archive_receipts: {
      handover_id: string;
      sha256: Buffer;
      made_by: string;
      number: string;
      received_on: string;
      entered_by: string;
      entered_kind: 'person';
      entered_at: Date;
      organ_path: string;
    };
  }
}

export type By = { readonly accountId: string; readonly at: Date; readonly organPath: string };

export async function insertHandover(
  tx: Tx,
  made: {
    readonly id: string;
    readonly receiver: string;
    readonly sha256: string;
    readonly edition: string;
    readonly caseIds: readonly string[];
  },
  { accountId, at, organPath: organ_path }: By,
): Promise<void> {
  const { id, receiver, sha256, edition, caseIds } = made;
  await tx
    .insertInto('archive_handovers')
    .values({
      id,
      organ_path,
      receiver,
      sha256: Buffer.from(sha256, 'hex'),
      made_by: accountId,
      made_kind: 'person',
      made_at: at,
      edition,
    })
    .execute();
  const rows = caseIds.map((case_id) => ({ handover_id: id, case_id, organ_path }));
  await tx.insertInto('archive_handover_cases').values(rows).execute();
}

/** A package that nobody has acknowledged. @throws {Refusal} absent `archive.absent`; conflict `archive.acknowledged` */
export async function getOpenHandover(
  tx: Tx,
  id: string,
): Promise<{ readonly sha256: string; readonly madeBy: string; readonly organPath: string }> {
  const row = await tx
    .selectFrom('archive_handovers as h')
    .leftJoin('archive_receipts as r', 'r.handover_id', 'h.id')
    .select(['h.sha256', 'h.made_by', 'h.organ_path', 'r.number'])
    .where('h.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'archive.absent', { id });
  if (row.number !== null) throw new Refusal('conflict', 'archive.acknowledged', { number: row.number });
  return { sha256: row.sha256.toString('hex'), madeBy: row.made_by, organPath: row.organ_path };
}

export async function insertReceipt(
  tx: Tx,
  { id, sha256, madeBy, number, receivedOn }: ReceiptRow,
  { accountId, at, organPath }: By,
): Promise<void> {
  await tx
    .insertInto('archive_receipts')
    .values({
      handover_id: id,
      sha256: Buffer.from(sha256, 'hex'),
      made_by: madeBy,
      number,
      received_on: receivedOn,
      entered_by: accountId,
      entered_kind: 'person',
      entered_at: at,
      organ_path: organPath,
    })
    .execute();
}
export type ReceiptRow = {
  readonly id: string;
  readonly sha256: string;
  readonly madeBy: string;
  readonly number: string;
  readonly receivedOn: string;
};
