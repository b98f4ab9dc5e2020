import { sql } from 'kysely';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';

declare module '../platform/db.ts' {
  interface Tables {
    screening_uses: {
      id: string;
      way: 'queries' | 'file' | 'prefixes';
      at: Date;
      organ_id: string;
      organ_path: string;
      account_id: string;
      post_id: string;
      asked_hash: Buffer;
      asked: number;
      matter: string;
      purpose: string;
      edition: string;
      candidate_ids: string[];
    };
  }
}

/** One request: who looked for how many, for what, and whom the answers named. What was asked stands here only as a keyed hash. */
export type ScreeningUse = {
  readonly id: string;
  readonly way: 'queries' | 'file' | 'prefixes';
  readonly at: Date;
  readonly organId: string;
  readonly organPath: string;
  readonly accountId: string;
  readonly postId: string;
  readonly askedHash: Buffer;
  readonly asked: number;
  readonly matter: string;
  readonly purpose: string;
  readonly edition: string;
  readonly candidateIds: readonly string[];
};

/**
 * Writes the use down; the same request sent again finds its own row.
 * @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else
 */
export async function insertScreeningUse(tx: Tx, use: ScreeningUse): Promise<void> {
  const { rows } = await sql<{ same: boolean }>`
    with written as (
      insert into screening_uses (id, way, at, organ_id, organ_path, account_id, post_id, asked_hash, asked, matter, purpose, edition,
        candidate_ids)
      values (${use.id}, ${use.way}, ${use.at}, ${use.organId}, ${use.organPath}, ${use.accountId}, ${use.postId}, ${use.askedHash},
        ${use.asked}, ${use.matter}, ${use.purpose}, ${use.edition}, ${[...use.candidateIds]})
      on conflict (id) do nothing returning true as same)
    select same from written union all
    select u.asked_hash = ${use.askedHash} from screening_uses as u where u.id = ${use.id}`.execute(tx);
  if (rows.some(({ same }) => !same)) throw new Refusal('conflict', 'request.key_reused');
}
