import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { ErasureGround, ErasureHindrance } from './register-codes.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    erasures: {
      id: string;
      organ_path: string;
      subject_id: string | null;
      file_id: string | null;
      ground: ErasureGround;
      basis: string[];
      note: string | null;
      proposed_by: string;
      proposed_kind: 'person';
      proposed_at: Date;
    };
    erasure_decisions: {
      erasure_id: string;
      proposed_by: string;
      outcome: 'erase' | 'keep';
      note: string | null;
      decided_by: string;
      decided_kind: 'person';
      decided_at: Date;
      organ_path: string;
    };
  }
}

/** What is to be erased: everything sealed about a person, or one sealed file. */
export type ErasureObject =
  | { readonly subjectId: string; readonly fileId: null }
  | { readonly subjectId: null; readonly fileId: string };
export type By = { readonly accountId: string; readonly at: Date; readonly organPath: string };

/** Whom a record of this organ is about; undefined: it has no such record. */
export async function findParty(tx: Tx, recordId: string): Promise<{ id: string; kind: string } | undefined> {
  const { rows } = await sql<{ id: string; kind: string }>`
    select s.id, s.kind from record_keys as k join records as r on r.subject_id = k.subject_id and r.id = k.record_id
    join subjects as s on s.id = r.subject_id where k.record_id = ${recordId}`.execute(tx);
  return rows[0];
}

export async function hasFile(tx: Tx, fileId: string): Promise<boolean> {
  return (
    (await tx.selectFrom('sealed_files as f').select('f.id').where('f.id', '=', fileId).executeTakeFirst()) !==
    undefined
  );
}

/** What stands against it on the day, whichever organ holds it. */
export async function findHindrances(
  tx: Tx,
  { subjectId, fileId }: ErasureObject,
  ground: ErasureGround,
  organPath: string,
  today: PlainDate,
): Promise<ErasureHindrance[]> {
  const { rows } = await sql<{ against: ErasureHindrance[] }>`
    select erasure_hindrances(${subjectId}, ${fileId}, ${ground}, ${organPath}, ${today}) as against`.execute(tx);
  return rows[0]!.against;
}

export async function insertErasure(
  tx: Tx,
  erasure: ErasureObject & {
    readonly id: string;
    readonly ground: ErasureGround;
    readonly basis: readonly string[];
    readonly note: string;
  },
  { accountId, at, organPath }: By,
): Promise<void> {
  const { subjectId: subject_id, fileId: file_id, basis, ...same } = erasure;
  await tx
    .insertInto('erasures')
    .values({
      ...same,
      subject_id,
      file_id,
      basis: [...basis],
      organ_path: organPath,
      proposed_by: accountId,
      proposed_kind: 'person',
      proposed_at: at,
    })
    .execute();
}

export type OpenErasure = ErasureObject & {
  readonly id: string;
  readonly ground: ErasureGround;
  readonly basis: readonly string[];
  readonly organPath: string;
  readonly proposedBy: string;
};

/** Locks one that nobody has decided. @throws {Refusal} absent `privacy.erasure_absent`; conflict `privacy.erasure_decided` */
export async function lockOpenErasure(tx: Tx, id: string): Promise<OpenErasure> {
  const row = await tx.selectFrom('erasures as e').selectAll('e').where('e.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('absent', 'privacy.erasure_absent', { id });
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 690))`.execute(tx);
  const decided = await tx
    .selectFrom('erasure_decisions as d')
    .select('d.outcome')
    .where('d.erasure_id', '=', id)
    .executeTakeFirst();
  if (decided) throw new Refusal('conflict', 'privacy.erasure_decided', { outcome: decided.outcome });
  const { subject_id, file_id, organ_path, proposed_by, ground, basis } = row;
  const object = { subjectId: subject_id, fileId: file_id } as ErasureObject;
  return { ...object, id, ground, basis, organPath: organ_path, proposedBy: proposed_by };
}

export async function insertErasureDecision(
  tx: Tx,
  { id, proposedBy, organPath }: OpenErasure,
  { outcome, note }: { readonly outcome: 'erase' | 'keep'; readonly note: string },
  { accountId, at }: By,
): Promise<void> {
  await tx
    .insertInto('erasure_decisions')
    .values({
      erasure_id: id,
      proposed_by: proposedBy,
      outcome,
      note,
      decided_by: accountId,
      decided_kind: 'person',
      decided_at: at,
      organ_path: organPath,
    })
    .execute();
}
