import { sql } from 'kysely';
import type { Context } from '../audit/index.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { inContext } from '../platform/db.ts';

export type CasePage = {
  readonly procedure?: string | undefined;
  readonly recordId?: string | undefined;
  readonly open: boolean;
  readonly before?: string | undefined;
  readonly limit: number;
};
export type CaseLine = {
  readonly id: string;
  readonly procedure: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly state: string;
  readonly openedAt: Date;
  /** The nearest last day among the clocks that run. */
  readonly dueOn: PlainDate | null;
  readonly overdue: boolean;
};

/** Cases of the own organ and below, the nearest last day first, then the newest. `before`: an id, for cases without a running clock as well. */
export function listCases(ctx: Context, page: CasePage, today: PlainDate): Promise<CaseLine[]> {
  const { accountId, organPath } = ctx.actor;
  const { procedure = null, recordId = null, open, before = null, limit } = page;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<CaseLine>`
      select c.id, c.procedure, c.record_id as "recordId", r.document_number as "documentNumber", s.to_state as state,
        c.opened_at as "openedAt", t.due_on as "dueOn",
        coalesce(t.due_on < ${today}::date and not t.provisional, false) as overdue
      from procedure_cases as c
      join records as r on r.subject_id = c.subject_id and r.id = c.record_id
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
      join procedure_states as p on p.procedure = c.procedure and p.state = s.to_state
      left join lateral (select n.due_on, n.provisional from (select distinct on (x.timer) x.due_on, x.ended_on, x.provisional
          from procedure_timers as x where x.case_id = c.id order by x.timer, x.version desc) as n
        where n.ended_on is null and n.due_on is not null order by n.due_on limit 1) as t on true
      where (${procedure}::text is null or c.procedure = ${procedure}) and (${recordId}::uuid is null or c.record_id = ${recordId})
        and (not ${open} or not p.is_final) and (${before}::uuid is null or c.id < ${before}::uuid)
      order by t.due_on nulls last, c.id desc limit ${limit}`.execute(tx);
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

/** Notices to the own organ: `open` those that nobody has acknowledged. The number of the document shows who may see the record. */
export function listNotices(
  ctx: Context,
  page: { readonly open: boolean; readonly limit: number; readonly caseId?: string | undefined },
): Promise<NoticeLine[]> {
  const { accountId, organPath } = ctx.actor;
  const { caseId = null, open, limit } = page;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<NoticeLine>`
      select n.id, n.procedure, n.state, n.record_id as "recordId", k.document_number as "documentNumber",
        n.made_at as "madeAt", n.last_got_at as "lastGotAt", n.due_on as "dueOn", n.provisional, a.received_at as "receivedAt"
      from procedure_notices as n
      left join records as k on k.subject_id = n.subject_id and k.id = n.record_id
      left join procedure_notice_receipts as a on a.notice_id = n.id
      where (not ${open} or a.notice_id is null)
        and case when ${caseId}::uuid is null then n.receiver_path ^@ ${organPath} else n.case_id = ${caseId}::uuid end
      order by n.due_on, n.id limit ${limit}`.execute(tx);
    return rows;
  });
}
