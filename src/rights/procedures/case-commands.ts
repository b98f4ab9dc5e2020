import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { openSealedValue, recordLook, type Vault } from '../../ground/vault/index.ts';
import { isColleague } from './hand-queries.ts';
import { getOpenNotice, insertReceipt } from './notice-store.ts';
import { pointsBy } from './procedure.ts';
import { isAnswering, isHearing, isSettled, stateAfter } from './procedure-case.ts';
import { type CaseInHand, getCase } from './procedure-queries.ts';
import { insertDisposition, insertPoint, insertRecusal, lockCase } from './procedure-store.ts';
import { MOST_POINTS, OUTCOMES_OF, type Outcome, type PointKind } from './procedure-tables.ts';
import { type ProcedureDeps, type Runnable, runnableOf } from './runnable.ts';
import { type Alongside, sealText } from './said-store.ts';
import { matterFor, matterOf } from './step-commands.ts';

/** Refuses in a case that is over, and to whoever stays out of it. */
function refuseOutside(runnable: Runnable, inHand: CaseInHand, accountId: string): void {
  const state = stateAfter(runnable.table, inHand.taken);
  if (runnable.table.states[state]!.final) throw new Refusal('conflict', 'procedure.closed', { state });
  if (inHand.recused.includes(accountId)) throw new Refusal('forbidden', 'procedure.recused', { step: 'dispose' });
}

/**
 * What a person found about one point, exhibit or material, with the answer to the party. A later finding goes before an earlier
 * one, which stays.
 * @throws {Refusal} absent `procedure.absent`, `procedure.point_absent`; invalid `procedure.outcome_not_of_kind`; conflict
 *   `procedure.closed`, `procedure.drafted`, `procedure.answer_stands`; forbidden `procedure.recused`, `access.denied`
 */
export function disposeOf(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: { readonly caseId: string; readonly number: number; readonly outcome: Outcome; readonly reason: string },
): Promise<Acted<{ version: number }>> {
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, given.caseId);
    const runnable = runnableOf(runnables, inHand.procedure);
    const { record } = inHand;
    mayOrRefuse(ctx.actor, 'procedure.dispose', matterOf(runnable.table, record, inHand.taken));
    refuseOutside(runnable, inHand, ctx.actor.accountId);
    const state = stateAfter(runnable.table, inHand.taken);
    if (!isAnswering(runnable.table, state)) throw new Refusal('conflict', 'procedure.drafted', { state });
    const point = inHand.points.find(({ number }) => number === given.number);
    if (!point) throw new Refusal('absent', 'procedure.point_absent', { number: given.number });
    if (isSettled(runnable.table, inHand.taken, point.disposedAt)) {
      throw new Refusal('conflict', 'procedure.answer_stands', { number: given.number });
    }
    if (!OUTCOMES_OF[point.kind].includes(given.outcome)) {
      throw new Refusal('invalid', 'procedure.outcome_not_of_kind', { kind: point.kind, outcome: given.outcome });
    }
    const reasonId = await sealText(tx, deps, inHand, given.reason, chinaDate(ctx.now()));
    const version = point.version + 1;
    const by = { accountId: ctx.actor.accountId, kind: ctx.actor.kind, at: ctx.now() };
    const { caseId, number, outcome } = given;
    await insertDisposition(tx, { caseId, number, version, outcome, reasonId }, record.organPath, by);
    return {
      result: { version },
      deed: `${inHand.procedure}.dispose`,
      object: { kind: inHand.procedure, id: inHand.id, version: inHand.taken.length },
      subjectId: inHand.partyId,
      basis: runnable.table.basis,
      reason: given.reason,
      after: { number, outcome, version },
    };
  });
}

/**
 * The party adds a point, an exhibit or a material while the case is open. No reply goes out before it has its own answer; once the case
 * is decided none would, and what is said then opens one of its own.
 * @throws {Refusal} absent `procedure.absent`; conflict `procedure.closed`, `procedure.decided`, `procedure.too_many`; forbidden
 *   `access.denied`
 */
