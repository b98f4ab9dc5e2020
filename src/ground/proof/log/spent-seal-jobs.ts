import { inContext } from '../../platform/db.ts';
import { dropSpentSeals, earlierOf, loggedBefore } from './spent-seal-store.ts';
import type { TakingDeps } from './taking-jobs.ts';
import { hasUntaken, newestForm } from './untaken-queries.ts';
import { SOURCES_FORM } from './written-row-queries.ts';

/** Rows of one transaction: it waits for nobody and nobody for it. */
const AT_ONCE = 10_000;

/**
 * Lets go of seals that were asked for: whatever their transactions wrote is in the log, entries and what has none. Answers how many went; more
 * may be left. A seal that is kept for longer costs its room and nothing else.
 */
export function dropSpent({ pools, seen }: Pick<TakingDeps, 'pools' | 'seen'>): Promise<number> {
  return inContext(pools.app, { purpose: 'system' }, async (tx) => {
    if ((await newestForm(tx)) < SOURCES_FORM) return 0;
    // First: what is written after this is no matter of this round.
    const logged = await loggedBefore(tx);
    if (logged === undefined) return 0;
    const known = seen?.();
    const waiting = await hasUntaken(tx, known);
    if (waiting && known === undefined) return 0;
    return dropSpentSeals(tx, waiting ? earlierOf(logged, known!.below) : logged, AT_ONCE);
  });
}
