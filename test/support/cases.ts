import { createHash } from 'node:crypto';
import type { Context } from '../../src/audit/index.ts';
import { inContext } from '../../src/platform/db.ts';
import {
  addPoint,
  type DocumentRef,
  disposeOf,
  type Outcome,
  type PointKind,
  type ProcedureDeps,
  type Runnable,
  recuse,
  type StepSaved,
  takeStep,
} from '../../src/procedures/index.ts';
import { listSteps } from '../../src/procedures/procedure-queries.ts';
import type { TestBureau } from './publications.ts';

/** The digest of an invented document. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

type More = {
  readonly documents?: readonly (string | DocumentRef)[];
  readonly reason?: string;
  readonly cause?: string;
  /** How many steps the taker has seen; left out: all there are. */
  readonly after?: number;
};

/** The steps of cases as tests take them: a document named by its kind alone is the same one each time. */
export function caseSteps(deps: ProcedureDeps, runnables: readonly Runnable[]) {
  const refs = (documents: More['documents'] = []) =>
    documents.map((one) => (typeof one === 'string' ? { kind: one, sha256: digest(one) } : one));
  const seen = (ctx: Context, id: string) =>
    inContext(ctx.pools.app, { purpose: 'system' }, async (tx) => (await listSteps(tx, id)).length);
  const take = async (ctx: Context, caseId: string, step: string, more: More = {}): Promise<StepSaved> => {
    const { documents, after, ...rest } = more;
    const given = { caseId, step, ...rest, documents: refs(documents), after: after ?? (await seen(ctx, caseId)) };
    return (await takeStep(ctx, deps, runnables, given)).result;
  };
  return {
    take,
    dispose: async (ctx: Context, caseId: string, number: number, outcome: Outcome) =>
      (await disposeOf(ctx, deps, runnables, { caseId, number, outcome, reason: '经核查，答复如下。' })).result,
    add: async (ctx: Context, caseId: string, kind: PointKind, text: string) =>
      (await addPoint(ctx, deps, runnables, { caseId, kind, text })).result.number,
    recuse: (ctx: Context, caseId: string, accountId: string) =>
      recuse(ctx, deps, runnables, { caseId, accountId, reason: '与当事人有利害关系。' }),
    /** Draft, review and decision by the three people of the bureau, on one and the same document. */
    async reply(bureau: TestBureau, caseId: string, decision: string, kind = 'reply'): Promise<StepSaved> {
      await take(bureau.clerk, caseId, 'draft', { documents: [kind] });
      await take(bureau.reviewer, caseId, 'pass', { documents: [kind] });
      return take(bureau.decider, caseId, decision, { documents: [kind], reason: '理由和依据如下。' });
    },
  };
}