export function addPoint(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: {
    readonly caseId: string;
    readonly kind: PointKind;
    readonly text: string;
    readonly sha256?: string | undefined;
    readonly alongside?: Alongside | undefined;
  },
): Promise<Acted<{ number: number }>> {
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, given.caseId);
    const runnable = runnableOf(runnables, inHand.procedure);
    const { table } = runnable;
    const { record } = inHand;
    mayOrRefuse(ctx.actor, pointsBy(table), matterFor(ctx, table, inHand));
    refuseOutside(runnable, inHand, ctx.actor.accountId);
    const state = stateAfter(table, inHand.taken);
    if (!isHearing(table, state)) throw new Refusal('conflict', 'procedure.decided', { recordId: record.id });
    const number = inHand.points.length + 1;
    if (number > MOST_POINTS) throw new Refusal('conflict', 'procedure.too_many', { most: MOST_POINTS });
    const sealedId = await sealText(tx, deps, inHand, given.text, chinaDate(ctx.now()));
    const { caseId, kind, text, sha256 } = given;
    await insertPoint(tx, { caseId, number, kind, sealedId, sha256 }, record.organPath, ctx.now());
    await given.alongside?.(tx, caseId, record, number);
    return {
      result: { number },
      deed: `${inHand.procedure}.add_point`,
      object: { kind: inHand.procedure, id: inHand.id, version: inHand.taken.length },
      subjectId: inHand.partyId,
      basis: table.basis,
      reason: text,
      after: { number, kind },
    };
  });
}

/**
 * Somebody stays out of a case from now on (回避): oneself, or another whom a reviewer or decider sends out of it.
 * @throws {Refusal} conflict `procedure.recused_already`; rule `procedure.no_colleague`: nobody who could come to have it in hand
 */
export function recuse(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: { readonly caseId: string; readonly accountId: string; readonly reason: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, given.caseId);
    const runnable = runnableOf(runnables, inHand.procedure);
    const { record } = inHand;
    const isOwn = given.accountId === ctx.actor.accountId;
    const deed = isOwn ? 'procedure.stay_out' : 'procedure.recuse';
    mayOrRefuse(ctx.actor, deed, matterOf(runnable.table, record, inHand.taken));
    if (inHand.recused.includes(given.accountId)) throw new Refusal('conflict', 'procedure.recused_already');
    const mayHaveIt = isOwn || (await isColleague(tx, inHand, given.accountId, chinaDate(ctx.now())));
    if (!mayHaveIt) throw new Refusal('rule', 'procedure.no_colleague');
    const reasonId = await sealText(tx, deps, inHand, given.reason, chinaDate(ctx.now()));
    const by = { accountId: ctx.actor.accountId, kind: ctx.actor.kind, at: ctx.now() };
    const { caseId, accountId } = given;
    await insertRecusal(tx, { caseId, accountId, reasonId, organPath: record.organPath }, by);
    return {
      result: null,
      deed: `${inHand.procedure}.recuse`,
      object: { kind: inHand.procedure, id: inHand.id },
      subjectId: inHand.partyId,
      reason: given.reason,
      after: { accountId: given.accountId },
    };
  });
}

/** A receiver says that it has the notice and has acted on it. @throws {Refusal} absent, conflict as {@link getOpenNotice} */
export function acknowledgeNotice(ctx: Context, noticeId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const notice = await getOpenNotice(tx, noticeId);
    mayOrRefuse(ctx.actor, 'procedure.acknowledge', { kind: 'notice', organPath: notice.receiverPath });
    const { accountId, organPath } = ctx.actor;
    await insertReceipt(tx, noticeId, { accountId, organPath, at: ctx.now() });
    return {
      result: null,
      deed: 'procedure.acknowledge',
      object: { kind: 'notice', id: noticeId },
      subjectId: notice.subjectId,
    };
  });
}

export type Texts = {
  readonly points: readonly { readonly number: number; readonly text: string; readonly answer: string | null }[];
  readonly reasons: readonly { readonly number: number; readonly text: string }[];
};

/** Opens the sealed texts of a case for whoever says why; each look is written down before a text leaves. */
export function lookAtTexts(
  ctx: Context,
  vault: Vault,
  runnables: readonly Runnable[],
  given: { readonly caseId: string; readonly reason: string },
): Promise<Texts> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const inHand = await getCase(tx, given.caseId);
    const { table } = runnableOf(runnables, inHand.procedure);
    mayOrRefuse(ctx.actor, 'procedure.look', matterOf(table, inHand.record, inHand.taken));
    const open = async (id: string) => {
      await recordLook(
        tx,
        ctx,
        { kind: 'value', id },
        { reason: given.reason, matter: inHand.procedure === 'objection' ? 'objection' : 'review' },
      );
      return openSealedValue(tx, vault, id);
    };
    const points = [];
    for (const { number, sealedId, reasonId } of inHand.points) {
      points.push({ number, text: await open(sealedId), answer: reasonId === null ? null : await open(reasonId) });
    }
    const reasons = [];
    for (const { number, reasonId } of inHand.taken) {
      if (reasonId !== null) reasons.push({ number, text: await open(reasonId) });
    }
    return { points, reasons };
  });
}
