import { sql } from 'kysely';
import type { Pools, Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import { inPartyFiles } from '../../names/subjects/index.ts';
import type { Own } from './file-queries.ts';

/** What the work finds in each file of the party, which may go on under several subjects; its own first. */
export function inJoinedFiles<T>(
  pools: Pools,
  { accountId, subjectId }: Own,
  work: (tx: Tx, subjectId: string) => Promise<T>,
): Promise<T[]> {
  return inPartyFiles(pools, { purpose: 'party', accountId, subjectId }, work);
}

/** Of which of the party's subjects this record, case, letter or service is; the account's own where it is of none. */
export async function subjectThatHolds(pools: Pools, own: Own, id: string): Promise<string> {
  const files = await inJoinedFiles(pools, own, async (tx, subjectId) => {
    const { rows } = await sql<{ holds: boolean }>`
      select exists (select from records as r where r.id = ${id} and r.subject_id = ${subjectId})
        or exists (select from procedure_cases as c where c.id = ${id} and ${orElse('c.party_id', 'c.subject_id')} = ${subjectId})
        or exists (select from party_letters as l where l.subject_id = ${subjectId} and ${id} in (l.id, l.object_id)) as holds`.execute(
      tx,
    );
    return { subjectId, holds: rows[0]!.holds };
  });
  return files.find(({ holds }) => holds)?.subjectId ?? own.subjectId;
}
