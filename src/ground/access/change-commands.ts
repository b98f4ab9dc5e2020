import { type Acted, act, type Context } from '../audit/index.ts';
import { newId } from '../kernel/id.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import { getPost, lockAccountRow } from './account-store.ts';
import { CHANGE_DEEDS, type Change, refuseSettled, refuseUnfit, type Wish } from './change.ts';
import { type Applied, applyWish, newSecretFor, type Secret } from './change-effects.ts';
import { getChange, insertChange, insertChangeEnd } from './change-store.ts';
import { mayOrRefuse } from './policy.ts';
import { lockKey } from './programs/program-key-store.ts';
import { refuseShownAlready } from './secret-code.ts';

/** Where the post or the key of a wish is. @throws {Refusal} absent `access.post_absent`, `access.key_absent` */
async function placeOf(tx: Tx, wish: Wish): Promise<{ kind: string; organPath: string } | undefined> {
  if ('postId' in wish) return { kind: 'post', organPath: (await getPost(tx, wish.postId)).path };
  if (!('keyId' in wish)) return undefined;
  const key = await lockKey(tx, wish.keyId);
  if (key.accountId !== wish.accountId) throw new Refusal('absent', 'access.key_absent');
  return { kind: 'key', organPath: key.path };
}

/** The account that a wish is about, and the place whose matter it is; both places are the actor's, or it is refused. */
async function lockAbout(ctx: Context, tx: Tx, wish: Wish, history?: { draftedBy: string }) {
  const deed = CHANGE_DEEDS[wish.kind][history ? 'settle' : 'propose'];
  const account = await lockAccountRow(tx, wish.accountId);
  const matter = { about: account.id, ...(history ? { history } : {}) };
  mayOrRefuse(ctx.actor, deed, { kind: 'account', organPath: account.path, ...matter });
  const place = await placeOf(tx, wish);
  if (place === undefined) return { account, organPath: account.path };
  mayOrRefuse(ctx.actor, deed, { ...place, ...matter });
  return { account, organPath: place.organPath };
}

/**
 * Proposes what takes two people. Nothing changes until somebody in the other post confirms it.
 * @throws {Refusal} as {@link refuseUnfit}; forbidden `access.denied`
 */
export function proposeChange(ctx: Context, wish: Wish, reason: string): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { account, organPath } = await lockAbout(ctx, tx, wish);
    const at = ctx.now();
    refuseUnfit(wish, account, chinaDate(at));
    const change = {
      id: newId(at.getTime()),
      wish,
      organPath,
      reason,
      proposedBy: ctx.actor.accountId,
      proposedAt: at,
    };
    await insertChange(tx, change);
    return {
      result: { id: change.id },
      deed: 'change.propose',
      object: { kind: 'change', id: change.id },
      reasonCode: wish.kind,
      reason,
      after: wish,
    };
  });
}

export type Confirmed = { readonly id: string; readonly accountId: string; readonly secret: Secret | undefined };

/**
 * The second person confirms, and what was proposed is done in the same transaction. A key or a code is shown to them now and
 * never again.
 * @throws {Refusal} conflict `access.change_settled`, `access.posts_apart`, `access.post_held`, `access.secret_shown_already`;
 *   rule `access.change_too_old`; forbidden `access.denied`: the proposer, the one it is about, or a post without the right
 */
export async function confirmChange(ctx: Context, id: string): Promise<Confirmed> {
  let made: { readonly secret: Secret | undefined; readonly hash: string } | undefined;
  const { result } = await act(ctx, async (tx) => {
    const { change, settled } = await getChange(tx, id);
    const { account } = await lockAbout(ctx, tx, change.wish, { draftedBy: change.proposedBy });
    const at = ctx.now();
    refuseSettled(change, settled, at);
    refuseUnfit(change.wish, account, chinaDate(at));
    await insertChangeEnd(tx, change, { outcome: 'confirmed', settledBy: ctx.actor.accountId, settledAt: at });
    const secret = newSecretFor(change, at);
    made = { secret: secret?.shown, hash: secret?.hash.toString('hex') ?? '' };
    const applied: Applied = await applyWish(tx, change, secret?.hash, at);
    const object = { kind: 'account', id: account.id };
    return {
      result: { id, accountId: account.id, hash: made.hash },
      deed: applied.deed,
      object,
      basis: [`change:${id}`],
      after: applied.after,
    };
  });
  if (result.hash !== '') refuseShownAlready(made?.hash, result.hash);
  return { id, accountId: result.accountId, secret: made?.secret };
}

/** The second person refuses, or the one who proposed takes it back; nothing was changed, nothing is. */
export function endChange(ctx: Context, id: string, outcome: 'refused' | 'withdrawn'): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { change, settled } = await getChange(tx, id);
    await refuseEnding(ctx, tx, change, outcome);
    refuseSettled(change, settled, ctx.now());
    await insertChangeEnd(tx, change, { outcome, settledBy: ctx.actor.accountId, settledAt: ctx.now() });
    return {
      result: { id },
      deed: outcome === 'refused' ? 'change.refuse' : 'change.withdraw',
      object: { kind: 'change', id },
    };
  });
}

async function refuseEnding(ctx: Context, tx: Tx, change: Change, outcome: 'refused' | 'withdrawn'): Promise<void> {
  if (outcome === 'refused') {
    await lockAbout(ctx, tx, change.wish, { draftedBy: change.proposedBy });
    return;
  }
  mayOrRefuse(ctx.actor, CHANGE_DEEDS[change.wish.kind].propose, { kind: 'change', organPath: change.organPath });
  if (change.proposedBy !== ctx.actor.accountId) throw new Refusal('forbidden', 'access.change_of_another');
}
