import { type Acted, act, type Context } from '../../audit/index.ts';
import { mayOrRefuse } from '../policy.ts';
import { lockKey, saveKeyRevoked } from './program-key-store.ts';

/** Revokes a key with all its secrets and tokens; it answers no more within seconds. @throws {Refusal} absent `access.key_absent` */
export function revokeKey(ctx: Context, id: string): Promise<Acted<{ accountId: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, path } = await lockKey(tx, id);
    mayOrRefuse(ctx.actor, 'key.revoke', { kind: 'key', organPath: path, about: accountId });
    await saveKeyRevoked(tx, id, ctx.now());
    return {
      result: { accountId },
      deed: 'key.revoke',
      object: { kind: 'account', id: accountId },
      after: { keyId: id },
    };
  });
}
