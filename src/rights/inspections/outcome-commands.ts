import { may, mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Outcome } from './inspection.ts';
import { getInspection } from './inspection-queries.ts';
import { insertOutcome, lockInspecting, type NewOutcome } from './inspection-store.ts';
import { refuseUnlessOpen } from './replacement-commands.ts';

export type OutcomeGiven = {
  readonly inspectionId: string;
  readonly outcome: Outcome;
  /** To whom it was handed on, or why it was not held. */
  readonly note: string | null;
};

/**
 * What became of an inspection, said by one of those who were drawn, from its day on. What was found leads to an ordinary procedure of
 * whoever is competent and to nothing here: no mark, no record, no number about the party.
 * @throws {Refusal} rule `inspection.not_in_crew`, `inspection.too_early`, `inspection.rests`, `inspection.fell_away`; invalid `inspection.note`; conflict; absent; forbidden
 */
export function recordOutcome(ctx: Context, given: OutcomeGiven): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { inspectionId, outcome, note } = given;
    const { accountId, organPath } = ctx.actor;
    const matter = { kind: 'inspection', organPath };
    mayOrRefuse(ctx.actor, 'inspection.hold', matter);
    await lockInspecting(tx, inspectionId);
    const today = chinaDate(ctx.now());
    const inspection = await getInspection(tx, inspectionId, today);
    refuseUnlessOpen(inspection);
    const onDay = inspection.onDay!;
    const isDrawn = inspection.crew.some((one) => one.accountId === accountId);
    // That nobody went, whoever plans may say as well.
    const mayAnyway = outcome === 'not_held' && may(ctx.actor, 'inspection.plan', matter).allowed;
    if (!isDrawn && !mayAnyway) throw new Refusal('rule', 'inspection.not_in_crew');
    if (today < onDay) throw new Refusal('rule', 'inspection.too_early', { onDay });
    if (outcome !== 'not_held' && inspection.standing !== 'stands')
      throw new Refusal('rule', 'inspection.rests', { onDay });
    if ((outcome === 'nothing_found') !== (note === null)) throw new Refusal('invalid', 'inspection.note');
    const saved: NewOutcome = { inspectionId, outcome, onDay, note };
    await insertOutcome(tx, saved, { accountId, organPath: inspection.organPath, at: ctx.now() });
    return {
      result: null,
      deed: 'inspection.conclude',
      object: { kind: 'inspection', id: inspectionId },
      subjectId: inspection.subjectId,
      reasonCode: outcome,
      ...(note === null ? {} : { reason: note }),
      after: saved,
    };
  });
}
