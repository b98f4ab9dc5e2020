import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import { deemedOn } from './attempt.ts';

export type PublicNotice = {
  readonly serviceId: string;
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

function listNotices(pools: Pools, today: PlainDate): Promise<PublicNotice[]> {
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<PublicNotice>`
      select service_id as "serviceId", organ, organ_en as "organEn", title, number, party, party_kind as "partyKind", begun_on as "begunOn", served_on as "servedOn"
      from public_service_notices(${today}::date)`.execute(tx);
    return rows;
  });
}

export type ShownNotice = PublicNotice & { readonly deemedOn: PlainDate };

/** Documents that were announced, each until the day on which it counts as served: that written down, or that of the law. */
export async function listShownNotices(pools: Pools, law: Law, today: PlainDate): Promise<ShownNotice[]> {
  const rows = await listNotices(pools, today);
  return rows
    .map((row) => ({ ...row, deemedOn: row.servedOn ?? deemedOn(law, row.begunOn) }))
    .filter((row) => row.deemedOn >= today);
}
