import type { Tx } from '../../ground/platform/db.ts';
import './party-tables.ts';

/** The newest draft that was not handed in. */
export async function findDraft(
  tx: Tx,
  of: { readonly accountId: string; readonly recordId: string; readonly form: string },
): Promise<{ sealedId: string; savedAt: Date } | undefined> {
  const row = await tx
    .selectFrom('party_drafts as d')
    .select(['d.sealed_id', 'd.saved_at'])
    .where('d.account_id', '=', of.accountId)
    .where('d.record_id', '=', of.recordId)
    .where('d.form', '=', of.form as 'objection')
    .orderBy('d.saved_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sealed_id ? { sealedId: row.sealed_id, savedAt: row.saved_at } : undefined;
}
