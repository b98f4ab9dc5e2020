import { rightsOf } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { type ShownDuty, workingDaysLeft } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { type About, aboutOf, listOpenInspections, listSupervised } from './inspection-queries.ts';
import { openTurns } from './plan.ts';
import { drawnBy } from './plan-commands.ts';

/** An inspection that is to be planned, drawn or held; the id is that of its case. */
export type InspectionWork = About & { readonly id: string; readonly duty: ShownDuty };
type Due = { readonly caseId: string; readonly dueOn: PlainDate; readonly why: keyof typeof WHY };

const WHY = {
  plan: {
    zh: ['认定决定写明检查频次；每次检查有其期间，期间届满之前列入方案并抽取。'],
    en: [
      'The decision tells how often is inspected; each inspection has its time, and is planned and drawn before that is over.',
    ],
  },
  draw: {
    zh: ['方案已经写入日志，可以抽取；抽取之后才知道由谁、在哪一天检查。'],
    en: ['The plan is in the log and can be drawn; only then is it known who inspects, and on which day.'],
  },
  hold: {
    zh: ['抽中的检查日。当日检查，当日起登记结果。'],
    en: ['The day that was drawn: the inspection is held on it, and concluded from it on.'],
  },
} as const;

/** Turns that have begun and are in no plan, of each supervision the first. */
async function toPlan(tx: Tx, organPath: string, today: PlainDate): Promise<Due[]> {
  return (await listSupervised(tx, organPath, today)).flatMap((one) => {
    const [turn] = openTurns(one, { today, by: today });
    return turn === undefined ? [] : [{ caseId: one.caseId, dueOn: turn.until, why: 'plan' as const }];
  });
}

/** Of each: what whoever plans has to draw, and what this person was drawn for. */
async function toDrawAndHold(tx: Tx, accountId: string, plans: boolean, today: PlainDate): Promise<Due[]> {
  const open = await listOpenInspections(tx, today, 500);
  const waiting = new Map(open.filter(({ openPlan }) => openPlan !== null).map((one) => [one.openPlan, one]));
  const draws = plans
    ? [...waiting.values()].map(({ caseId }) => ({ caseId, dueOn: today, why: 'draw' as const }))
    : [];
  const mine = open.filter(({ onDay, crew }) => onDay !== null && crew.some((one) => one.accountId === accountId));
  return [...draws, ...mine.map(({ caseId, onDay }) => ({ caseId, dueOn: onDay!, why: 'hold' as const }))];
}

/** Inspections that wait for this person: to be planned and drawn by whoever plans, to be held by whoever was drawn; the first due first. */
export async function inspectionWork(
  ctx: Context,
  law: Law,
  { limit }: { readonly limit: number },
): Promise<InspectionWork[]> {
  const rights = rightsOf(ctx.actor);
  if (!rights.includes('inspection.hold')) return [];
  const today = chinaDate(ctx.now());
  const plans = rights.includes('inspection.plan');
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const planning = plans ? await toPlan(tx, organPath, today) : [];
    const due = [...planning, ...(await toDrawAndHold(tx, accountId, plans, today))]
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .slice(0, limit);
    const about = await aboutOf(
      tx,
      due.map(({ caseId }) => caseId),
    );
    return due.flatMap(({ caseId, dueOn, why }) => {
      const of = about.get(caseId);
      if (of === undefined) return [];
      const left = workingDaysLeft(today, dueOn, law);
      const shown = { dueOn, provisional: false, workingDaysLeft: left, overdue: dueOn < today };
      return [{ ...of, id: caseId, duty: { ...shown, articles: [...drawnBy(law, today)], why: WHY[why] } }];
    });
  });
}
