import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { JudgedSubject, Judgement, Verdict } from './judgement.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    match_judgements: {
      id: string;
      subject_id: string;
      spelling: string;
      folded: string;
      verdict: Verdict;
      reason: string;
      until: PlainDate;
      decided_by: string;
      decided_kind: 'person';
      decided_at: Date;
      edition: string;
      organ_path: string;
    };
    match_objections: {
      id: string;
      judgement_id: string;
      received_on: PlainDate;
      received_at: Date;
      sealed_id: string;
      entered_by: string;
      entered_kind: 'person';
      organ_path: string;
    };
    subject_ends: {
      id: string;
      subject_id: string;
      outcome: 'ended' | 'restored';
      ended_on: PlainDate | null;
      ground: 'deregistered' | 'entered_by_mistake';
      reason: string;
      decided_by: string;
      decided_kind: 'person';
      decided_at: Date;
      organ_path: string;
    };
  }
}

/** A subject in hand: no two officers judge or end the same one at once. @throws {Refusal} absent `match.subject_absent` */
export async function lockSubject(tx: Tx, subjectId: string): Promise<JudgedSubject & { ended: boolean }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`subject ${subjectId}`}, 0))`.execute(tx);
  const { rows } = await sql<JudgedSubject & { ended: boolean }>`
    select s.kind, subject_has_ended(s.id) as ended,
      array(select n.folded from subject_names as n where n.subject_id = s.id) as names
    from subjects as s where s.id = ${subjectId}`.execute(tx);
  const [subject] = rows;
  if (!subject) throw new Refusal('absent', 'match.subject_absent', { subjectId });
  return subject;
}

const JUDGEMENT = sql`j.id, j.subject_id as "subjectId", j.folded, j.verdict, j.until, j.decided_by as "decidedBy",
  exists (select from match_objections as o where o.judgement_id = j.id) as contested`;

/** The newest judgement about this spelling and subject: the one that counts. */
export async function findNewest(tx: Tx, subjectId: string, folded: string): Promise<Judgement | undefined> {
  const { rows } = await sql<Judgement>`select ${JUDGEMENT} from match_judgements as j
    where j.subject_id = ${subjectId} and j.folded = ${folded} order by j.decided_at desc, j.id desc limit 1`.execute(
    tx,
  );
  return rows[0];
}

/** @throws {Refusal} absent `match.judgement_absent` */
export async function getJudgement(tx: Tx, id: string): Promise<Judgement & { decidedOn: PlainDate }> {
  const { rows } = await sql<Judgement & { decidedOn: PlainDate }>`
    select ${JUDGEMENT}, (j.decided_at at time zone 'Asia/Shanghai')::date as "decidedOn"
    from match_judgements as j where j.id = ${id}`.execute(tx);
  const [judgement] = rows;
  if (!judgement) throw new Refusal('absent', 'match.judgement_absent', { id });
  return judgement;
}

type By = { readonly by: string; readonly at: Date; readonly organPath: string };

export async function insertJudgement(
  tx: Tx,
  given: Pick<Judgement, 'id' | 'subjectId' | 'folded' | 'verdict' | 'until'> & {
    readonly spelling: string;
    readonly reason: string;
    readonly edition: string;
  },
  { by, at, organPath }: By,
): Promise<void> {
  const { id, subjectId, folded, verdict, until, spelling, reason, edition } = given;
  const decided = { decided_by: by, decided_kind: 'person', decided_at: at, organ_path: organPath } as const;
  await tx
    .insertInto('match_judgements')
    .values({ id, subject_id: subjectId, spelling, folded, verdict, reason, until, edition, ...decided })
    .execute();
}

export async function insertObjection(
  tx: Tx,
  given: {
    readonly id: string;
    readonly judgementId: string;
    readonly receivedOn: PlainDate;
    readonly sealedId: string;
  },
  { by, at, organPath }: By,
): Promise<void> {
  await tx
    .insertInto('match_objections')
    .values({
      id: given.id,
      judgement_id: given.judgementId,
      received_on: given.receivedOn,
      received_at: at,
      sealed_id: given.sealedId,
      entered_by: by,
      entered_kind: 'person',
      organ_path: organPath,
    })
    .execute();
}

export async function insertEnd(
  tx: Tx,
  given: {
    readonly id: string;
    readonly subjectId: string;
    readonly endedOn: PlainDate | null;
    readonly ground: 'deregistered' | 'entered_by_mistake';
    readonly reason: string;
  },
  { by, at, organPath }: By,
): Promise<void> {
  await tx
    .insertInto('subject_ends')
    .values({
      id: given.id,
      subject_id: given.subjectId,
      outcome: given.endedOn === null ? 'restored' : 'ended',
      ended_on: given.endedOn,
      ground: given.ground,
      reason: given.reason,
      decided_by: by,
      decided_kind: 'person',
      decided_at: at,
      organ_path: organPath,
    })
    .execute();
}
