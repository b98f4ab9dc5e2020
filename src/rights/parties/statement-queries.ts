import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';
import { openSealedValue, type Vault } from '../../ground/vault/index.ts';

export type OwnStatement = {
  readonly id: string;
  readonly text: string;
  readonly state: 'waiting' | 'released' | 'refused';
  /** As it travels with the entry. */
  readonly told: string | null;
  readonly reason: string | null;
};

/** The party's own newest statement on a record that was not taken back; undefined where there is none. */
export async function findStatement(
  tx: Tx,
  vault: Vault,
  { subjectId, recordId }: { readonly subjectId: string; readonly recordId: string },
): Promise<OwnStatement | undefined> {
  const { rows } = await sql<Omit<OwnStatement, 'text'> & { sealedId: string }>`
    select s.id, s.sealed_id as "sealedId", coalesce(v.outcome, 'waiting') as state, v.told, v.reason
    from party_statements as s left join party_statement_reviews as v on v.statement_id = s.id
    where s.subject_id = ${subjectId} and s.record_id = ${recordId} and not exists (select from party_statement_ends as e where e.statement_id = s.id)
    order by s.made_at desc, s.id desc limit 1`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { sealedId, ...statement } = row;
  return { ...statement, text: await openSealedValue(tx, vault, sealedId) };
}

export type WaitingStatement = {
  readonly id: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly item: string;
  readonly organPath: string;
  readonly organ: string;
  readonly organEn: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly sealedId: string;
};

/** Statements of the own organ and below that wait for a reviewer, the oldest first. */
export async function listWaitingStatements(tx: Tx, limit: number): Promise<WaitingStatement[]> {
  const { rows } = await sql<WaitingStatement>`
    select s.id, s.record_id as "recordId", r.document_number as "documentNumber", r.item, s.organ_path as "organPath", o.name as organ,
      o.name_en as "organEn", s.made_by as "madeBy", s.made_at as "madeAt", s.sealed_id as "sealedId"
    from party_statements as s
    join records as r on r.subject_id = s.subject_id and r.id = s.record_id
    join organs as o on o.id = r.organ_id
    where not exists (select from party_statement_reviews as v where v.statement_id = s.id)
      and not exists (select from party_statement_ends as e where e.statement_id = s.id)
    order by s.made_at, s.id limit ${limit}`.execute(tx);
  return rows;
}

/** The entries of a party under one number of a document, as far as the own organ holds them. */
export async function listEntries(tx: Tx, subjectId: string, documentNumber: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from records as r where r.subject_id = ${subjectId} and r.document_number = ${documentNumber} limit 2`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}
