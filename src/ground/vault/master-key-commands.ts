import { mayOrRefuse } from '../access/index.ts';
import { type Acted, act, type Context } from '../audit/index.ts';
import { newId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { keyMark } from '../platform/key-mark.ts';
import { findMasterChange, insertMasterChange, insertMasterDecision } from './master-key-store.ts';

const BASIS = ['grxx:51'];

/**
 * Proposes that the master key be changed to the one with that mark. Nothing changes by it: another administrator decides, and then the
 * command that is given both keys carries it out. @throws {Refusal} forbidden `access.denied`; conflict `key.same`
 */
export function proposeMasterChange(
  ctx: Context,
  masterKey: Buffer,
  { toMark, reason }: { readonly toMark: string; readonly reason: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'vault.rekey', { kind: 'vault_key', organPath });
    const fromMark = keyMark(masterKey);
    if (fromMark === toMark) throw new Refusal('conflict', 'key.same', { mark: toMark });
    const id = newId(ctx.now().getTime());
    await insertMasterChange(tx, { id, fromMark, toMark, organPath, proposedBy: accountId, proposedAt: ctx.now() });
    const marks = { from: fromMark, to: toMark };
    return {
      result: { id },
      deed: 'vault.rekey',
      object: { kind: 'vault_key', id },
      basis: BASIS,
      reason,
      after: marks,
    };
  });
}

/**
 * The second administrator decides. @throws {Refusal} forbidden `access.denied`: the one who proposed it, or a post without the right;
 *   absent `key.change_absent`; conflict `key.change_settled`: decided, or a newer one was proposed
 */
export function decideMasterChange(
  ctx: Context,
  id: string,
  { outcome, reason }: { readonly outcome: 'change' | 'keep'; readonly reason: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const change = await findMasterChange(tx);
    if (!change) throw new Refusal('absent', 'key.change_absent');
    const matter = { kind: 'vault_key', organPath: change.organPath, history: { draftedBy: change.proposedBy } };
    mayOrRefuse(ctx.actor, 'change.confirm', matter);
    if (change.id !== id || change.outcome !== null) throw new Refusal('conflict', 'key.change_settled');
    await insertMasterDecision(tx, change, { outcome, decidedBy: ctx.actor.accountId, at: ctx.now() });
    const deed = outcome === 'change' ? 'change.confirm' : 'change.refuse';
    return { result: { id }, deed, object: { kind: 'vault_key', id }, basis: BASIS, reason, after: { outcome } };
  });
}
