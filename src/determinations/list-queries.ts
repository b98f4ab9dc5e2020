import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import { inContext, type Pools } from '../platform/db.ts';

export type PublicEntry = {
  readonly domain: string;
  readonly party: string;
  readonly partyKind: 'organisation' | 'individual_business' | 'person';
  readonly code: string | null;
  readonly organ: string;
  readonly organEn: string | null;
  readonly effectiveOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly verification: string | null;
};

/** Entries of serious lists that were published, stand today, and rest for nothing. */
export function listPublicEntries(pools: Pools, today: PlainDate): Promise<PublicEntry[]> {
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<PublicEntry>`
      select domain, party, party_kind as "partyKind", party_code as code, organ, organ_en as "organEn", effective_on as "effectiveOn",
        until_on as "untilOn", code as verification
      from public_list_entries(${today}::date)`.execute(tx);
    return rows;
  });
}
