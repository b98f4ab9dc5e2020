import { act } from '../../audit/index.ts';
import { programActor } from '../../kernel/actor.ts';
import { newId } from '../../kernel/id.ts';
import { inContext, type Pools } from '../../platform/db.ts';
import type { Seen } from './seen-queries.ts';
import { ADOPT, TAKE } from './taken-source-queries.ts';
import { hasUntaken, newestForm } from './untaken-queries.ts';
import { SOURCES_FORM } from './written-row-queries.ts';

export type TakingDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => { readonly edition: string };
  /** How far this process saw rows go into the log; absent or undefined: it does not know. */
  readonly seen?: () => Seen | undefined;
};

/** The log's keeper, as the journal names it. */
const KEEPING = programActor('00000000-0000-8000-8000-00000000109e', 'auditor');

/**
 * One round: what an installation of before holds comes into the log as it is found, once for each form of the list of sources; then
 * whatever was written without an entry of its own. Two processes at once take nothing twice. Answers whether it found work.
 */
export async function takeDown({ pools, now, law, seen }: TakingDeps): Promise<boolean> {
  const deed = await inContext(pools.app, { purpose: 'system' }, async (tx) => {
    if ((await newestForm(tx)) < SOURCES_FORM) return ADOPT;
    return (await hasUntaken(tx, seen?.())) ? TAKE : undefined;
  });
  if (deed === undefined) return false;
  const ctx = { actor: KEEPING, pools, now, edition: law().edition };
  const object = { kind: 'log', id: newId(now().getTime()), version: SOURCES_FORM };
  await act(ctx, async () => ({ result: null, deed, object }));
  return true;
}
