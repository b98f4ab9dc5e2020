import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import type { Change, Wish } from './change.ts';

export type Outcome = 'confirmed' | 'refused' | 'withdrawn';

declare module '../platform/db.ts' {
  interface Tables {
    access_changes: {
      id: string;
      kind: string;
      account_id: string | null;
      post_id: string | null;
      wish: unknown;
      reason: string;
      organ_path: string;
      proposed_by: string;
      proposed_kind: 'person';
      proposed_at: Date;
    };
    access_change_ends: {
      change_id: string;
      outcome: Outcome;
      proposed_by: string;
      settled_by: string;
      settled_kind: 'person';
      settled_at: Date;
    };
  }
}

export async function insertChange(tx: Tx, change: Change & { readonly reason: string }): Promise<void> {
  const { id, wish, reason, organPath: organ_path, proposedBy: proposed_by, proposedAt: proposed_at } = change;
  const account_id = 'accountId' in wish ? wish.accountId : null;
  const post_id = 'postId' in wish ? wish.postId : null;
  const whole = JSON.stringify(wish);
  await tx
    .insertInto('access_changes')
    .values({
      id,
      kind: wish.kind,
      account_id,
      post_id,
      wish: whole,
      reason,
      organ_path,
      proposed_by,
      proposed_kind: 'person',
      proposed_at,
    })
    .execute();
}

/** A proposal, and whether it has ended; of two who end it at once the row of its end takes one. @throws {Refusal} absent `access.change_absent` */
export async function getChange(tx: Tx, id: string): Promise<{ change: Change; settled: boolean }> {
  const row = await tx
    .selectFrom('access_changes as c')
    .select(['c.id', 'c.wish', 'c.organ_path', 'c.proposed_by', 'c.proposed_at'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'access.change_absent');
  const end = await tx
    .selectFrom('access_change_ends as e')
    .select('e.change_id')
    .where('e.change_id', '=', id)
    .executeTakeFirst();
  const { wish, organ_path: organPath, proposed_by: proposedBy, proposed_at: proposedAt } = row;
  return { change: { id, wish: wish as Wish, organPath, proposedBy, proposedAt }, settled: end !== undefined };
}

/** @throws {Refusal} conflict `access.change_settled`: somebody else was faster */
export async function insertChangeEnd(
  tx: Tx,
  change: Change,
  end: { readonly outcome: Outcome; readonly settledBy: string; readonly settledAt: Date },
): Promise<void> {
  const { outcome, settledBy: settled_by, settledAt: settled_at } = end;
  const { id: change_id, proposedBy: proposed_by } = change;
  const done = await tx
    .insertInto('access_change_ends')
    .values({ change_id, outcome, proposed_by, settled_by, settled_kind: 'person', settled_at })
    .onConflict((conflict) => conflict.column('change_id').doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'access.change_settled');
}
