import { recordsInForce } from '../../facts/checks/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { sealTransaction } from '../../ground/platform/seal-store.ts';
import type { RecallDeps } from './recall-deps.ts';
import { proveLists, proveNotices, proveRecalls } from './visibility-beside-jobs.ts';
import { insertAudit, isAudited, listOver, listSeenInPortal, type Over } from './visibility-queries.ts';

const AT_ONCE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const SYSTEM = { purpose: 'system' } as const;
/** At most so many ids are kept of each; one is already an alarm. */
const MOST_KEPT = 1_000;

async function seenInChecks(deps: RecallDeps, over: readonly Over[], today: PlainDate): Promise<string[]> {
  const asked = over.filter(({ overForChecks }) => overForChecks);
  const subjects = [...new Set(asked.map(({ subjectId }) => subjectId))];
  const told = await recordsInForce(deps.pools, subjects, deps.law(), today);
  return asked.flatMap(({ recordId }) => (told.has(recordId) ? [recordId] : []));
}

/**
 * The nightly proof (河南省社会信用条例 arts. 19, 42): everything that is over is asked for as the public asks and as a partner's check
 * asks, and must not answer; and of what anybody was told, every end must have been told as well. Once a day; what answers is written
 * down and told as an alarm. Answers whether it ran.
 */
export async function auditVisibility(deps: RecallDeps): Promise<boolean> {
  const at = deps.now();
  const day = chinaDate(at);
  const { intake } = deps.pools;
  if (await inContext(intake, SYSTEM, (tx) => isAudited(tx, day))) return false;
  const found = { over: 0, seenInPortal: [] as string[], seenInChecks: [] as string[] };
  for (let after = FIRST_ID; ; ) {
    const over = await inContext(intake, SYSTEM, (tx) => listOver(tx, day, after, AT_ONCE));
    const last = over.at(-1);
    if (!last) break;
    after = last.publicationId;
    found.over += over.length;
    found.seenInPortal.push(...(await listSeenInPortal(deps.pools, over, day)));
    found.seenInChecks.push(...(await seenInChecks(deps, over, day)));
  }
  const [lists, notices] = [await proveLists(deps, day), await proveNotices(deps, day)];
  const over = found.over + lists.over + notices.over;
  const seen = {
    seenInPortal: found.seenInPortal.slice(0, MOST_KEPT),
    seenInChecks: found.seenInChecks.slice(0, MOST_KEPT),
    seenInLists: lists.seen.slice(0, MOST_KEPT),
    seenInNotices: notices.seen.slice(0, MOST_KEPT),
    neverRecalled: (await proveRecalls(deps, day)).slice(0, MOST_KEPT),
  };
  await inContext(intake, SYSTEM, async (tx) => {
    await insertAudit(tx, { day, at, edition: deps.law().edition, over, ...seen });
    await sealTransaction(tx, deps.pools.origin);
  });
  const alarms = Object.entries(seen).map(([where, ids]) => [where, ids.length] as const);
  if (alarms.some(([, count]) => count > 0)) {
    deps.log('ALARM: what is over is still seen', { over, ...Object.fromEntries(alarms) });
  }
  return true;
}
