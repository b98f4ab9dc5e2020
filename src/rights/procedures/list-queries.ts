import { sql } from 'kysely';
import type { Context } from '../../ground/audit/index.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';

/** A state from which this person would take a step, and whose takers may not. */
export type Turn = { readonly procedure: string; readonly state: string; readonly not_by: readonly string[] };

/** How near the nearest last day is: past, today or past, within a week. */
export const DUE = ['overdue', 'today', 'week'] as const;
const WITHIN_DAYS = { today: 0, week: 7 } as const;

export type CasePage = {
  readonly procedure?: string | undefined;
  readonly state?: string | undefined;
  readonly recordId?: string | undefined;
  /** A part of the number of the document that the record is about. */
  readonly number?: string | undefined;
  readonly due?: (typeof DUE)[number] | undefined;
  readonly open: boolean;
  /** Only those in which a step waits for whoever asks. */
  readonly mine: boolean;
  readonly turns: readonly Turn[];
  /** Places in the tree whose cases are somebody else's. */
  readonly leaveOut?: readonly string[];
  /** The last line of the page before. */
  readonly after?: { readonly dueOn: PlainDate | null; readonly id: string } | undefined;
  readonly limit: number;
  /** Only cases about records of these items; left out: of every item. */
  readonly items?: readonly string[] | null;
};
export type CaseLine = {
  readonly id: string;
  readonly procedure: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly party: string;
  readonly organ: string;
  readonly organEn: string;
  readonly state: string;
  readonly openedAt: Date;
  /** The clock with the nearest last day among those that run. */
  readonly timer: string | null;
  readonly dueOn: PlainDate | null;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly waitsForMe: boolean;
};

/** By both parts of the key, which is what the index has. */
const ofRecord = (recordId: string) => sql`c.record_id = ${recordId}
  and c.subject_id = (select k.subject_id from record_keys as k where k.record_id = ${recordId})`;

/** Cases of the own organ and below, the nearest last day first, then the newest. */
export function listCases(ctx: Context, page: CasePage, today: PlainDate): Promise<CaseLine[]> {
  const { accountId, organPath } = ctx.actor;
  const { procedure = null, state = null, recordId = null, number = null, open, mine, turns, after, limit } = page;
  const { leaveOut = [], items = null } = page;
  const { dueOn: afterDue = null, id: afterId = null } = after ?? {};
  const isLate = page.due === 'overdue';
  const dueBy = page.due === undefined || page.due === 'overdue' ? null : addDays(today, WITHIN_DAYS[page.due]);
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<CaseLine>`
      with found as (
        select c.id, c.procedure, c.record_id as "recordId", r.document_number as "documentNumber", n.name as party,
          o.name as organ, o.name_en as "organEn", s.to_state as state, c.opened_at as "openedAt", t.timer,
          t.due_on as "dueOn", coalesce(t.provisional, false) as provisional,
          coalesce(t.due_on < ${today}::date and not t.provisional, false) as overdue,
          exists (select from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as w(procedure text, state text, not_by text[])
            where w.procedure = c.procedure and w.state = s.to_state and not exists (select from procedure_steps as x
              where x.case_id = c.id and x.taken_by = ${accountId} and x.step = any (w.not_by)))
          and not exists (select from procedure_recusals as q where q.case_id = c.id and q.account_id = ${accountId})
            as "waitsForMe"
        from ${open ? sql`open_cases as w join procedure_cases as c on c.id = w.case_id` : sql`procedure_cases as c`}
        join records as r on r.subject_id = c.subject_id and r.id = c.record_id
        join organs as o on o.id = c.organ_id
        join lateral (select x.name from subject_names as x where x.subject_id = c.subject_id
          order by x.known_at desc limit 1) as n on true
        join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
        left join lateral (select n.timer, n.due_on, n.provisional from (select distinct on (x.timer) x.timer, x.due_on,
            x.ended_on, x.provisional from procedure_timers as x where x.case_id = c.id order by x.timer, x.version desc) as n
          where n.ended_on is null and n.due_on is not null order by n.due_on limit 1) as t on true
        where (${procedure}::text is null or c.procedure = ${procedure}) and (${state}::text is null or s.to_state = ${state})
          and ${recordId === null ? sql`true` : ofRecord(recordId)}
          and (${number}::text is null or position(${number} in r.document_number) > 0)
          and (${items}::text[] is null or r.item = any (${items}::text[]))
          and not exists (select from unnest(${leaveOut}::text[]) as l(path) where c.organ_path ^@ l.path))
      select f.id, f.procedure, f."recordId", f."documentNumber", f.party, f.organ, f."organEn", f.state, f."openedAt",
        f.timer, f."dueOn", f.provisional, f.overdue, f."waitsForMe"
      from found as f
      where (not ${mine} or f."waitsForMe") and (not ${isLate} or f.overdue)
        and (${dueBy}::date is null or f."dueOn" <= ${dueBy}::date) and (${afterId}::uuid is null
        or (coalesce(f."dueOn", 'infinity') > coalesce(${afterDue}::date, 'infinity')
          or (coalesce(f."dueOn", 'infinity') = coalesce(${afterDue}::date, 'infinity') and f.id < ${afterId}::uuid)))
      order by coalesce(f."dueOn", 'infinity'), f.id desc limit ${limit}`.execute(tx);
    return rows;
  });
}

export type NoticeLine = {
  readonly id: string;
  readonly procedure: string;
  readonly state: string;
  readonly recordId: string;
  readonly documentNumber: string | null;
  readonly madeAt: Date;
  readonly lastGotAt: Date;
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly receivedAt: Date | null;
};

/**
 * Notices to the own organ: `open` those that nobody has acknowledged. The number of the document shows who may see the record. Cut to
 * `items` where they are given; of a record that the receiver may not see nothing but the notice is told, and what ends must reach it.
 */
export function listNotices(
  ctx: Context,
  page: {
    readonly open: boolean;
    readonly limit: number;
    readonly caseId?: string | undefined;
    readonly items?: readonly string[] | null;
  },
): Promise<NoticeLine[]> {
  const { accountId, organPath } = ctx.actor;
  const { caseId = null, items = null, open, limit } = page;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<NoticeLine>`
      select n.id, n.procedure, n.state, n.record_id as "recordId", k.document_number as "documentNumber",
        n.made_at as "madeAt", n.last_got_at as "lastGotAt", n.due_on as "dueOn", n.provisional, a.received_at as "receivedAt"
      from procedure_notices as n
      left join records as k on k.subject_id = n.subject_id and k.id = n.record_id
      left join procedure_notice_receipts as a on a.notice_id = n.id
      where (not ${open} or a.notice_id is null)
        and (${items}::text[] is null or k.id is null or k.item = any (${items}::text[]))
        and case when ${caseId}::uuid is null then n.receiver_path ^@ ${organPath} else n.case_id = ${caseId}::uuid end
      order by n.due_on, n.id limit ${limit}`.execute(tx);
    return rows;
  });
}

/** Organs that were told of this case and have not acknowledged. */
export async function countOpenNotices(tx: Tx, caseId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from procedure_notices as n
    where n.case_id = ${caseId} and not exists (select from procedure_notice_receipts as r where r.notice_id = n.id)`.execute(
    tx,
  );
  return rows[0]!.open;
}
