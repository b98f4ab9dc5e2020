import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Law } from '../../rules/law/index.ts';
import type { Cause } from './inspection.ts';
import { getInspection, type Inspection, listCandidates, listDrawnFor } from './inspection-queries.ts';
import { insertPlan, lockInspecting } from './inspection-store.ts';
import { poolsText } from './lot.ts';
import { fitFor } from './plan.ts';
import { drawnBy } from './plan-commands.ts';

/** Drawn, and not over. @throws {Refusal} rule `inspection.fell_away`; conflict `inspection.over`, `inspection.not_drawn` */
export function refuseUnlessOpen({ id, onDay, openPlan, outcome, standing }: Inspection): void {
  if (outcome !== null) throw new Refusal('conflict', 'inspection.over', { id, outcome });
  if (standing === 'over') throw new Refusal('rule', 'inspection.fell_away', { id });
  if (onDay === null || openPlan !== null) throw new Refusal('conflict', 'inspection.not_drawn', { id });
}

export type Replacement = {
  readonly inspectionId: string;
  readonly accountId: string;
  readonly cause: Cause;
  readonly reason: string;
};

/**
 * Somebody who was drawn cannot go: another is drawn of all who are fit and were not drawn for it before, never chosen. The day stays.
 * @throws {Refusal} rule `inspection.not_in_crew`, `inspection.too_few`, `inspection.fell_away`; conflict `inspection.over`, `inspection.not_drawn`; absent; forbidden
 */
export function replaceInspector(
  ctx: Context,
  { law }: { readonly law: Law },
  given: Replacement,
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { inspectionId, cause, reason } = given;
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'inspection.plan', { kind: 'inspection', organPath });
    await lockInspecting(tx, inspectionId);
    const today = chinaDate(ctx.now());
    const inspection = await getInspection(tx, inspectionId, today);
    refuseUnlessOpen(inspection);
    if (!inspection.crew.some((one) => one.accountId === given.accountId)) {
      throw new Refusal('rule', 'inspection.not_in_crew');
    }
    const register = await listCandidates(tx, inspection.organPath, today, [inspection.caseId]);
    const drawnBefore = new Set(await listDrawnFor(tx, inspectionId));
    const { inspectors, out } = fitFor(inspection.caseId, register);
    const left = inspectors.filter((id) => !drawnBefore.has(id));
    if (left.length === 0) throw new Refusal('rule', 'inspection.too_few', { crew: 1, entered: register.length });
    const { caseId, turn } = inspection;
    const pools = poolsText({
      crew: 1,
      items: [{ inspection: inspectionId, case: caseId, turn, days: [], inspectors: left, out }],
    });
    const id = newId(ctx.now().getTime());
    const replaced = { inspection_id: inspectionId, out_account: given.accountId, cause, reason };
    await insertPlan(
      tx,
      { id, kind: 'replacement', pools, ...replaced, edition: ctx.edition },
      { accountId, organPath: inspection.organPath, at: ctx.now() },
    );
    return {
      result: { id },
      deed: 'inspection.replace',
      object: { kind: 'inspection_plan', id },
      basis: drawnBy(law, today),
      reasonCode: cause,
      reason,
      after: { pools, inspectionId, out: given.accountId },
    };
  });
}
