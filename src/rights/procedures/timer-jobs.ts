import type { Actor } from '../../ground/access/index.ts';
import { actOnMany, type Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import { daysOfOutages } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { type KeptTimer, listKeptTimers, listSteps } from './procedure-queries.ts';
import { hasMoved, insertTimers, lockKey } from './procedure-store.ts';
import { type Timer, timersOf } from './procedure-timers.ts';
import { type Runnable, runnableOf } from './runnable.ts';
import { type CaseRef, type ClockMark, listUncounted, listUnmarked } from './timer-queries.ts';
import { insertTimerMark } from './timer-store.ts';

export type TimerDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};

const AT_ONCE = 200;
/** Days change once a day; steps count their own clocks as they are taken. */
const PAUSE_MS = 60_000;
const OUTAGES_LOOKED_AT_MS = 2 * 24 * 3_600_000;
/** The program itself, as the journal names it. No such account can sign in, and it takes no step of any case. */
const PROGRAM = '00000000-0000-8000-8000-00000000c10c';

function contextOf({ pools, now, law }: TimerDeps, { organId, organPath }: CaseRef): Context {
  const actor: Actor = {
    accountId: PROGRAM,
    kind: 'program',
    postId: PROGRAM,
    role: 'clerk',
    organId,
    organPath,
    organKind: 'section',
  };
  return { actor, pools, now, edition: law().edition };
}

/** Says that a clock came to its last day or went past it, and nothing else: what follows a person decides. */
async function markOne(deps: TimerDeps, found: ClockMark): Promise<void> {
  const ctx = contextOf(deps, found);
  const { caseId, timer, version, mark, organPath, procedure } = found;
  await actOnMany(ctx, async (tx) => {
    await lockKey(tx, caseId);
    const today = chinaDate(ctx.now());
    await insertTimerMark(tx, { caseId, timer, version, mark, organPath }, today, ctx.now());
    return {
      result: null,
      deed: `${procedure}.clock_${mark}`,
      object: { kind: procedure, id: caseId },
      subjectId: found.subjectId,
      after: { timer, dueOn: found.dueOn },
    };
  });
}

type Count = { readonly timers: readonly Timer[]; readonly kept: readonly KeptTimer[] };

async function countIn(tx: Tx, deps: TimerDeps, runnables: readonly Runnable[], found: CaseRef): Promise<Count> {
  const { table } = runnableOf(runnables, found.procedure);
  const timers = timersOf(table, await listSteps(tx, found.caseId), deps.law(), await daysOfOutages(tx));
  return { timers, kept: await listKeptTimers(tx, found.caseId) };
}

async function countOne(deps: TimerDeps, runnables: readonly Runnable[], found: CaseRef): Promise<void> {
  const ctx = contextOf(deps, found);
  const { caseId, organPath, procedure } = found;
  await actOnMany(ctx, async (tx) => {
    await lockKey(tx, caseId);
    const { timers, kept } = await countIn(tx, deps, runnables, found);
    const at = { caseId, organPath, edition: ctx.edition, now: ctx.now() };
    const changed = await insertTimers(tx, at, timers, kept);
    return {
      result: null,
      deed: `${procedure}.count_clocks`,
      object: { kind: procedure, id: caseId },
      subjectId: found.subjectId,
      after: { changed },
    };
  });
}

const SEEN = { purpose: 'system' } as const;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Counts what the edition in use has not counted; a case in which nothing moves is read and left alone. Answers how many moved. */
async function countAll(deps: TimerDeps, runnables: readonly Runnable[]): Promise<number> {
  const { edition } = deps.law();
  // A clock that no outage moves keeps its old row: it is looked at again for so long, not for ever.
  const outagesSince = new Date(deps.now().getTime() - OUTAGES_LOOKED_AT_MS);
  let counted = 0;
  for (let after = FIRST_ID; ; ) {
    const cases = await inContext(deps.pools.intake, SEEN, (tx) =>
      listUncounted(tx, { edition, outagesSince }, after, AT_ONCE),
    );
    for (const found of cases) {
      const { timers, kept } = await inContext(deps.pools.intake, SEEN, (tx) => countIn(tx, deps, runnables, found));
      if (!hasMoved(timers, kept, edition)) continue;
      await countOne(deps, runnables, found);
      counted += 1;
    }
    const last = cases.at(-1);
    if (!last) return counted;
    after = last.caseId;
  }
}

/** One round: counts what the edition in use has not counted, then marks what is due and overdue. Answers how many. */
export async function tendClocks(deps: TimerDeps, runnables: readonly Runnable[]): Promise<number> {
  const counted = await countAll(deps, runnables);
  const today = chinaDate(deps.now());
  const unmarked = await inContext(deps.pools.intake, SEEN, (tx) => listUnmarked(tx, today, AT_ONCE));
  for (const found of unmarked) await markOne(deps, found);
  return counted + unmarked.length;
}

/** Keeps the clocks of cases counted and told while the program runs. */
export function startTimerWorker(deps: TimerDeps, runnables: readonly Runnable[]): Worker {
  return startWorker(
    PAUSE_MS,
    () => tendClocks(deps, runnables),
    (failure) => deps.log('tending the clocks of cases failed', { error: String(failure) }),
  );
}
