import { recordsInForce } from '../../facts/checks/index.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { deemedOn, listShownNotices } from '../../rights/service/index.ts';
import type { RecallDeps } from './recall-deps.ts';
import { listAnnounced, listEntriesOver, listEntriesSeen, listNotRecalled } from './visibility-beside-queries.ts';

const AT_ONCE = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const SYSTEM = { purpose: 'system' } as const;

export type Proved = { readonly over: number; readonly seen: readonly string[] };

/** Entries of serious lists (严重失信主体名单) past their term or resting; seen are the cases of those that the portal lists. */
export async function proveLists({ pools }: RecallDeps, today: PlainDate): Promise<Proved> {
  const over = await inContext(pools.intake, SYSTEM, (tx) => listEntriesOver(tx, today));
  return { over: over.length, seen: over.length === 0 ? [] : await listEntriesSeen(pools, over, today) };
}

/** Public notices of service (公告送达) past the day on which they count as served, by what is written down and by the law, or withdrawn. */
export async function proveNotices({ pools, law }: RecallDeps, today: PlainDate): Promise<Proved> {
  const announced = await inContext(pools.intake, SYSTEM, listAnnounced);
  const over = announced.filter(
    ({ begunOn, servedOn, withdrawn }) =>
      withdrawn || (servedOn !== null && servedOn < today) || deemedOn(law(), begunOn) < today,
  );
  const shown = new Set((await listShownNotices(pools, law(), today)).map(({ serviceId }) => serviceId));
  return { over: over.length, seen: over.flatMap(({ id }) => (shown.has(id) ? [id] : [])) };
}

/**
 * Records that a check, a report or the feed told and that had ended before today, where somebody who got them was never told: holders act
 * within one working day (河南省社会信用条例 art. 42), so what ended today still has time. Answers their ids.
 */
export async function proveRecalls({ pools, law }: RecallDeps, today: PlainDate): Promise<string[]> {
  const found: string[] = [];
  for (let after = FIRST_ID; ; ) {
    const page = await inContext(pools.intake, SYSTEM, (tx) => listNotRecalled(tx, today, after, AT_ONCE));
    const last = page.at(-1);
    if (!last) return found;
    after = last.recordId;
    const unsure = page.filter(({ ended }) => !ended);
    const subjects = [...new Set(unsure.map(({ subjectId }) => subjectId))];
    const inForce = await recordsInForce(pools, subjects, law(), addDays(today, -1));
    found.push(...page.flatMap(({ recordId, ended }) => (ended || !inForce.has(recordId) ? [recordId] : [])));
  }
}
