import { sql } from 'kysely';
import type { OrganKind } from '../kernel/actor.ts';
import type { Tx } from '../platform/db.ts';

/** For whom an account of a party speaks, and at which organ it was opened; undefined for any other account, and for one that has ended. */
export async function findPartyPlace(
  tx: Tx,
  accountId: string,
): Promise<{ subjectId: string; organId: string; organPath: string; organKind: OrganKind } | undefined> {
  const { rows } = await sql<{ subjectId: string; organId: string; organPath: string; organKind: OrganKind }>`
    select p.subject_id as "subjectId", o.id as "organId", o.path as "organPath", o.kind as "organKind"
    from party_accounts as p join organs as o on o.id = p.organ_id
    where p.account_id = ${accountId} and not exists (select from party_account_ends as e where e.account_id = p.account_id)`.execute(
    tx,
  );
  return rows[0];
}
