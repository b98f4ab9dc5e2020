import { followJournal } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Pools, Tx } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { SubjectIndex } from '../matching/index.ts';
import { isProposed, SAME_ORGANISATION_CODE } from './merge.ts';
import { type FoundPair, insertPairs, listPaired } from './merge-store.ts';
import { listNamed, listSameOrganisation } from './pair-queries.ts';

export type PairDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly log: Log;
  readonly names: { readonly all: Pick<SubjectIndex, 'reached' | 'screen'> };
};

const CONSUMER = 'subject-pairs';
const ENTRIES_AT_ONCE = 500;
const PAUSE_MS = 1_000;
/** Names of one subject that are looked for, the newest, and parties that each may bring up besides itself. */
const MOST_NAMES = 3;
const MOST_ALIKE = 5;

/**
 * Reads on in the journal and notes which subjects that are new or have a new name seem to be another one. It proposes and does nothing
 * else: a pair is a question to a person. Answers how many entries it read.
 */
export function findPairs({ pools, now, names }: PairDeps): Promise<number> {
  return followJournal(pools.intake, CONSUMER, ENTRIES_AT_ONCE, now(), async (tx, entries) => {
    const touched = entries.filter(({ object }) => object.kind === 'subject').map(({ object }) => object.id);
    if (touched.length === 0) return;
    // Two that came together are alike to each other only once both are on the index.
    await names.all.reached(entries.at(-1)!.position);
    const ids = [...new Set(touched)];
    const byCode = await listSameOrganisation(tx, ids);
    const pairs = byCode.map((pair) => ({ ...pair, class: SAME_ORGANISATION_CODE }));
    await insertPairs(tx, [...pairs, ...(await pairsByName(tx, names.all, ids))], now());
  });
}

async function pairsByName(tx: Tx, index: PairDeps['names']['all'], ids: readonly string[]): Promise<FoundPair[]> {
  const asked = (await listNamed(tx, ids, MOST_NAMES)).flatMap(({ id, names }) => names.map((name) => ({ id, name })));
  const findings = await index.screen(
    asked.map(({ name }) => ({ name })),
    MOST_ALIKE + 1,
    { toLookAt: true },
  );
  const near = asked.flatMap(({ id }, at) =>
    findings[at]!.hits.filter((hit) => hit.id !== id).map((hit) => ({ id, hit })),
  );
  const known = await listPaired(tx, [...new Set(near.flatMap(({ id, hit }) => [id, hit.id]))]);
  return near.flatMap(({ id, hit }) => {
    const [one, other] = [known.get(id), known.get(hit.id)];
    if (!one || !other || !isProposed(one, other, hit)) return [];
    const [oneId, otherId] = [id, hit.id].toSorted();
    return [{ oneId: oneId!, otherId: otherId!, class: hit.class }];
  });
}

/** Keeps pairs proposed while the program runs. As long as the names are being listed, what was read waits for a later round. */
export function startPairWorker(deps: PairDeps): Worker {
  const round = () =>
    findPairs(deps).catch((failure: unknown) => {
      if (failure instanceof Refusal && failure.kind === 'busy') return 0;
      throw failure;
    });
  return startWorker(PAUSE_MS, round, (failure) =>
    deps.log('finding subjects that seem one failed', { error: String(failure) }),
  );
}
