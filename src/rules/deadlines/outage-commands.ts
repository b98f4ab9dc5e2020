import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { lockOutage } from './outage-queries.ts';
import { insertConfirmation, insertOutage } from './outage-store.ts';

/** Longer than this nobody stands still by mistake; it is recorded in parts, each confirmed. Milliseconds. */
const LONGEST_MS = 31 * 24 * 3_600_000;

/**
 * An officer says that the system stood still. It counts for nothing until another has confirmed it.
 * @throws {Refusal} invalid `outage.times`; forbidden `access.denied`
 */
export function recordOutage(
  ctx: Context,
  given: { readonly beganAt: Date; readonly endedAt: Date; readonly reason: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'outage.record', { kind: 'outage', organPath });
    const length = given.endedAt.getTime() - given.beganAt.getTime();
    if (length <= 0 || length > LONGEST_MS || given.endedAt > ctx.now()) throw new Refusal('invalid', 'outage.times');
    const id = await insertOutage(tx, given, { accountId, organPath, at: ctx.now() });
    const after = { beganAt: given.beganAt.toISOString(), endedAt: given.endedAt.toISOString() };
    return { result: { id }, deed: 'outage.record', object: { kind: 'outage', id }, reason: given.reason, after };
  });
}

/**
 * Another officer confirms it: from now on its days do not count against any party. It lengthens terms of parties alone, so nothing
 * that it does lessens a right. @throws {Refusal} absent `outage.absent`; rule `outage.same_person`; conflict `outage.confirmed`
 */
export function confirmOutage(ctx: Context, id: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'outage.record', { kind: 'outage', organPath });
    const { recordedBy, confirmedAt } = await lockOutage(tx, id);
    if (confirmedAt !== null) throw new Refusal('conflict', 'outage.confirmed', { id });
    if (recordedBy === accountId) throw new Refusal('rule', 'outage.same_person');
    await insertConfirmation(tx, { id, recordedBy }, { accountId, at: ctx.now() });
    return { result: null, deed: 'outage.confirm', object: { kind: 'outage', id } };
  });
}
