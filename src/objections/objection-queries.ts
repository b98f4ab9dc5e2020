import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
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
