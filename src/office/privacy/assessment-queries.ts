import type { Tx } from '../../ground/platform/db.ts';

/** Assessments that somebody passed: of which item, looking at what. */
export function listPassed(tx: Tx): Promise<{ item: string; causes: string[] }[]> {
  return tx
    .selectFrom('privacy_assessments as a')
    .innerJoin('privacy_assessment_reviews as r', 'r.assessment_id', 'a.id')
    .select(['a.item', 'a.causes'])
    .where('r.outcome', '=', 'passed')
    .execute();
}

export type AssessmentLine = {
  readonly id: string;
  readonly item: string;
  readonly causes: string[];
  readonly necessity: string;
  readonly influence: string;
  readonly protection: string;
  readonly drafted_at: Date;
  readonly keep_until: string;
  readonly outcome: 'passed' | 'returned' | null;
  readonly reviewed_at: Date | null;
};

/** All of them, the newest first. */
export function listAssessments(tx: Tx, limit: number): Promise<AssessmentLine[]> {
  return tx
    .selectFrom('privacy_assessments as a')
    .leftJoin('privacy_assessment_reviews as r', 'r.assessment_id', 'a.id')
    .select([
      'a.id',
      'a.item',
      'a.causes',
      'a.necessity',
      'a.influence',
      'a.protection',
      'a.drafted_at',
      'a.keep_until',
      'r.outcome',
      'r.reviewed_at',
    ])
    .orderBy('a.drafted_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
}
