import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';

/** A paper that was sent to a party's mailbox, as the party may see it. */
export type SentPaper = {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: PlainDate;
  readonly sentOn: PlainDate;
  readonly pages: number;
  /** The signed paper, byte for byte. */
  readonly fileId: string;
  readonly withdrawn: boolean;
};

/**
 * The papers of one electronic service, read as the party: the database shows none that was not sent to it.
 * @throws {Refusal} absent `service.absent`
 */
export async function listSent(tx: Tx, serviceId: string): Promise<SentPaper[]> {
  const { rows } = await sql<SentPaper>`
    select d.id, d.title, g.signed_on as "issuedOn", s.begun_on as "sentOn", p.pages, p.file_id as "fileId",
      (select n.serial || '〔' || n.year || '〕' || n.number || '号' from document_numbers as n where n.document_id = d.id
        order by n.year desc limit 1) as number,
      exists (select from document_withdrawals as w where w.document_id = d.id) as withdrawn
    from services as s join service_documents as x on x.service_id = s.id join case_documents as d on d.id = x.document_id
      join document_signatures as g on g.document_id = d.id
      join document_papers as p on p.document_id = d.id and p.paper = g.paper
    where s.id = ${serviceId} order by d.title, d.id`.execute(tx);
  if (rows.length === 0) throw new Refusal('absent', 'service.absent', { id: serviceId });
  return rows;
}
