import { createHash } from 'node:crypto';
import type { Context } from '../../src/ground/audit/index.ts';
import { chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { inContext } from '../../src/ground/platform/db.ts';
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
} from '../../src/rights/procedures/index.ts';
import { SERVICE_PROOF } from '../../src/rights/procedures/procedure.ts';
import { listSteps } from '../../src/rights/procedures/procedure-queries.ts';
import { draftedIn, servedIn } from './made-here.ts';
import type { TestBureau } from './publications.ts';

const procedureOf = (ctx: Context, id: string) =>
  inContext(ctx.pools.app, { purpose: 'system' }, async (tx) => {
    const found = tx.selectFrom('procedure_cases as c').select('c.procedure').where('c.id', '=', id);
    return (await found.executeTakeFirstOrThrow()).procedure;
  });

/** The digest of an invented document. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

type More = {
  readonly documents?: readonly (string | DocumentRef)[];
  readonly reason?: string;
  readonly cause?: string;
  /** How many steps the taker has seen; left out: all there are. */
  readonly after?: number;
};

/**
 * The steps of cases as tests take them. A document that is named by its kind alone is drafted in the case by whoever takes the step,
 * served before it where the step rests on a service, or comes from outside, the same one each time.
 */
export function caseSteps(deps: ProcedureDeps, runnables: readonly Runnable[]) {
  async function refs(ctx: Context, caseId: string, step: string, documents: More['documents'] = []) {
    const named: DocumentRef[] = [];
    if (documents.length === 0) return named;
    const procedure = runnables.length === 1 ? runnables[0]!.table.code : await procedureOf(ctx, caseId);
    const table = runnables.find((one) => one.table.code === procedure)!.table;
    for (const one of documents) {
      const kind = typeof one === 'string' ? one : one.kind;
      if (typeof one !== 'string') named.push(one);
      else if (table.drafted.includes(kind))
        named.push({ kind, sha256: await draftedIn(ctx, deps, runnables, { caseId, procedure, kind }) });
      else if (kind === SERVICE_PROOF) {
        const kinds = table.steps[step]?.serves ?? [];
        named.push({ kind, sha256: await servedIn(ctx, { caseId, kinds, on: chinaDate(ctx.now()) }) });
      } else named.push({ kind, sha256: digest(kind) });
    }
    return named;
  }
  const seen = (ctx: Context, id: string) =>
    inContext(ctx.pools.app, { purpose: 'system' }, async (tx) => (await listSteps(tx, id)).length);
  const take = async (ctx: Context, caseId: string, step: string, more: More = {}): Promise<StepSaved> => {
    const { documents, after, ...rest } = more;
    const seenNow = after ?? (await seen(ctx, caseId));
    const given = { caseId, step, ...rest, documents: await refs(ctx, caseId, step, documents), after: seenNow };
    return (await takeStep(ctx, deps, runnables, given)).result;
  };
  return {
    take,
    /** What that step would name, made in the case where it has to be. */
    documents: refs,
    /** What was decided, announced today by public notice. */
    announce: (ctx: Context, caseId: string, kinds: readonly string[]) =>
      servedIn(ctx, { caseId, kinds, on: chinaDate(ctx.now()), isNotice: true }),
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
