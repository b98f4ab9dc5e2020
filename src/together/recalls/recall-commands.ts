import { mayOrRefuse } from '../../ground/access/index.ts';
import { act, type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { acknowledgeNotice } from '../../rights/procedures/index.ts';
import { getNotice, mayFollowUp } from './recall-queries.ts';
import { insertEscalation, insertOfficer, insertRecallReceipt } from './recall-store.ts';

export type Receipt = { readonly receivedAt: Date; readonly already: boolean };

/**
 * A receiver says that it has a notice and has acted on it. Late is as good as in time, and a second time changes nothing: the first
 * answer comes again. @throws {Refusal} absent `recall.absent`; forbidden `access.denied`
 */
export async function acknowledgeRecall(ctx: Context, id: string): Promise<Receipt> {
  const { accountId, organPath } = ctx.actor;
  const notice = await inContext(ctx.pools.app, workContext(ctx), (tx) => getNotice(tx, id));
  // Whoever sent it sees it too, and cannot acknowledge in the receiver's name.
  if (notice.receiverPath !== organPath) throw new Refusal('absent', 'recall.absent', { id });
  mayOrRefuse(ctx.actor, 'procedure.acknowledge', { kind: 'notice', organPath });
  if (notice.receivedAt !== null) return { receivedAt: notice.receivedAt, already: true };
  const at = ctx.now();
  if (notice.ofCase) await acknowledgeNotice(ctx, id);
  else {
    await act(ctx, async (tx) => {
      await insertRecallReceipt(tx, id, { accountId, organPath, at });
      const { subjectId } = notice;
      return { result: null, deed: 'procedure.acknowledge', object: { kind: 'notice', id }, subjectId };
    });
  }
  return { receivedAt: at, already: false };
}

/**
 * Names the person who is asked when a receiver of the own organ's records keeps silent past its day.
 * @throws {Refusal} forbidden `access.denied`; rule `recall.not_in_post`
 */
export async function appointOfficer(ctx: Context, accountId: string): Promise<{ id: string; entryId: string }> {
  const { result, entryId } = await act(ctx, async (tx) => {
    const { organId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'recall.escalate', { kind: 'notice', organPath });
    await refuseUnlessInPost(tx, accountId, organPath, ctx);
    const by = { accountId: ctx.actor.accountId, at: ctx.now() };
    const id = await insertOfficer(tx, { organId, organPath }, accountId, by);
    return { result: { id }, deed: 'recall.appoint', object: { kind: 'organ', id: organId }, after: { accountId } };
  });
  return { ...result, entryId };
}

/**
 * Puts a notice that nobody acknowledged to a named person.
 * @throws {Refusal} absent `recall.absent`; conflict `recall.received`; rule `recall.not_in_post`; forbidden `access.denied`
 */
export async function escalateRecall(ctx: Context, id: string, accountId: string): Promise<{ entryId: string }> {
  const { entryId } = await act(ctx, async (tx) => {
    const notice = await getNotice(tx, id);
    const { organPath, subjectId } = notice;
    mayOrRefuse(ctx.actor, 'recall.escalate', { kind: 'notice', organPath });
    if (notice.receivedAt !== null) throw new Refusal('conflict', 'recall.received', { id });
    await refuseUnlessInPost(tx, accountId, organPath, ctx);
    await insertEscalation(tx, { noticeId: id, accountId, organPath }, ctx.actor.accountId, ctx.now());
    return { result: null, deed: 'recall.escalate', object: { kind: 'notice', id }, subjectId, after: { accountId } };
  });
  return { entryId };
}

/** @throws {Refusal} rule `recall.not_in_post` */
async function refuseUnlessInPost(
  tx: Parameters<typeof mayFollowUp>[0],
  accountId: string,
  organPath: string,
  ctx: Context,
): Promise<void> {
  if (!(await mayFollowUp(tx, accountId, organPath, chinaDate(ctx.now())))) {
    throw new Refusal('rule', 'recall.not_in_post', { accountId });
  }
}
