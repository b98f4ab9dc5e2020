import { type Fact, factsInForce, readCoverage } from '../../facts/checks/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { inPartyFiles } from '../../names/subjects/index.ts';
import type { Law } from '../../rules/law/index.ts';
import type { ListedEntry } from './report.ts';
import { getParty, listAround, listEntriesOf, listUsesFor } from './report-queries.ts';

const MOST_USES = 100;
type Days = { readonly asOf: PlainDate; readonly today: PlainDate };
/** Everything that was known on a day. */
const endOf = (day: PlainDate): Date => new Date(`${day}T23:59:59.999+08:00`);

/**
 * Of what stands today, what was known and in force on that day already. What came later the day leaves out; what has ended since, the
 * law does (河南省社会信用条例 arts. 19, 44). Each as it is known today, so that what was corrected does not come back either.
 */
async function factsAsOf(pools: Pools, law: Law, subjectId: string, { asOf, today }: Days): Promise<Fact[]> {
  const standing = await factsInForce(pools, subjectId, law, today);
  if (asOf === today) return standing;
  const known = await factsInForce(pools, subjectId, law, asOf, endOf(asOf));
  const then = new Set(known.map(({ recordId }) => recordId));
  return standing.filter(({ recordId }) => then.has(recordId));
}

/** What a report tells and what stands around it, read as the party itself reads it, in all its files: whoever makes it, it is the party's. */
export async function readFile(ctx: Context, law: Law, subjectId: string, days: Days) {
  const { asOf, today } = days;
  const { accountId, organPath } = ctx.actor;
  const own = { purpose: 'party', accountId, organPath, subjectId } as const;
  const facts = await factsAsOf(ctx.pools, law, subjectId, days);
  const sources = await readCoverage(ctx.pools, asOf === today ? ctx.now() : endOf(asOf));
  const files = await inPartyFiles(ctx.pools, own, async (tx, id) => ({
    party: await getParty(tx, id),
    around: await listAround(tx, id, today),
    entries: await listEntriesOf(tx, id, today),
    uses: await listUsesFor(tx, id, asOf, MOST_USES),
  }));
  const listed: ListedEntry[] = files
    .flatMap(({ entries }) => entries)
    .filter(({ effectiveOn }) => effectiveOn <= asOf)
    .map(({ domain, ...entry }) => ({ ...entry, list: law.find('listDomains', domain, today)?.name ?? domain }));
  return {
    party: files[0]!.party,
    around: files.flatMap(({ around }) => around),
    facts,
    listed,
    sources: sources.flatMap(({ organ, item, upTo }) =>
      organ === null || upTo === null
        ? []
        : [
            {
              organ: organ.name,
              item,
              name: law.find('items', item, today)?.name ?? item,
              upTo: chinaDate(new Date(upTo)),
            },
          ],
    ),
    uses: files
      .flatMap(({ uses }) => uses)
      .sort((a, b) => b.day.localeCompare(a.day))
      .slice(0, MOST_USES),
  };
}
