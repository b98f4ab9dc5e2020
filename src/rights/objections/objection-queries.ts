import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { RecordOfCase } from '../procedures/index.ts';

/** Whether the public still reads an older version of the record than the newest: corrected, and not yet released anew. */
export async function isShownAsItWas(tx: Tx, record: RecordOfCase, today: PlainDate): Promise<boolean> {
  const { rows } = await sql<{ stale: boolean }>`
    select exists (select from publications as p
      where p.subject_id = ${record.subjectId} and p.record_id = ${record.id} and is_public(p.id, p.begins_on, ${today}::date)
        and not exists (select from publication_releases as l
          where l.publication_id = p.id and l.version = ${record.version})) as stale`.execute(tx);
  return rows[0]!.stale;
}

/** Another objection to the same record that is not decided yet. */
export async function findUndecidedObjection(
  tx: Tx,
  record: Pick<RecordOfCase, 'id' | 'subjectId'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select c.id from procedure_cases as c
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
      join procedure_states as p on p.procedure = c.procedure and p.state = s.to_state
      where c.subject_id = ${record.subjectId} and c.record_id = ${record.id} and c.procedure = 'objection'
        and not p.is_final and not p.is_decided limit 1`.execute(tx);
  return rows[0]?.id;
}
