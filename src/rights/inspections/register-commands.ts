import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { listEligible, listInspectors } from './inspection-queries.ts';
import { insertInspector, insertInspectorEnd, lockInspecting } from './inspection-store.ts';

/**
 * Enters somebody of the own organ in the register from which inspectors are drawn (执法检查人员名录库), with the number that inspectors show (执法证号).
 * @throws {Refusal} rule `inspection.not_oneself`; invalid `inspection.not_eligible`: no post here, or entered already; forbidden `access.denied`
 */
export function enterInspector(
  ctx: Context,
  { accountId, serviceNumber }: { readonly accountId: string; readonly serviceNumber: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { organId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'inspection.plan', { kind: 'inspector', organPath });
    if (accountId === ctx.actor.accountId) throw new Refusal('rule', 'inspection.not_oneself');
    await lockInspecting(tx, organPath);
    const eligible = await listEligible(tx, organId, organPath, chinaDate(ctx.now()));
    if (!eligible.some((one) => one.accountId === accountId)) throw new Refusal('invalid', 'inspection.not_eligible');
    const id = newId(ctx.now().getTime());
    await insertInspector(
      tx,
      { id, accountId, serviceNumber },
      { accountId: ctx.actor.accountId, organPath, at: ctx.now() },
    );
    const after = { accountId, serviceNumber };
    return { result: { id }, deed: 'inspection.enter_inspector', object: { kind: 'inspector', id }, after };
  });
}

/** Takes somebody off the register: drawn no more from now on. @throws {Refusal} absent `inspection.inspector_absent`; forbidden `access.denied` */
export function endInspector(ctx: Context, id: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'inspection.plan', { kind: 'inspector', organPath });
    await lockInspecting(tx, organPath);
    const register = await listInspectors(tx, organPath, chinaDate(ctx.now()));
    if (!register.some((one) => one.id === id)) throw new Refusal('absent', 'inspection.inspector_absent', { id });
    await insertInspectorEnd(tx, id, { accountId, organPath, at: ctx.now() });
    return { result: null, deed: 'inspection.end_inspector', object: { kind: 'inspector', id } };
  });
}
