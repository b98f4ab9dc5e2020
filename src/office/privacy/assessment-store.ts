import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Cause } from './assessment.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    privacy_assessments: {
      id: string;
      organ_path: string;
      item: string;
      causes: string[];
      necessity: string;
      influence: string;
      protection: string;
      drafted_by: string;
      drafted_kind: 'person';
      drafted_at: Date;
      edition: string;
      keep_until: string;
    };
    privacy_assessment_reviews: {
      assessment_id: string;
      drafted_by: string;
      outcome: 'passed' | 'returned';
      reason: string;
      reviewed_by: string;
      reviewed_kind: 'person';
      reviewed_at: Date;
      organ_path: string;
    };
  }
}

export type Assessment = {
  readonly id: string;
  readonly organPath: string;
  readonly item: string;
  readonly causes: readonly Cause[];
  readonly necessity: string;
  readonly influence: string;
  readonly protection: string;
  readonly draftedBy: string;
  readonly draftedAt: Date;
  readonly edition: string;
  readonly keepUntil: PlainDate;
};

export async function insertAssessment(tx: Tx, given: Assessment): Promise<void> {
  const { organPath, causes, draftedBy, draftedAt, keepUntil, ...texts } = given;
  await tx
    .insertInto('privacy_assessments')
    .values({
      ...texts,
      organ_path: organPath,
      causes: [...causes],
      drafted_by: draftedBy,
      drafted_kind: 'person',
      drafted_at: draftedAt,
      keep_until: keepUntil,
    })
    .execute();
}

/** One that nobody has reviewed, locked. @throws {Refusal} absent `privacy.assessment_absent`; conflict `privacy.reviewed_already` */
export async function lockAssessment(
  tx: Tx,
  id: string,
): Promise<{ id: string; organPath: string; draftedBy: string }> {
  const row = await tx
    .selectFrom('privacy_assessments as a')
    .leftJoin('privacy_assessment_reviews as r', 'r.assessment_id', 'a.id')
    .select(['a.id', 'a.organ_path', 'a.drafted_by', 'r.outcome'])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'privacy.assessment_absent', { id });
  if (row.outcome) throw new Refusal('conflict', 'privacy.reviewed_already', { outcome: row.outcome });
  return { id: row.id, organPath: row.organ_path, draftedBy: row.drafted_by };
}

export async function insertAssessmentReview(
  tx: Tx,
  { id, draftedBy, organPath }: { id: string; draftedBy: string; organPath: string },
  review: { outcome: 'passed' | 'returned'; reason: string; by: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('privacy_assessment_reviews')
    .values({
      assessment_id: id,
      drafted_by: draftedBy,
      outcome: review.outcome,
      reason: review.reason,
      reviewed_by: review.by,
      reviewed_kind: 'person',
      reviewed_at: review.at,
      organ_path: organPath,
    })
    .execute();
}
