import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import { type Cause, newlyOn, unassessed } from './assessment.ts';
import { listPassed } from './assessment-queries.ts';
import { insertAssessment, insertAssessmentReview, lockAssessment } from './assessment-store.ts';
import { refuseValues } from './no-values.ts';

export type AssessmentGiven = {
  readonly item: string;
  readonly causes: readonly Cause[];
  readonly necessity: string;
  readonly influence: string;
  readonly protection: string;
};

/** Three years is what art. 56 demands at least. */
const KEPT_YEARS = 3;
const keptUntil = (on: PlainDate): PlainDate => {
  const [year = '', ...rest] = on.split('-');
  const day = `${Number(year) + KEPT_YEARS}-${rest.join('-')}`;
  return (rest.join('-') === '02-29' ? `${Number(year) + KEPT_YEARS}-03-01` : day) as PlainDate;
};

/**
 * Writes an impact assessment of a catalogue item (个人信息保护影响评估). Who drafts editions drafts it: it goes before them.
 * @throws {Refusal} forbidden `access.denied`
 */
export function draftAssessment(
  ctx: Context,
  given: AssessmentGiven,
): Promise<Acted<{ id: string; keepUntil: PlainDate }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'law.propose', { kind: 'privacy_assessment', organPath });
    const { necessity, influence, protection } = given;
    refuseValues({ necessity, influence, protection });
    const id = newId(ctx.now().getTime());
    const keepUntil = keptUntil(chinaDate(ctx.now()));
    const { edition } = ctx;
    await insertAssessment(tx, {
      ...given,
      id,
      organPath,
      draftedBy: accountId,
      draftedAt: ctx.now(),
      edition,
      keepUntil,
    });
    return {
      result: { id, keepUntil },
      deed: 'privacy.assess',
      object: { kind: 'privacy_assessment', id },
      basis: ['grxx:55', 'grxx:56'],
      after: given,
    };
  });
}

/**
 * A second person passes it or returns it.
 * @throws {Refusal} absent `privacy.assessment_absent`; forbidden `access.denied`; conflict `privacy.reviewed_already`
 */
export function reviewAssessment(
  ctx: Context,
  given: { readonly id: string; readonly outcome: 'passed' | 'returned'; readonly reason: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const found = await lockAssessment(tx, given.id);
    const { organPath, draftedBy } = found;
    mayOrRefuse(ctx.actor, 'law.review', { kind: 'privacy_assessment', organPath, history: { draftedBy } });
    const { outcome, reason } = given;
    await insertAssessmentReview(tx, found, { outcome, reason, by: ctx.actor.accountId, at: ctx.now() });
    return {
      result: null,
      deed: 'privacy.review',
      object: { kind: 'privacy_assessment', id: given.id },
      basis: ['grxx:55', 'grxx:56'],
      reasonCode: outcome,
      reason,
      after: { outcome },
    };
  });
}

/**
 * No edition switches an item with personal information on before somebody has assessed it (art. 55: 事前).
 * @throws {Refusal} rule `privacy.assessment_missing`: with the items and what of each is to be assessed
 */
export async function refuseUnassessed(tx: Tx, before: Law, after: Law, on: PlainDate): Promise<void> {
  const wanted = newlyOn(before, after, on);
  if (wanted.length === 0) return;
  const missing = unassessed(wanted, await listPassed(tx));
  if (missing.length > 0) throw new Refusal('rule', 'privacy.assessment_missing', { missing });
}
