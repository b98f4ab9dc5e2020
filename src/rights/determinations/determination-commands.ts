import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Changes, type Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { addSpan, type DeterminationUse } from '../../rules/law/index.ts';
import {
  lockCase,
  matterOf,
  openCase,
  type ProcedureDeps,
  type Runnable,
  type SaveAsk,
  type StepSaved,
  stateAfter,
} from '../procedures/index.ts';
import {
  type Contents,
  OPEN_STATES,
  refuseHeavier,
  refuseMisfit,
  refuseUnlisted,
  refuseUnsaid,
} from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { listContents, newestContents, noticedOf, requireOtherParty } from './determination-queries.ts';
import { insertContents, insertTerm } from './determination-store.ts';
import { requireOpenDomain } from './domain-queries.ts';
import { DETERMINATION_GUARDS } from './guard-queries.ts';
import { toldOf } from './told-queries.ts';

/** It stands from its service on (送达), to the last day that the decision gives. */
async function beginTerm({ tx, ctx, inHand, next, number }: SaveAsk): Promise<readonly Changes[]> {
  const { termMonths } = await newestContents(tx, inHand.id);
  const untilOn = addSpan(next.on, { count: termMonths, unit: 'month' });
  const { organPath } = inHand.record;
  await insertTerm(tx, { caseId: inHand.id, number, on: next.on, untilOn, edition: ctx.edition, organPath });
  return [];
}

/** The table with what its guards ask, and the term that a service begins. */
export const DETERMINATION_PROCEDURE: Runnable = {
  table: DETERMINATION,
  guards: DETERMINATION_GUARDS,
  saves: { serve_decision: beginTerm, serve_listing: beginTerm },
  tells: toldOf,
};

export type DeterminationGiven = {
  /** The record of the finding document on which it rests. */
  readonly recordId: string;
  readonly use: DeterminationUse;
  /** The person to whom it is addressed; of a responsible person only. */
  readonly partyId?: string | undefined;
  readonly contents: Contents;
  readonly on: PlainDate;
  readonly reason: string;
};

/**
 * Proposes a determination. Nothing follows from it: what it would do takes a notice, a defence, a review, a decision and a service.
 * @throws {Refusal} absent `procedure.record_absent`, `determination.party_absent`; forbidden `access.denied`; conflict
 *   `determination.case_exists`; rule `determination.domain_closed`, `determination.not_determinable` and as the guards
 */
export async function proposeDetermination(
  ctx: Context,
  deps: ProcedureDeps,
  given: DeterminationGiven,
): Promise<Acted<StepSaved>> {
  const { recordId, use, partyId, contents, on, reason } = given;
  refuseMisfit(use, contents, deps.law, on);
  refuseUnsaid(use, contents);
  if ((partyId !== undefined) !== (use === 'responsible_person')) {
    throw new Refusal('rule', 'determination.wrong_party', { use });
  }
  if (partyId !== undefined) await requireOtherParty(ctx, partyId, recordId);
  return openCase(ctx, deps, DETERMINATION_PROCEDURE, {
    recordId,
    partyId,
    on,
    reason,
    channel: ctx.actor.kind === 'program' ? 'api' : 'paper',
    ground: use,
    points: [],
    async alongside(tx, caseId, { organPath }) {
      await requireOpenDomain(tx, contents, organPath);
      await insertContents(tx, ctx, { caseId, version: 1, afterSteps: 0, ground: use, organPath }, contents);
    },
  });
}

/**
 * Changes what is to be determined: freely before the notice, after it only to something lighter (行政处罚法 art. 45).
 * @throws {Refusal} absent `procedure.absent`; forbidden `access.denied`; conflict `determination.drafted`; rule
 *   `determination.heavier`, `determination.measure_not_listed`
 */
export function reviseContents(
  ctx: Context,
  { law }: Pick<ProcedureDeps, 'law'>,
  given: { readonly caseId: string; readonly contents: Contents; readonly on: PlainDate },
): Promise<Acted<{ version: number }>> {
  const { caseId, contents, on } = given;
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, caseId);
    if (inHand.procedure !== DETERMINATION.code) throw new Refusal('absent', 'procedure.absent', { id: caseId });
    mayOrRefuse(ctx.actor, 'determination.prepare', matterOf(DETERMINATION, inHand.record, inHand.taken));
    const state = stateAfter(DETERMINATION, inHand.taken);
    if (!OPEN_STATES.includes(state)) throw new Refusal('conflict', 'determination.drafted', { state });
    const versions = await listContents(tx, caseId);
    const before = versions.at(-1)!;
    refuseUnlisted(contents, law, on);
    refuseMisfit(inHand.ground as DeterminationUse, contents, law, on);
    refuseUnsaid(inHand.ground as DeterminationUse, contents, before);
    if (noticedOf(inHand, versions) !== undefined) refuseHeavier(before, contents, law, on);
    const version = before.version + 1;
    const { organPath } = inHand.record;
    await requireOpenDomain(tx, contents, organPath);
    const at = { caseId, version, afterSteps: inHand.taken.length, ground: inHand.ground, organPath };
    await insertContents(tx, ctx, at, contents);
    return {
      result: { version },
      deed: 'determination.prepare',
      object: { kind: DETERMINATION.code, id: caseId, version: inHand.taken.length },
      subjectId: inHand.partyId,
      basis: ['xzcf:45'],
      before,
      after: contents,
    };
  });
}
