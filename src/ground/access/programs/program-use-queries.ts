import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { ProgramUse } from './program-use-store.ts';

export type ListedUse = Omit<ProgramUse, 'keyId' | 'organPath'> & { readonly id: number };

/** What a key was used for, the newest first, before the use `before`; `refused`: refusals alone. */
export async function listProgramUses(
  tx: Tx,
  keyId: string,
  page: { readonly before?: number | undefined; readonly refused: boolean; readonly most: number },
): Promise<ListedUse[]> {
  const { rows } = await sql<ListedUse>`
    select u.id, u.at, u.route, u.matters, u.item, u.subjects, u.status, u.refusal, coalesce(u.requests, 1) as requests
    from program_uses as u
    where u.key_id = ${keyId} and (${page.before ?? null}::bigint is null or u.id < ${page.before ?? null}::bigint)
      and (not ${page.refused}::boolean or u.refusal is not null)
    order by u.id desc limit ${page.most}`.execute(tx);
  return rows;
}
