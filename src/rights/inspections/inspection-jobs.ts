import { act, type Context } from '../../ground/audit/index.ts';
import { programActor } from '../../ground/kernel/actor.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { Law } from '../../rules/law/index.ts';
import { getInspection, type Inspection, listFallen } from './inspection-queries.ts';
import { insertOutcome, lockInspecting } from './inspection-store.ts';

export type FallDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};

const AT_ONCE = 200;
/** Whoever looks sees at once that it fell away; the entry follows within this time. Milliseconds. */
const PAUSE_MS = 60_000;
/** The program itself, as the journal names it. */
const PROGRAM = programActor('00000000-0000-8000-8000-000000000910', 'clerk');

/** With an entry of its own. */
async function letFall(deps: FallDeps, { id, organPath }: Pick<Inspection, 'id' | 'organPath'>): Promise<void> {
  const { pools, now, law } = deps;
  const ctx: Context = { actor: { ...PROGRAM, organPath }, pools, now, edition: law().edition };
  await act(ctx, async (tx) => {
    await lockInspecting(tx, id);
    const today = chinaDate(now());
    const { outcome, standing, subjectId } = await getInspection(tx, id, today);
    // Somebody concluded it meanwhile: the next round knows.
    if (outcome !== null || standing !== 'over') throw new Refusal('conflict', 'inspection.over', { id });
    const saved = { inspectionId: id, outcome: 'fell_away', onDay: today, note: null } as const;
    await insertOutcome(tx, saved, { accountId: null, organPath, at: now() });
    return {
      result: null,
      deed: 'inspection.fall_away',
      object: { kind: 'inspection', id },
      subjectId,
      after: saved,
    };
  });
}

/** Inspections that were not held fall away with their supervision: lifted, undone, run out, or suspended, be it resumed or not. */
export async function letAllFall(deps: FallDeps): Promise<number> {
  const found = await inContext(deps.pools.app, { purpose: 'system' }, (tx) =>
    listFallen(tx, chinaDate(deps.now()), AT_ONCE),
  );
  for (const one of found) await letFall(deps, one);
  return found.length;
}

export function startInspectionWorker(deps: FallDeps): Worker {
  return startWorker(
    PAUSE_MS,
    () => letAllFall(deps),
    (failure) => deps.log('letting inspections fall away failed', { error: String(failure) }),
  );
}
