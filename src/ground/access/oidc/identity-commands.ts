import { type Acted, act, type Context } from '../../audit/index.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { lockAccountRow } from '../account-store.ts';
import { endSessions } from '../credential-store.ts';
import { mayOrRefuse } from '../policy.ts';
import { endIdentities } from './identity-store.ts';

/** Ends the link of an account to the provider of identities, and its sessions. @throws {Refusal} absent `access.identity_absent` */
export function endIdentity(ctx: Context, accountId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const account = await lockAccountRow(tx, accountId);
    // It takes a way in away, as locking does.
    mayOrRefuse(ctx.actor, 'account.lock', { kind: 'account', organPath: account.path, about: accountId });
    if ((await endIdentities(tx, accountId, ctx.now())) === 0) throw new Refusal('absent', 'access.identity_absent');
    await endSessions(tx, accountId);
    return { result: null, deed: 'identity.end', object: { kind: 'account', id: accountId } };
  });
}
