import { type Acted, act, type Context } from '../../audit/index.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Identity } from './identity-store.ts';
import { endPartyIdentity, insertPartyIdentity } from './party-identity-store.ts';

const ofOwnAccount = ({ actor }: Context) => ({
  result: null,
  object: { kind: 'account', id: actor.accountId } as const,
  ...(actor.subjectId === undefined ? {} : { subjectId: actor.subjectId }),
});

/** A party, signed in, links its own account to whom the provider named. @throws {Refusal} conflict `access.identity_linked` */
export function linkOwnIdentity(ctx: Context, identity: Identity): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    await insertPartyIdentity(tx, ctx.actor.accountId, identity, ctx.now());
    return { ...ofOwnAccount(ctx), deed: 'party.link_identity', after: identity };
  });
}

/** It ends its link; the password of its letter stays. @throws {Refusal} absent `access.identity_absent` */
export function endOwnIdentity(ctx: Context): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const ended = await endPartyIdentity(tx, ctx.actor.accountId, ctx.now());
    if (!ended) throw new Refusal('absent', 'access.identity_absent');
    return { ...ofOwnAccount(ctx), deed: 'party.end_identity' };
  });
}
