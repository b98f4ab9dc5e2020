import { sql } from 'kysely';
import { type StoredFacts, withRemedies } from '../../facts/records/index.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { CaseInHand } from '../procedures/index.ts';

/** Another case of this procedure about the record. */
export async function hasAnotherCase(tx: Tx, { id, record }: CaseInHand): Promise<boolean> {
  const { rows } = await sql<{ other: boolean }>`
    select exists (select from procedure_cases as c where c.subject_id = ${record.subjectId} and c.record_id = ${record.id}
      and c.procedure = 'annulment' and c.id <> ${id}) as other`.execute(tx);
  return rows[0]!.other;
}

/** The facts of the record in its newest version, with what cases say of review and suit. */
export async function factsWithRemedies(tx: Tx, { record }: Pick<CaseInHand, 'record'>): Promise<StoredFacts> {
  const { rows } = await sql<{ facts: StoredFacts; remedies: StoredFacts }>`
    select v.facts, remedies_of_record(v.subject_id, v.record_id, 'infinity') as remedies from record_versions as v
    where v.subject_id = ${record.subjectId} and v.record_id = ${record.id} and v.version = ${record.version}`.execute(
    tx,
  );
  const { facts, remedies } = rows[0]!;
  return withRemedies(facts, remedies);
}
