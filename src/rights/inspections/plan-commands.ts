import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Law } from '../../rules/law/index.ts';
import { getPlan, listCandidates, listSupervised } from './inspection-queries.ts';
import { getHeadOver, insertDraws, insertInspections, insertPlan, lockInspecting } from './inspection-store.ts';
import { drawFrom, type PoolItem, poolsText } from './lot.ts';
import { daysOf, fitFor, openTurns } from './plan.ts';

export const crewSize = (law: Law, today: PlainDate): number => Number(law.parameter('inspection.crew', today).value);
export const drawnBy = (law: Law, today: PlainDate) => law.parameter('inspection.draw', today).basis;

type PlanLaw = { readonly law: Law };
export type Planned = { readonly id: string; readonly inspections: number; readonly leftOut: number };

/**
 * Takes up every turn of the organ's key supervision that begins by that day: who may inspect, on which working days, and who may not and
 * why, is written down before there is a lot. A turn is taken up once and for good. For which there are too few inspectors, or no
 * working day, is left out and told.
 * @throws {Refusal} rule `inspection.nothing_due`, `inspection.too_few`; forbidden `access.denied`
 */
export function planInspections(
  ctx: Context,
  { law }: PlanLaw,
  { until }: { readonly until: PlainDate },
): Promise<Acted<Planned>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'inspection.plan', { kind: 'inspection_plan', organPath });
    await lockInspecting(tx, organPath);
    const today = chinaDate(ctx.now());
    const supervised = await listSupervised(tx, organPath, today);
    const open = supervised.flatMap((one) =>
      openTurns(one, { today, by: until }).map((turn) => ({
        ...turn,
        caseId: one.caseId,
        id: newId(ctx.now().getTime()),
      })),
    );
    if (open.length === 0) throw new Refusal('rule', 'inspection.nothing_due', { until });
    const cases = supervised.map(({ caseId }) => caseId);
    const register = await listCandidates(tx, organPath, today, cases);
    const crew = crewSize(law, today);
    const items = open.map(
      ({ id, caseId, ...turn }): PoolItem => ({
        inspection: id,
        case: caseId,
        turn: turn.turn,
        days: daysOf(turn, today, law.calendar),
        ...fitFor(caseId, register),
      }),
    );
    const fit = new Set(
      items.filter(({ days, inspectors }) => days.length > 0 && inspectors.length >= crew).map((one) => one.inspection),
    );
    if (fit.size === 0) throw new Refusal('rule', 'inspection.too_few', { crew, entered: register.length });
    const pools = poolsText({ crew, items: items.filter(({ inspection }) => fit.has(inspection)) });
    const id = newId(ctx.now().getTime());
    const plan = {
      id,
      kind: 'plan',
      pools,
      inspection_id: null,
      out_account: null,
      cause: null,
      reason: null,
    } as const;
    await insertPlan(tx, { ...plan, edition: ctx.edition }, { accountId, organPath, at: ctx.now() });
    await insertInspections(
      tx,
      id,
      open.filter((one) => fit.has(one.id)),
      organPath,
    );
    return {
      result: { id, inspections: fit.size, leftOut: open.length - fit.size },
      deed: 'inspection.plan',
      object: { kind: 'inspection_plan', id },
      basis: drawnBy(law, today),
      after: { pools },
    };
  });
}

/**
 * Draws what a plan wrote down, by the first head that the log signed over it. Whoever does it chooses nothing: the result follows from
 * pools and head, and the database makes it once more.
 * @throws {Refusal} absent `inspection.plan_absent`; conflict `inspection.drawn`; busy `log.not_yet`; forbidden `access.denied`
 */
export function drawPlan(ctx: Context, { law }: PlanLaw, planId: string): Promise<Acted<{ logSize: number }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'inspection.plan', { kind: 'inspection_plan', organPath });
    await lockInspecting(tx, planId);
    const plan = await getPlan(tx, planId);
    if (plan.drawnAt !== null) throw new Refusal('conflict', 'inspection.drawn', { id: planId });
    const { size, root } = await getHeadOver(tx, planId);
    const drawn = drawFrom(plan.pools, root);
    await insertDraws(tx, { planId, size, root }, drawn, { accountId, organPath: plan.organPath, at: ctx.now() });
    return {
      result: { logSize: size },
      deed: 'inspection.draw',
      object: { kind: 'inspection_plan', id: planId },
      basis: drawnBy(law, chinaDate(ctx.now())),
      after: { size, root: root.toString('hex'), drawn },
    };
  });
}
