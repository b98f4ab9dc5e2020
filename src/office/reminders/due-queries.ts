import { heldPosts } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { Runnable } from '../../rights/procedures/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { listWork } from '../work/index.ts';
import type { Due } from './reminder.ts';

export type DueDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly runnables: readonly Runnable[];
};

/** What is due for a person in every post that it holds today: the same list that it reads when signed in, each matter once. */
export async function duesOf(deps: DueDeps, accountId: string): Promise<Due[]> {
  const { pools, now, law, runnables } = deps;
  const posts = await inContext(pools.app, { purpose: 'system' }, (tx) => heldPosts(tx, accountId, now()));
  const found = new Map<string, Due>();
  for (const actor of posts) {
    const ctx: Context = { actor, pools, now, edition: law().edition };
    const { items } = await listWork(ctx, law(), runnables, { whole: false });
    for (const { id, kind, when, duty } of items) {
      const { dueOn, provisional, articles } = duty;
      found.set(`${kind} ${id}`, { id, kind, when, dueOn: dueOn as PlainDate, provisional, articles });
    }
  }
  return [...found.values()];
}
