import { createHash } from 'node:crypto';
import { may } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { addMonths, chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import {
  aboutOf,
  getPlan,
  listEligible,
  listInspections,
  listInspectors,
  listSupervised,
} from './inspection-queries.ts';
import { drawFrom, seedOf } from './lot.ts';
import { openTurns } from './plan.ts';
import { crewSize, drawnBy } from './plan-commands.ts';

/** How many of each list; what is over is read from the newest on. */
const MOST = 300;
/** How far ahead turns are shown that no plan has taken up. */
const MONTHS_AHEAD = 12;

/** The register, what may be planned, and every inspection of the own organ and below, as whoever reads it may act on it. */
export function readInspections(ctx: Context, law: Law) {
  const { accountId, organId, organPath } = ctx.actor;
  const today = chinaDate(ctx.now());
  const mayPlan = may(ctx.actor, 'inspection.plan', { kind: 'inspection_plan', organPath }).allowed;
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const by = addMonths(today, MONTHS_AHEAD);
    const due = (await listSupervised(tx, organPath, today))
      .flatMap((one) => openTurns(one, { today, by }).map((turn) => ({ ...turn, caseId: one.caseId })))
      .toSorted((a, b) => (a.until < b.until ? -1 : 1))
      .slice(0, MOST);
    const about = await aboutOf(tx, [...new Set(due.map(({ caseId }) => caseId))]);
    return {
      mayPlan,
      crew: crewSize(law, today),
      articles: drawnBy(law, today),
      inspectors: await listInspectors(tx, organPath, today),
      // Nobody enters himself or herself.
      eligible: mayPlan
        ? (await listEligible(tx, organId, organPath, today)).filter((person) => person.accountId !== accountId)
        : [],
      due: due.flatMap((turn) => {
        const of = about.get(turn.caseId);
        return of === undefined ? [] : [{ ...turn, documentNumber: of.documentNumber, party: of.party }];
      }),
      inspections: (await listInspections(tx, today, MOST)).map((one) => ({
        ...one,
        mine: one.crew.some((person) => person.accountId === accountId),
      })),
    };
  });
}

/** All from which anybody makes the draw of a plan once more, and what it comes to. @throws {Refusal} absent `inspection.plan_absent` */
export function readDraw(ctx: Context, planId: string) {
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const { id, kind, cause, entryId, position, pools, madeAt, ...plan } = await getPlan(tx, planId);
    const { drawnAt, logSize, logRoot } = plan;
    const isDrawn = drawnAt !== null && logSize !== null && logRoot !== null;
    const results = isDrawn
      ? drawFrom(pools, logRoot).map(({ inspectors, ...one }) => ({ ...one, inspectors: [...inspectors] }))
      : [];
    return {
      ...{ id, kind, cause, entryId, position, pools },
      madeAt: madeAt.toISOString(),
      poolsSha256: createHash('sha256').update(pools, 'utf8').digest('hex'),
      draw: isDrawn
        ? {
            drawnAt: drawnAt.toISOString(),
            logSize,
            logRoot: logRoot.toString('hex'),
            seed: seedOf(pools, logRoot),
            results,
          }
        : null,
    };
  });
}
