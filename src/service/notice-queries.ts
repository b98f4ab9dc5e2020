import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import { inContext, type Pools } from '../platform/db.ts';

export type PublicNotice = {
  readonly organ: string;
  readonly organEn: string | null;
  readonly title: string;
  readonly number: string | null;
  readonly party: string;
  readonly partyKind: 'organisation' | 'individual_business' | 'person';
  readonly begunOn: PlainDate;
  /** Null: it still runs. */
  readonly servedOn: PlainDate | null;
};

/** Documents that were announced, with the day on which each began. */
export function listNotices(pools: Pools, today: PlainDate): Promise<PublicNotice[]> {
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<PublicNotice>`
      select organ, organ_en as "organEn", title, number, party, party_kind as "partyKind", begun_on as "begunOn", served_on as "servedOn"
      from public_service_notices(${today}::date)`.execute(tx);
    return rows;
  });
}
