import { actOnMany, type Context } from '../../ground/audit/index.ts';
import { programActor } from '../../ground/kernel/actor.ts';
import { newId } from '../../ground/kernel/id.ts';
import { addDays, chinaDate, nextDay, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { ifAlone } from '../../ground/platform/alone.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { Law } from '../../rules/law/index.ts';
import { monthsOf, outlivedBefore, RETENTION, USE_LOGS, type UseLog } from './retention.ts';
import { hasOutlived, oldestUse, removeOutlived, type Stretch } from './use-retention-store.ts';

export type UseRetentionDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};

/** Rows in one act: its entry tells of so many at most, and a crash undoes so many at most. */
const AT_ONCE = 1_000;
/** Terms are counted in days; a day that begins is noticed within this time. Milliseconds. */
const PAUSE_MS = 10 * 60_000;
/** Any number that nothing else locks on. */
const USE_LOCKS = 7_301_072;

/** Whoever keeps the terms, as the journal names it. */
const KEEPING = programActor('00000000-0000-8000-8000-000000000721', 'auditor');

const startOf = (day: PlainDate) => new Date(`${day}T00:00:00+08:00`);

/** One act: takes some of a stretch away; answers how many. */
async function removeSome(ctx: Context, what: UseLog['what'], stretch: Stretch): Promise<number> {
  const some = await inContext(ctx.pools.intake, { purpose: 'system' }, (tx) => hasOutlived(tx, stretch));
  if (!some) return 0;
  const removalId = newId(ctx.now().getTime());
  const { basis } = RETENTION.find((kind) => kind.what === what)!;
  const { result } = await actOnMany(ctx, async (tx) => {
    const { edition } = ctx;
    const { count, ...range } = await removeOutlived(
      tx,
      stretch,
      { removalId, at: ctx.now(), basis, edition },
      AT_ONCE,
    );
    return {
      result: count,
      deed: 'retention.remove',
      object: { kind: 'retention', id: removalId },
      basis,
      after: { table: stretch.table, before: stretch.before, count, ...range },
    };
  });
  return result;
}

/** Goes through one log from its oldest day to the last whose term is over; what rests is passed over. */
async function removeOf(
  ctx: Context,
  { what, table, term }: UseLog,
  law: Law,
  stopping: () => boolean,
): Promise<number> {
  const today = chinaDate(ctx.now());
  const end = outlivedBefore(today, monthsOf(law, { term }, today));
  const oldest = await inContext(ctx.pools.intake, { purpose: 'system' }, (tx) => oldestUse(tx, table));
  let removed = 0;
  for (let day = oldest ? chinaDate(oldest) : end; day < end && !stopping(); day = nextDay(day)) {
    const stretch = { table, since: startOf(day), until: startOf(addDays(day, 1)), before: startOf(end) };
    for (let some = AT_ONCE; some === AT_ONCE && !stopping(); removed += some)
      some = await removeSome(ctx, what, stretch);
  }
  return removed;
}

/**
 * Takes away what has outlived the term of its log and on which nothing rests (个人信息保护法 arts. 19, 47), act by act; killed at any moment
 * it goes on with what is left. Answers how many rows went.
 */
export async function removeOutlivedUses(deps: UseRetentionDeps, stopping = () => false): Promise<number> {
  const { pools, now } = deps;
  const law = deps.law();
  const ctx = { actor: KEEPING, pools, now, edition: law.edition };
  let removed = 0;
  await ifAlone(pools.intakePool, { kind: USE_LOCKS, id: 'uses' }, async () => {
    for (const log of USE_LOGS) removed += await removeOf(ctx, log, law, stopping);
  });
  if (removed > 0) deps.log('what had outlived its term in the logs of uses was removed', { removed });
  return removed;
}

/** Once on each day, since terms are counted in days. */
export function startUseRetention(deps: UseRetentionDeps): Worker {
  let doneOn: PlainDate | undefined;
  const round = async (stopping: () => boolean) => {
    const today = chinaDate(deps.now());
    if (doneOn === today) return 0;
    await removeOutlivedUses(deps, stopping);
    doneOn = today;
    return 0;
  };
  return startWorker(PAUSE_MS, round, (failure) =>
    deps.log('removing what outlived its term failed', { error: String(failure) }),
  );
}
