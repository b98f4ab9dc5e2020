import { sql } from 'kysely';
import { newId } from '../../ground/kernel/id.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

export async function insertHandover(
  tx: Tx,
  given: {
    readonly from: string;
    readonly to: string;
    readonly postId: string;
    readonly since: PlainDate;
    readonly until: PlainDate;
    readonly organPath: string;
  },
  at: Date,
): Promise<string> {
  const id = newId(at.getTime());
  const { from, to, postId, since, until, organPath } = given;
  await sql`insert into duty_handovers (id, from_account, from_kind, to_account, to_kind, post_id, since, until, made_at, organ_path)
    values (${id}, ${from}, 'person', ${to}, 'person', ${postId}, ${since}, ${until}, ${at}, ${organPath})`.execute(tx);
  return id;
}

/** Ends a handover of the own duties; answers whether there was one. A second time changes nothing. */
export async function insertHandoverEnd(tx: Tx, id: string, accountId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from duty_handovers as h where h.id = ${id} and h.from_account = ${accountId}) as there`.execute(
    tx,
  );
  if (!rows[0]!.there) return false;
  await sql`insert into duty_handover_ends (handover_id, ended_by, ended_at) values (${id}, ${accountId}, ${at})
    on conflict do nothing`.execute(tx);
  return true;
}
