import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { maskName } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { readAll, readAt } from './check-queries.ts';
import { type Fact, factInForce } from './fact-in-force.ts';

/**
 * What a check would tell about this subject, read by the same road as every check: for the subject itself, and for whoever must
 * prove that something is told no more. No use is written, since nobody was told. `asAt`: as it was known then; absent: now.
 */
export async function factsInForce(
  pools: Pools,
  subjectId: string,
  law: Law,
  today: PlainDate,
  asAt?: Date,
): Promise<Fact[]> {
  const [found] = await (asAt === undefined
    ? readAll(pools, [{ kind: 'subject', key: subjectId }], today)
    : readAt(pools, [subjectId], today, asAt));
  const party = found?.parties[0];
  if (found === undefined || party === undefined) return [];
  return found.records.flatMap((record) => factInForce(record, party.kind, law, today, maskName) ?? []);
}

/** At most so many parties are asked about in one trip. */
const PARTIES_AT_ONCE = 200;

/** The records of these subjects that a check would tell today: for whoever must prove that something is told no more. */
export async function recordsInForce(
  pools: Pools,
  subjectIds: readonly string[],
  law: Law,
  today: PlainDate,
): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for (let from = 0; from < subjectIds.length; from += PARTIES_AT_ONCE) {
    const asked = subjectIds.slice(from, from + PARTIES_AT_ONCE).map((key) => ({ kind: 'subject', key }) as const);
    for (const { parties, records } of await readAll(pools, asked, today)) {
      const [party] = parties;
      if (party === undefined) continue;
      for (const record of records) {
        if (factInForce(record, party.kind, law, today, maskName) !== undefined) told.add(record.recordId);
      }
    }
  }
  return told;
}
