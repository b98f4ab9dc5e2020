import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';

/** Entries of serious lists that nobody may see on that day, by their cases, worked out from the facts alone. */
export async function listEntriesOver(tx: Tx, today: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from list_entries_over(${today}::date) as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Of these, those that the public sees on that day: asked as the portal asks. */
export function listEntriesSeen(pools: Pools, caseIds: readonly string[], today: PlainDate): Promise<string[]> {
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select case_id as id from public_list_entries(${today}::date) where case_id = any (${caseIds}::uuid[])`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  });
}

export type Announced = {
  readonly id: string;
  readonly begunOn: PlainDate;
  readonly servedOn: PlainDate | null;
  /** Every document of it was withdrawn. */
  readonly withdrawn: boolean;
};
export async function listAnnounced(tx: Tx): Promise<Announced[]> {
  const { rows } = await sql<Announced>`
    select id, begun_on as "begunOn", served_on as "servedOn", withdrawn from announced_services()`.execute(tx);
  return rows;
}

export type NotRecalled = { readonly subjectId: string; readonly recordId: string; readonly ended: boolean };
/**
 * Records that somebody got and of whose end that somebody was never told, after the given one: those that had ended before that day
 * began, and penalties that were never published, which may have lapsed.
 */
export async function listNotRecalled(tx: Tx, today: PlainDate, after: string, limit: number): Promise<NotRecalled[]> {
  const { rows } = await sql<NotRecalled>`
    select subject_id as "subjectId", record_id as "recordId", ended
    from told_and_not_recalled(${today}::date::timestamp at time zone 'Asia/Shanghai', ${after}::uuid, ${limit})`.execute(
    tx,
  );
  return rows;
}
