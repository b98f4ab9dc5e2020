import { addDays, chinaDate } from '../../ground/kernel/plain-date.ts';
import { type DemoDeps, deliverFilesOf, deliverRecent, onDay } from './deliveries.ts';
import { demoFiles, FILES_BEGIN } from './demo-files.ts';
import { isAccountThere } from './demo-queries.ts';
import { makeOffice, type Office, type PrintedAccount } from './office.ts';
import { Progress } from './progress.ts';
import { decideWaiting, takeDown, type Way } from './publishing.ts';
import { findClasses } from './settling.ts';
import { tellCases } from './telling-cases.ts';

/** Of what came in the past: nearly all is public, a little was refused. */
const thePast = (at: number): Way => (at % 20 === 7 ? 'refuse' : 'release');
/** Of the last days: the work lies on the table. */
const today = (at: number): Way => (at % 6 === 0 ? 'release' : at % 6 === 1 ? 'review' : 'leave');

/** How long after a delivery its records were decided on. Days. */
const DECIDED_AFTER = 4;

async function tellThePast(deps: DemoDeps, office: Office, progress: Progress): Promise<void> {
  const clerkOf = (organ: string) => office.actors[`clerk.${organ}`]!;
  const days = [...new Set(demoFiles().map(({ deliveredOn }) => deliveredOn))].slice(0, -1);
  for (const day of days) {
    await deliverFilesOf(deps, day, clerkOf, progress);
    const then = onDay(deps, addDays(day, DECIDED_AFTER));
    await progress.once(`classes ${day}`, () => findClasses(then, office));
    await progress.once(`decided ${day}`, () => decideWaiting(then, office, thePast));
  }
  await progress.once('taken down', () => takeDown(onDay(deps, addDays(days.at(-1)!, DECIDED_AFTER)), office, 3));
  await deliverRecent(deps, clerkOf, chinaDate(deps.now()), progress);
  await progress.once('decided today', () => decideWaiting(deps, office, today));
  await tellCases(deps, office, progress);
}

/**
 * Loads the invented bureau through the same commands that people use, each deed on its own invented day, and answers the
 * accounts to print. Loaded already: answers them again and does nothing else. A database that holds other accounts is left
 * alone: answers none.
 */
export async function loadDemo(deps: DemoDeps): Promise<readonly PrintedAccount[]> {
  const progress = new Progress(deps.home);
  const begun = progress.answerOf<{ actor: { accountId: string } }>('office');
  const isOurs = begun !== undefined && (await isAccountThere(deps.pools, begun.actor.accountId));
  if (!isOurs) {
    if (await isAccountThere(deps.pools)) {
      deps.log('the database holds accounts that are not of the demonstration; none is loaded', {});
      return [];
    }
    progress.forget();
  }
  const founded = onDay(deps, FILES_BEGIN);
  const office = await makeOffice(
    { pools: deps.pools, now: founded.now, edition: deps.law().edition },
    { pools: deps.pools, now: deps.now, config: deps.config },
    progress,
  );
  await tellThePast(deps, office, progress);
  return office.printed;
}
