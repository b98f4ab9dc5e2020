import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { addSpan, type Law } from '../../rules/law/index.ts';
import { type JudgementAsked, judgedSpelling } from './judgement.ts';
import {
  findNewest,
  getJudgement,
  insertEnd,
  insertJudgement,
  insertObjection,
  lockSubject,
} from './judgement-store.ts';

const by = (ctx: Context) => ({ by: ctx.actor.accountId, at: ctx.now(), organPath: ctx.actor.organPath });

export type JudgementGiven = JudgementAsked & { readonly subjectId: string; readonly reason: string };

/**
 * A person finds that a spelling means a subject, or does not. Re-used at intake, in screening and at the counter until its day.
 * After an objection somebody else judges.
 * @throws {Refusal} as {@link judgedSpelling}; absent `match.subject_absent`; forbidden `access.denied`
 */
export function judge(ctx: Context, given: JudgementGiven): Promise<Acted<{ id: string }>> {
  const { subjectId, spelling, verdict, until, reason } = given;
  return act(ctx, async (tx) => {
    const { organPath } = ctx.actor;
    const subject = await lockSubject(tx, subjectId);
    const today = chinaDate(ctx.now());
    const folded = judgedSpelling(given, subject, undefined, today);
    const before = await findNewest(tx, subjectId, folded);
    if (before?.contested) {
      const history = { draftedBy: before.decidedBy };
      mayOrRefuse(ctx.actor, 'match.judge_again', { kind: 'match_judgement', organPath, history });
    } else mayOrRefuse(ctx.actor, 'match.judge', { kind: 'match_judgement', organPath });
    judgedSpelling(given, subject, before, today);
    const id = newId(ctx.now().getTime());
    const { edition } = ctx;
    await insertJudgement(tx, { id, subjectId, folded, verdict, until, spelling, reason, edition }, by(ctx));
    return {
      result: { id },
      deed: before?.contested ? 'match.judge_again' : 'match.judge',
      object: { kind: 'match_judgement', id },
      subjectId,
      reason,
      before: before && { verdict: before.verdict, until: before.until },
      after: { folded, verdict, until },
    };
  });
}

export type ContestGiven = {
  readonly judgementId: string;
  /** The day on which the paper came in. */
  readonly receivedOn: PlainDate;
  /** What the party says, in the officer's words; sealed under the party's scope. */
  readonly points: string;
};

/**
 * The party objects to a judgement: it is not re-used from this instant.
 * @throws {Refusal} absent `match.judgement_absent`; conflict `match.contested`; invalid `match.received`; forbidden `access.denied`
 */
export function contest(
  ctx: Context,
  deps: { readonly law: Law; readonly vault: Vault },
  given: ContestGiven,
): Promise<Acted<{ id: string }>> {
  const { judgementId, receivedOn, points } = given;
  return act(ctx, async (tx) => {
    const { organPath } = ctx.actor;
    const judgement = await getJudgement(tx, judgementId);
    mayOrRefuse(ctx.actor, 'objection.enter', { kind: 'match_judgement', organPath });
    const today = chinaDate(ctx.now());
    if (receivedOn > today || receivedOn < judgement.decidedOn) {
      throw new Refusal('invalid', 'match.received', { from: judgement.decidedOn, to: today });
    }
    if (judgement.contested) throw new Refusal('conflict', 'match.contested', { id: judgementId });
    const { subjectId } = judgement;
    const retainUntil = addSpan(today, deps.law.item('organisation', today).retention);
    const sealed = { scopeId: subjectId, organPath, kind: 'text' as const, plain: points, retainUntil };
    const sealedId = await deps.vault.store(tx, sealed);
    const id = newId(ctx.now().getTime());
    await insertObjection(tx, { id, judgementId, receivedOn, sealedId }, by(ctx));
    return {
      result: { id },
      deed: 'match.contest',
      object: { kind: 'match_judgement', id: judgementId },
      subjectId,
      reason: points,
      after: { receivedOn },
    };
  });
}

export type EndGiven = {
  readonly subjectId: string;
  /** The day of its deregistration; null restores a subject that was ended by mistake. */
  readonly endedOn: PlainDate | null;
  readonly ground: 'deregistered' | 'entered_by_mistake';
  readonly reason: string;
};

/**
 * A subject that was deregistered (注销) is no longer found by name; its records stay what they are. Or it is restored.
 * @throws {Refusal} absent `match.subject_absent`; conflict `match.end_stands`; invalid `match.ended_later`; forbidden `access.denied`
 */
export function endSubject(ctx: Context, given: EndGiven): Promise<Acted<{ id: string }>> {
  const { subjectId, endedOn, reason } = given;
  return act(ctx, async (tx) => {
    mayOrRefuse(ctx.actor, 'subject.end', { kind: 'subject', organPath: ctx.actor.organPath });
    const subject = await lockSubject(tx, subjectId);
    if (subject.kind === 'person') throw new Refusal('rule', 'match.person');
    if (subject.ended === (endedOn !== null)) throw new Refusal('conflict', 'match.end_stands');
    if (endedOn !== null && endedOn > chinaDate(ctx.now())) throw new Refusal('invalid', 'match.ended_later');
    const id = newId(ctx.now().getTime());
    await insertEnd(tx, { ...given, id }, by(ctx));
    return {
      result: { id },
      deed: endedOn === null ? 'subject.restore' : 'subject.end',
      object: { kind: 'subject', id: subjectId },
      subjectId,
      reason,
      before: { ended: subject.ended },
      after: { endedOn },
    };
  });
}
