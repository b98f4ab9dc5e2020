import { sql } from 'kysely';
import type { ActorKind } from '../../ground/kernel/actor.ts';
import { newId } from '../../ground/kernel/id.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';

type Made = { made_by: string; made_kind: Exclude<ActorKind, 'program'>; made_at: Date; organ_path: string };
declare module '../../ground/platform/db.ts' {
  interface Tables {
    party_statements: Made & { id: string; subject_id: string; record_id: string; sealed_id: string };
    party_statement_reviews: {
      statement_id: string;
      subject_id: string;
      record_id: string;
      outcome: 'released' | 'refused';
      told: string | null;
      reason: string;
      reviewed_by: string;
      reviewed_kind: 'person';
      reviewed_at: Date;
      organ_path: string;
    };
    party_statement_ends: Made & { statement_id: string };
  }
}

export type StatementBy = {
  readonly accountId: string;
  readonly kind: ActorKind;
  readonly at: Date;
  readonly organPath: string;
};
const made = ({ accountId, kind, at, organPath }: StatementBy): Made => ({
  made_by: accountId,
  made_kind: kind === 'party' ? 'party' : 'person',
  made_at: at,
  organ_path: organPath,
});

export async function insertStatement(
  tx: Tx,
  statement: { readonly subjectId: string; readonly recordId: string; readonly sealedId: string },
  by: StatementBy,
): Promise<string> {
  const id = newId(by.at.getTime());
  const { subjectId: subject_id, recordId: record_id, sealedId: sealed_id } = statement;
  await tx
    .insertInto('party_statements')
    .values({ id, subject_id, record_id, sealed_id, ...made(by) })
    .execute();
  return id;
}

export type StatementInHand = {
  readonly id: string;
  readonly subjectId: string;
  readonly recordId: string;
  readonly item: string;
  readonly sealedId: string;
  readonly madeBy: string;
  readonly organPath: string;
  readonly state: 'waiting' | 'released' | 'refused' | 'ended';
};

/** One change of a statement at a time. @throws {Refusal} absent `statement.absent` */
export async function lockStatement(tx: Tx, id: string): Promise<StatementInHand> {
  await sql`select pg_advisory_xact_lock(7301037::int, hashtext(${id}))`.execute(tx);
  const { rows } = await sql<StatementInHand>`
    select s.id, s.subject_id as "subjectId", s.record_id as "recordId", r.item, s.sealed_id as "sealedId", s.made_by as "madeBy",
      s.organ_path as "organPath", case when e.statement_id is not null then 'ended' else coalesce(v.outcome, 'waiting') end as state
    from party_statements as s join records as r on r.subject_id = s.subject_id and r.id = s.record_id
    left join party_statement_reviews as v on v.statement_id = s.id
    left join party_statement_ends as e on e.statement_id = s.id
    where s.id = ${id}`.execute(tx);
  const [statement] = rows;
  if (!statement) throw new Refusal('absent', 'statement.absent', { id });
  return statement;
}

export async function insertStatementReview(
  tx: Tx,
  { id, subjectId, recordId }: StatementInHand,
  review: { readonly outcome: 'released' | 'refused'; readonly told: string | null; readonly reason: string },
  by: { readonly accountId: string; readonly at: Date; readonly organPath: string },
): Promise<void> {
  await tx
    .insertInto('party_statement_reviews')
    .values({
      statement_id: id,
      subject_id: subjectId,
      record_id: recordId,
      ...review,
      reviewed_by: by.accountId,
      reviewed_kind: 'person',
      reviewed_at: by.at,
      organ_path: by.organPath,
    })
    .execute();
}

export async function insertStatementEnd(tx: Tx, statementId: string, by: StatementBy): Promise<void> {
  await tx
    .insertInto('party_statement_ends')
    .values({ statement_id: statementId, ...made(by) })
    .execute();
}
