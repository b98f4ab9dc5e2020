import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';
import type { ToldRemedies } from './own-remedies.ts';

/** The decisions that told the party of this context its remedies, and were served on it. */
export async function listToldRemedies(tx: Tx): Promise<ToldRemedies[]> {
  const { rows } = await sql<ToldRemedies>`
    select r.case_id as "caseId", r.document_number as "documentNumber", r.step, r.remedies, r.served_on as "servedOn"
    from remedies_told_to_party() as r order by r.served_on, r.case_id, r.step`.execute(tx);
  return rows;
}
