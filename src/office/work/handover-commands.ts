import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { addDays, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { holdsSamePost } from './handover-queries.ts';
import { insertHandover, insertHandoverEnd } from './handover-store.ts';

/** At most so long: who is away for longer leaves the post, and an administrator fills it. Days. */
const LONGEST = 90;

/**
 * Hands what lies on the own desk to somebody in the same post while one is away. No right goes with it: who drafted still does not
 * review. @throws {Refusal} rule `handover.not_same_post`; invalid `handover.days`; forbidden `access.denied`
 */
export function handOver(
  ctx: Context,
  given: { readonly toAccountId: string; readonly since: PlainDate; readonly until: PlainDate },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId: from, organId, organPath, postId, role } = ctx.actor;
    mayOrRefuse(ctx.actor, 'duty.hand_over', { kind: 'duty', organPath });
    const today = chinaDate(ctx.now());
    const { toAccountId: to, since, until } = given;
    const last = addDays(since, LONGEST);
    if (since < today || until < since || until > last) throw new Refusal('invalid', 'handover.days', { today, last });
    const fits = to !== from && (await holdsSamePost(tx, to, { organId, role }, today));
    if (!fits) throw new Refusal('rule', 'handover.not_same_post');
    const id = await insertHandover(tx, { from, to, postId, since, until, organPath }, ctx.now());
    const object = { kind: 'duty', id };
    return { result: { id }, deed: 'duty.hand_over', object, after: { from, to, since, until } };
  });
}

/** Back again, or not away after all. @throws {Refusal} absent `handover.absent` */
export function takeBack(ctx: Context, id: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    mayOrRefuse(ctx.actor, 'duty.hand_over', { kind: 'duty', organPath: ctx.actor.organPath });
    const there = await insertHandoverEnd(tx, id, ctx.actor.accountId, ctx.now());
    if (!there) throw new Refusal('absent', 'handover.absent', { id });
    return { result: null, deed: 'duty.take_back', object: { kind: 'duty', id } };
  });
}
