import { type Acted, act, type Context } from '../audit/index.ts';
import { addDays, chinaDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import { listHeldPosts } from './account-queries.ts';
import { lockAccountRow, saveAccountState } from './account-store.ts';
import { endEverything, insertDeparture, insertPassedDuty, isHeldBesides } from './departure-store.ts';
import { mayOrRefuse } from './policy.ts';

/** So long what lay on the desk stands with the successor; whoever holds the post then has it by the post. Days. */
const PASSED_DAYS = 90;

/** Who takes over what lay on the desk of each business post. */
export type Successor = { readonly postId: string; readonly accountId: string };
export type Departed = { readonly id: string; readonly posts: number; readonly keys: number };
type Held = Awaited<ReturnType<typeof listHeldPosts>>[number];

/**
 * @throws {Refusal} rule `access.last_administrator`: nobody could propose, or confirm, any more; `access.successor_needed`: a business post
 *   without somebody named; `access.successor_unfit`: not active, or not in the same post at the same organ
 */
async function successorOf(tx: Tx, ctx: Context, leaving: string, post: Held, named: readonly Successor[]) {
  const day = chinaDate(ctx.now());
  const { role, organ_id: organId } = post;
  if (role === 'administrator' || role === 'security') {
    const another = await isHeldBesides(tx, { leaving, role, organId }, day);
    if (!another) throw new Refusal('rule', 'access.last_administrator', { role });
    return undefined;
  }
  if (role === 'auditor') return undefined;
  const successor = named.find(({ postId }) => postId === post.id);
  if (!successor) throw new Refusal('rule', 'access.successor_needed', { postId: post.id });
  const { accountId } = successor;
  if (!(await isHeldBesides(tx, { leaving, role, organId, accountId }, day)))
    throw new Refusal('rule', 'access.successor_unfit', { postId: post.id });
  return accountId;
}

/**
 * Somebody leaves, or a program is no longer used: posts, sessions, keys and codes end at once and for good, and what lay on the desk of
 * each business post passes to a named person in the same post. No right passes with it.
 * @throws {Refusal} as {@link successorOf}; conflict `access.account_wrong_state`: has left already
 */
export function leave(ctx: Context, accountId: string, named: readonly Successor[]): Promise<Acted<Departed>> {
  return act(ctx, async (tx) => {
    const account = await lockAccountRow(tx, accountId);
    mayOrRefuse(ctx.actor, 'account.leave', { kind: 'account', organPath: account.path, about: accountId });
    if (account.state === 'left') throw new Refusal('conflict', 'access.account_wrong_state', { state: 'left' });
    const at = ctx.now();
    const since = chinaDate(at);
    const held = account.kind === 'person' ? await listHeldPosts(tx, accountId, at) : [];
    await insertDeparture(tx, { accountId, by: ctx.actor.accountId, organPath: account.path, at });
    const passed: Successor[] = [];
    for (const post of held) {
      const to = await successorOf(tx, ctx, accountId, post, named);
      if (to === undefined) continue;
      const until = addDays(since, PASSED_DAYS);
      await insertPassedDuty(tx, { from: accountId, to, postId: post.id, organPath: post.path, since, until }, at);
      passed.push({ postId: post.id, accountId: to });
    }
    const { keys } = await endEverything(tx, accountId, since, at);
    await saveAccountState(tx, accountId, 'left');
    return {
      result: { id: accountId, posts: held.length, keys },
      deed: 'account.leave',
      object: { kind: 'account', id: accountId },
      before: { state: account.state },
      after: { state: 'left', passed },
    };
  });
}
