import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import type { Own } from './file-queries.ts';

export type LetterLine = {
  readonly id: string;
  readonly deed: string;
  readonly objectId: string;
  readonly happenedAt: Date;
  /** The record that it is about, where it is about one. */
  readonly recordId: string | null;
  readonly caseId: string | null;
  /** The electronic service that it tells of. */
  readonly serviceId: string | null;
  /** The report made at the counter of which a kept letter tells. */
  readonly reportId: string | null;
  readonly documentNumber: string | null;
  readonly receivedAt: Date | null;
};

/** Letters to this party that this account has not acknowledged. */
export async function countUnread(tx: Tx, { accountId, subjectId }: Own): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from party_letters as l
    where l.subject_id = ${subjectId} and not exists (select from party_letter_receipts as r where r.letter_id = l.id and r.account_id = ${accountId})`.execute(
    tx,
  );
  return rows[0]!.n;
}

/** The mailbox, what waits first, then the newest. */
export async function listLetters(tx: Tx, { accountId, subjectId }: Own, limit = 200): Promise<LetterLine[]> {
  const { rows } = await sql<LetterLine>`
    select l.id, l.deed, l.object_id as "objectId", l.happened_at as "happenedAt", coalesce(c.record_id, k.id) as "recordId",
      c.id as "caseId", s.id as "serviceId", x.report_id as "reportId", coalesce(n.document_number, k.document_number) as "documentNumber", r.received_at as "receivedAt"
    from party_letters as l
    left join procedure_cases as c on c.id = l.object_id
    left join records as n on n.subject_id = c.subject_id and n.id = c.record_id
    left join services as s on s.id = l.object_id
    left join report_letters as x on x.report_id = l.object_id
    left join publications as p on p.id = l.object_id
    left join records as k on k.subject_id = l.subject_id and k.id = ${orElse('p.record_id', 'l.object_id')}
    left join party_letter_receipts as r on r.letter_id = l.id and r.account_id = ${accountId}
    where l.subject_id = ${subjectId}
    order by r.received_at is not null, l.happened_at desc, l.id desc limit ${limit}`.execute(tx);
  return rows;
}
