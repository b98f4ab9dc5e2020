import { mayOrRefuse } from '../access/index.ts';
import { type Acted, act, type Context } from '../audit/index.ts';
import { newId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { findRotation, insertRotation, lockRotation } from './rotation-store.ts';
import type { Suite } from './suite.ts';

const BASIS = ['grxx:51'];

/**
 * Asks for a new key to seal with (更换密封密钥). The worker makes it, every process hears of it before one uses it, what lies under older
 * keys is sealed anew beside the work of the day, and an old key retires when nothing lies under it any more.
 * @throws {Refusal} forbidden `access.denied`; conflict `vault.change_under_way`
 */
export function askForKey(
  ctx: Context,
  { suite, reason }: { readonly suite: Suite; readonly reason: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'vault.rotate', { kind: 'vault_key', organPath });
    await lockRotation(tx);
    if (await findRotation(tx)) throw new Refusal('conflict', 'vault.change_under_way');
    const id = newId(ctx.now().getTime());
    await insertRotation(tx, { id, suite, organPath, accountId, at: ctx.now() });
    return {
      result: { id },
      deed: 'vault.rotate',
      object: { kind: 'vault_key', id },
      basis: BASIS,
      reason,
      after: { suite },
    };
  });
}
