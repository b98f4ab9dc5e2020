import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

/** A case as the worker needs it: whose it is. */
export type CaseRef = {
  readonly caseId: string;
  readonly procedure: string;
  readonly subjectId: string;
  readonly organId: string;
  readonly organPath: string;
};
export type ClockMark = CaseRef & {
  readonly timer: string;
  readonly version: number;
  readonly mark: 'due' | 'overdue';
  readonly dueOn: PlainDate;
};

const REF = sql`c.id as "caseId", c.procedure, c.subject_id as "subjectId", c.organ_id as "organId", c.organ_path as "organPath"`;

/**
 * Clocks that came to their last day today, or went past it, and of which nobody has been told. A provisional day makes nobody
 * late (R59); one that stands still or has ended is left alone.
 */
export async function listUnmarked(tx: Tx, today: PlainDate, limit: number): Promise<ClockMark[]> {
  const { rows } = await sql<ClockMark>`
    select ${REF}, t.timer, t.version, m.mark, t.due_on as "dueOn"
    from procedure_timers as t
    join open_cases as w on w.case_id = t.case_id
    join procedure_cases as c on c.id = t.case_id
    cross join (values ('due'), ('overdue')) as m (mark)
    where t.ended_on is null and t.due_on is not null
      and case m.mark when 'due' then t.due_on = ${today}::date else t.due_on < ${today}::date and not t.provisional end
      and not exists (select from procedure_timers as x where x.case_id = t.case_id and x.timer = t.timer and x.version > t.version)
      and not exists (select from procedure_timer_marks as k
        where k.case_id = t.case_id and k.timer = t.timer and k.version = t.version and k.mark = m.mark)
    order by t.due_on, t.case_id, t.timer limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Open cases after the given one whose clocks were never counted, last by another edition of the law (one of before may be adopted
 * again), or before an outage of late was confirmed. A case for which the law knows no clock is always among them.
 */
export async function listUncounted(
  tx: Tx,
  by: { readonly edition: string; readonly outagesSince: Date },
  after: string,
  limit: number,
): Promise<CaseRef[]> {
  const { rows } = await sql<CaseRef>`
    select ${REF} from open_cases as w join procedure_cases as c on c.id = w.case_id
    where w.case_id > ${after} and not exists (select from procedure_timers as t where t.case_id = c.id and t.edition = ${by.edition}
        and not exists (select from outage_confirmations as o where o.confirmed_at > greatest(t.known_at, ${by.outagesSince}))
        and not exists (select from procedure_timers as x where x.case_id = t.case_id and x.timer = t.timer and x.version > t.version))
    order by w.case_id limit ${limit}`.execute(tx);
  return rows;
}
