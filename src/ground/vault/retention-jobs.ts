import { chinaDate } from '../kernel/plain-date.ts';
import { inContext, type Pools } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { startWorker, type Worker } from '../platform/worker.ts';
import { deleteOutlived, noteRun } from './vault-store.ts';

export type RetentionDeps = { readonly pools: Pools; readonly now: () => Date; readonly log: Log };

/** Of each kind in one transaction: a file may be two gigabytes. */
const AT_ONCE = 100;
/** Retention is counted in days; a day that ends is noticed within this time. Milliseconds. */
const PAUSE_MS = 10 * 60_000;

/** Deletes some of what has outlived its day (个人信息保护法 art. 47); answers how many values and files went. */
export async function deleteSome({ pools, now, log }: RetentionDeps): Promise<number> {
  const today = chinaDate(now());
  const deleted = await inContext(pools.intake, { purpose: 'system' }, async (tx) => {
    const gone = await deleteOutlived(tx, today, AT_ONCE);
    await noteRun(tx, today, gone, now());
    return gone.values + gone.files;
  });
  if (deleted > 0) log('what had outlived its retention day was deleted', { deleted, today });
  return deleted;
}

/** Keeps the vault to its days while the program runs. */
export function startRetention(deps: RetentionDeps): Worker {
  return startWorker(
    PAUSE_MS,
    () => deleteSome(deps),
    (failure) => deps.log('deleting what outlived its retention day failed', { error: String(failure) }),
  );
}
