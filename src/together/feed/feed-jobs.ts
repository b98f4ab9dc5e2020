import { inPortal, listPublicFacts } from '../../facts/publication/index.ts';
import { followJournal } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { sealTransaction } from '../../ground/platform/seal-store.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { Law } from '../../rules/law/index.ts';
import { digestOf } from './feed.ts';
import { listOverdue, listStanding } from './feed-queries.ts';
import { insertEntries, lockFeed, type NewEntry } from './feed-store.ts';

export type FeedDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};

const CONSUMER = 'feed';
const ENTRIES_AT_ONCE = 1_000;
const PARTIES_AT_ONCE = 500;
const PAUSE_MS = 1_000;
/** Within this time after midnight an end that merely comes is looked for. */
const DAILY_MS = 60_000;

/**
 * Compares what is public of these parties now with what the feed said last, and appends what differs. Read from the facts and not from
 * what was done, so that no deed can be forgotten here, and the same parties twice append nothing.
 */
async function bringUpToDate(deps: FeedDeps, tx: Tx, subjects: readonly string[]): Promise<number> {
  await lockFeed(tx);
  const today = chinaDate(deps.now());
  const facts = await inPortal(deps.pools, today, (portal) => listPublicFacts(portal, { subjects }, deps.law(), today));
  const standing = new Map((await listStanding(tx, subjects)).map((one) => [one.publicationId, one]));
  const entries: NewEntry[] = [];
  for (const { publicationId, subjectId, fact } of facts) {
    const last = standing.get(publicationId);
    standing.delete(publicationId);
    const digest = digestOf(fact);
    if (last?.digest?.equals(digest)) continue;
    const change = last === undefined || last.change === 'ended' ? 'begun' : 'changed';
    const { item, reference, until } = fact;
    entries.push({ item, publicationId, subjectId, reference, change, digest, until });
  }
  for (const { change, ...gone } of standing.values()) {
    if (change !== 'ended') entries.push({ ...gone, change: 'ended', digest: null, until: null });
  }
  await insertEntries(tx, entries, deps.now());
  if (entries.length > 0) await sealTransaction(tx, deps.pools.origin);
  return entries.length;
}

/** Reads on in the journal and appends what became different of the parties named there. Answers how many entries it read. */
export function followPublic(deps: FeedDeps): Promise<number> {
  return followJournal(deps.pools.intake, CONSUMER, ENTRIES_AT_ONCE, deps.now(), async (tx, entries) => {
    const touched = new Set(entries.flatMap(({ subjectId }) => subjectId ?? []));
    if (touched.size > 0) await bringUpToDate(deps, tx, [...touched]);
  });
}

/** Appends the ends that merely came. Answers how many. */
export function tellPublicEnds(deps: FeedDeps): Promise<number> {
  return inContext(deps.pools.intake, { purpose: 'system' }, async (tx) => {
    const subjects = await listOverdue(tx, chinaDate(deps.now()), PARTIES_AT_ONCE);
    return subjects.length === 0 ? 0 : bringUpToDate(deps, tx, subjects);
  });
}

/** Keeps the feed within a second of the journal while the program runs. */
export function startFeedWorker(deps: FeedDeps): Worker {
  const tell = (failure: unknown) => deps.log('the feed was not written on', { error: String(failure) });
  const following = startWorker(PAUSE_MS, () => followPublic(deps), tell);
  let endedOn: PlainDate | undefined;
  const ending = startWorker(
    DAILY_MS,
    async () => {
      const today = chinaDate(deps.now());
      // What ends by itself ends with a day: looked for once on each, however long the feed has become.
      if (endedOn === today) return 0;
      const told = await tellPublicEnds(deps);
      if (told === 0) endedOn = today;
      return told;
    },
    tell,
  );
  return {
    async stop() {
      await Promise.all([following.stop(), ending.stop()]);
    },
  };
}
