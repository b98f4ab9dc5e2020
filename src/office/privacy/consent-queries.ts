import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';

/** What rests on consent, and by which article: all other processing rests on duties by law and asks for none (art. 13). */
export const CONSENT_KINDS = {
  electronic_service: ['grxx:13', 'xzcf:61'],
  report_fetching: ['grxx:13', 'grxx:45'],
} as const;
export type ConsentKind = keyof typeof CONSENT_KINDS;

export type ConsentLine = {
  readonly kind: ConsentKind;
  readonly id: string;
  readonly givenAt: Date;
  /** Its own last day, where it was given for a time. */
  readonly until: string | null;
  readonly endedAt: Date | null;
  /** Entries of the journal that tell of it: each has its proof (`GET /api/v1/journal/{id}/proof`). */
  readonly givenEntry: string | null;
  readonly endedEntry: string | null;
};

/** Consents and withdrawals at the own organ and below, the newest first; of nobody by name. */
export async function listConsents(tx: Tx, limit: number): Promise<ConsentLine[]> {
  const { rows } = await sql<ConsentLine>`
    with consents as (
      select 'electronic_service' as kind, c.id, c.entered_at as given_at, null::date as until, e.entered_at as ended_at,
        'service.consent' as given, 'service.end_consent' as ended
      from service_consents as c left join service_consent_ends as e on e.consent_id = c.id
      union all
      select 'report_fetching', r.id, r.given_at, r.until, r.ended_at, 'report.authorise', 'report.end_authority'
      from report_consents() as r)
    select c.kind, c.id, c.given_at as "givenAt", c.until::text as until, c.ended_at as "endedAt",
      (select j.id from journal as j where j.object_id = c.id and j.deed = c.given limit 1) as "givenEntry",
      (select j.id from journal as j where j.object_id = c.id and j.deed = c.ended limit 1) as "endedEntry"
    from consents as c order by c.given_at desc, c.id desc limit ${limit}`.execute(tx);
  return rows;
}
