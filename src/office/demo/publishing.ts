import {
  refusePublication,
  releasePublication,
  reviewPublication,
  withdrawPublication,
} from '../../facts/publication/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { contextOf, type DemoDeps } from './deliveries.ts';
import { listPublications, listUnreviewed, type Unreviewed } from './demo-queries.ts';
import type { Office } from './office.ts';

/** How far a record goes: reviewed and released, only reviewed, refused, or left in the queue. */
export type Way = 'release' | 'review' | 'refuse' | 'leave';

/** Whether the law let it be done. */
async function isAllowed(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal && error.kind === 'rule')) throw error;
    return false;
  }
}

async function decide(deps: DemoDeps, { actors }: Office, record: Unreviewed, way: Way): Promise<void> {
  const reviewer = contextOf(deps, actors['reviewer.city']!);
  const { recordId, version } = record;
  if (way === 'leave') return;
  if (way === 'refuse') {
    await refusePublication(reviewer, { recordId, reason: '当事人身份尚待核实，本次不予公示。' });
    return;
  }
  // A decision on others than an organisation is public only with certain social influence (行政处罚法 art. 48).
  const influenceFinding = record.kind === 'organisation' ? undefined : '涉及多名消费者，具有一定社会影响。';
  const given = { recordId, version, influenceFinding, places: [] };
  if (!(await isAllowed(() => reviewPublication(reviewer, deps.law(), given)))) {
    // What came after its term had ended, say: somebody says so, and it waits no longer.
    await refusePublication(reviewer, { recordId, reason: '依法不予公示：公示期已经届满，或者不属于公示范围。' });
    return;
  }
  if (way === 'review') return;
  await releasePublication(contextOf(deps, actors['publisher.city']!), deps.law(), { recordId, version });
}

/** At once; each record has its own lock. */
const AT_ONCE = 4;

/** Decides on what waits; `wayOf` says how far the record at that place in the list goes. */
export async function decideWaiting(deps: DemoDeps, office: Office, wayOf: (at: number) => Way): Promise<void> {
  const waiting = await listUnreviewed(deps.pools, office.actors['reviewer.city']!);
  const lines = Array.from({ length: AT_ONCE }, async (_, line) => {
    for (let at = line; at < waiting.length; at += AT_ONCE) await decide(deps, office, waiting[at]!, wayOf(at));
  });
  await Promise.all(lines);
}

/** Takes a few publications down, with a reason for the public. */
export async function takeDown(deps: DemoDeps, office: Office, most: number): Promise<void> {
  const reviewer = office.actors['reviewer.city']!;
  for (const publicationId of await listPublications(deps.pools, reviewer, most)) {
    await withdrawPublication(contextOf(deps, reviewer), deps.law(), {
      publicationId,
      ground: 'changed',
      publicReason: '行政处罚决定经依法变更。',
    });
  }
}
