import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { lastDayFrom } from '../matching/index.ts';
import { type PairAsked, refuseFalseJudgement, refuseSecondLink } from './merge.ts';
import {
  getPairJudgement,
  insertMerge,
  insertPairJudgement,
  insertParting,
  lockMerge,
  lockPair,
} from './merge-store.ts';

const by = (ctx: Context) => ({ by: ctx.actor.accountId, at: ctx.now(), organPath: ctx.actor.organPath });

export type PairJudged = PairAsked & { readonly subjectIds: readonly [string, string]; readonly reason: string };

/**
 * A person finds that two subjects are one party, or are not: of a pair that the program proposed, or of any other. That they are one
 * changes nothing until a second person confirms it.
 * @throws {Refusal} as {@link refuseFalseJudgement}; invalid `merging.same_subject`; absent `match.subject_absent`; forbidden `access.denied`
 */
export function judgePair(ctx: Context, given: PairJudged): Promise<Acted<{ id: string }>> {
  const { subjectIds, verdict, successorId, until, reason } = given;
  return act(ctx, async (tx) => {
    mayOrRefuse(ctx.actor, 'subject.pair', { kind: 'subject_pair', organPath: ctx.actor.organPath });
    if (subjectIds[0] === subjectIds[1]) throw new Refusal('invalid', 'merging.same_subject');
    const pair = await lockPair(tx, subjectIds);
    const today = chinaDate(ctx.now());
    refuseFalseJudgement(pair, given, { from: today, to: lastDayFrom(today) });
    const [{ id: oneId }, { id: otherId }] = pair;
    const id = newId(ctx.now().getTime());
    const { edition } = ctx;
    await insertPairJudgement(tx, { id, oneId, otherId, verdict, successorId, until, reason, edition }, by(ctx));
    return {
      result: { id },
      deed: 'subject.pair',
      object: { kind: 'subject_pair', id },
      subjectId: successorId ?? oneId,
      reason,
      after: { oneId, otherId, verdict, successorId, until },
    };
  });
}

export type MergeSettled = {
  readonly judgementId: string;
  readonly outcome: 'confirmed' | 'refused';
  readonly reason: string;
};

/**
 * Somebody else confirms that two subjects are one: from now on both codes and all names lead to the successor, and a check tells the
 * records of both. Each record stays where it was recorded.
 * @throws {Refusal} absent `merging.judgement_absent`; conflict `merging.not_waiting`, `merging.led_already`; forbidden `access.denied`
 */
export function settleMerge(ctx: Context, given: MergeSettled): Promise<Acted<{ id: string }>> {
  const { judgementId, outcome, reason } = given;
  return act(ctx, async (tx) => {
    const asked = await getPairJudgement(tx, judgementId);
    const pair = await lockPair(tx, [asked.oneId, asked.otherId]);
    const judgement = await getPairJudgement(tx, judgementId);
    const history = { draftedBy: judgement.decidedBy };
    mayOrRefuse(ctx.actor, 'subject.merge', { kind: 'subject_merge', organPath: ctx.actor.organPath, history });
    const isOver = judgement.until < chinaDate(ctx.now());
    const { successorId } = judgement;
    if (successorId === null || !judgement.waits || isOver) throw new Refusal('conflict', 'merging.not_waiting');
    const successor = pair[0].id === successorId ? pair[0] : pair[1];
    const merged = successor === pair[0] ? pair[1] : pair[0];
    if (outcome === 'confirmed') refuseSecondLink(merged, successor);
    const id = newId(ctx.now().getTime());
    await insertMerge(tx, { id, judgementId, outcome, mergedId: merged.id, successorId, reason }, by(ctx));
    return {
      result: { id },
      deed: outcome === 'confirmed' ? 'subject.merge' : 'subject.keep_apart',
      object: { kind: 'subject_merge', id },
      subjectId: merged.id,
      reason,
      after: { judgementId, outcome, mergedId: merged.id, successorId },
    };
  });
}

/**
 * A merge is undone: each subject is found under its own code and names again, and whoever was answered for both meanwhile hears of it.
 * @throws {Refusal} absent `merging.merge_absent`; forbidden `access.denied`
 */
export function partSubjects(
  ctx: Context,
  given: { readonly mergeId: string; readonly reason: string },
): Promise<Acted<{ id: string }>> {
  const { mergeId, reason } = given;
  return act(ctx, async (tx) => {
    mayOrRefuse(ctx.actor, 'subject.part', { kind: 'subject_merge', organPath: ctx.actor.organPath });
    const { mergedId, successorId } = await lockMerge(tx, mergeId);
    await insertParting(tx, mergeId, reason, by(ctx));
    return {
      result: { id: mergeId },
      deed: 'subject.part',
      object: { kind: 'subject_merge', id: mergeId },
      subjectId: mergedId,
      reason,
      before: { mergedId, successorId },
    };
  });
}
