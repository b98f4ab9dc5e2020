import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { ArticleRef } from '../../rules/law/index.ts';

export type PublicEntry = {
  readonly caseId: string;
  readonly domain: string;
  readonly party: string;
  readonly partyKind: 'organisation' | 'individual_business' | 'person';
  readonly code: string | null;
  readonly organ: string;
  readonly organEn: string | null;
  readonly effectiveOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly termMonths: number;
  readonly refs: readonly ArticleRef[];
  /** Number of the decision and the code under which it is verified; null: not sealed, or withdrawn. */
  readonly number: string | null;
  readonly verification: string | null;
  /** What the party itself says of the record on which the entry rests. */
  readonly statement: string | null;
};

const MOST_ENTRIES = 1_000;

/** Entries of serious lists that were published, stand today, and rest for nothing: all, or the one of that case. */
export function listPublicEntries(pools: Pools, today: PlainDate, caseId?: string): Promise<PublicEntry[]> {
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<PublicEntry>`
      select case_id as "caseId", domain, party, party_kind as "partyKind", party_code as code, organ, organ_en as "organEn",
        effective_on as "effectiveOn", until_on as "untilOn", term_months as "termMonths", refs, number, code as verification, statement
      from public_list_entries(${today}::date) where ${caseId ?? null}::uuid is null or case_id = ${caseId ?? null}::uuid
      order by domain, effective_on desc, case_id limit ${MOST_ENTRIES}`.execute(tx);
    return rows;
  });
}
