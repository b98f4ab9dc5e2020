import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import type { CaseInHand, RecordOfCase } from '../procedures/index.ts';

/** Whether the public still reads an older version of the record than the newest: corrected, and not yet released anew. */
export async function isShownAsItWas(tx: Tx, record: RecordOfCase, today: PlainDate): Promise<boolean> {
  const { rows } = await sql<{ stale: boolean }>`
    select exists (select from publications as p
      where p.subject_id = ${record.subjectId} and p.record_id = ${record.id} and is_public(p.id, p.begins_on, ${today}::date)
        and not exists (select from publication_releases as l
          where l.publication_id = p.id and l.version = ${record.version})) as stale`.execute(tx);
  return rows[0]!.stale;
}

/** Whether another objection to the same record is still being dealt with. */
export async function hasOpenObjection(tx: Tx, { id, record }: CaseInHand): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from procedure_cases as c
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
      join procedure_states as p on p.procedure = c.procedure and p.state = s.to_state
      where c.subject_id = ${record.subjectId} and c.record_id = ${record.id} and c.procedure = 'objection' and c.id <> ${id}
        and not p.is_final) as open`.execute(tx);
  return rows[0]!.open;
}
