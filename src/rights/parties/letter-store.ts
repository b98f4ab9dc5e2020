import { sql } from 'kysely';
import type { JournalLine } from '../../ground/audit/index.ts';
import type { Tx } from '../../ground/platform/db.ts';

/** Makes a letter of each entry that is about a party with an account, under whichever of its subjects (0660). One entry makes one letter, however often it is read. */
export async function insertLetters(tx: Tx, entries: readonly JournalLine[]): Promise<number> {
  if (entries.length === 0) return 0;
  const rows = entries.map(({ id, at, deed, object, subjectId, organPath }) => ({
    entry_id: id,
    subject_id: subjectId,
    deed,
    object_id: object.id,
    version: object.version,
    happened_at: at,
    organ_path: organPath,
  }));
  const made = await sql`
    insert into party_letters (id, subject_id, entry_id, deed, object_id, version, happened_at, organ_path)
    select new_id(), e.subject_id, e.entry_id, e.deed, e.object_id, e.version, e.happened_at, e.organ_path
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (entry_id uuid, subject_id uuid, deed text, object_id uuid,
      version integer, happened_at timestamptz, organ_path text)
    where exists (select from unnest(subject_group(e.subject_id)) as g (id) join party_accounts as a on a.subject_id = g.id)
    on conflict (entry_id) do nothing`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}

/** Letters that were kept for parties before they had a file here: in their mailbox from the day on which they open it. */
export async function insertEarlierLetters(tx: Tx, subjectIds: readonly string[]): Promise<number> {
  if (subjectIds.length === 0) return 0;
  const made = await sql`
    insert into party_letters (id, subject_id, entry_id, deed, object_id, version, happened_at, organ_path)
    select new_id(), j.subject_id, j.id, j.deed, j.object_id, j.version, j.at, j.organ_path
    from report_letters as l join journal as j on j.object_id = l.report_id and j.deed = 'report.hand_over'
    where l.subject_id in (select unnest(subject_group(s.id)) from unnest(${[...subjectIds]}::uuid[]) as s (id))
    on conflict (entry_id) do nothing`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}

/** Answers whether there is such a letter of this party. */
export async function insertLetterReceipt(tx: Tx, letterId: string, accountId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean;
  }>`select exists (select from party_letters where id = ${letterId}) as there`.execute(tx);
  if (!rows[0]!.there) return false;
  await sql`insert into party_letter_receipts (letter_id, account_id, received_at) values (${letterId}, ${accountId}, ${at})
    on conflict do nothing`.execute(tx);
  return true;
}
