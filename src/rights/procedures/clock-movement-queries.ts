import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import type { Taken } from './procedure-case.ts';
import { type Timer, timersOf } from './procedure-timers.ts';
import { type Runnable, runnableOf } from './runnable.ts';

/** A running clock of an open case that another edition would count otherwise. */
export type ClockMovement = {
  readonly caseId: string;
  readonly procedure: string;
  readonly recordId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organName: string;
  readonly organNameEn: string;
  readonly decidedOn: PlainDate;
  /** The period of the packs that runs. */
  readonly period: { readonly name: string; readonly nameEn: string; readonly kinder: 'shorter' | 'longer' | 'none' };
  readonly oldDay: PlainDate;
  readonly newDay: PlainDate;
};
type OpenCase = Omit<ClockMovement, 'period' | 'oldDay' | 'newDay'> & { readonly taken: readonly Taken[] };

/** Open cases after `after`, in order of id, with their steps: one statement. */
async function listOpenCases(tx: Tx, after: string, limit: number): Promise<OpenCase[]> {
  const { rows } = await sql<OpenCase>`
    select c.id as "caseId", c.procedure, c.record_id as "recordId", r.item, r.document_number as "documentNumber",
      o.name as "organName", o.name_en as "organNameEn", r.decided_on as "decidedOn",
      (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('step', s.step, 'on', s.taken_on, 'by', s.taken_by,
          'kind', s.taken_kind, 'cause', s.cause, 'documents', s.documents, 'saysWhy', s.reason_id is not null))
        order by s.number) from procedure_steps as s where s.case_id = c.id) as taken
    from open_cases as w join procedure_cases as c on c.id = w.case_id
    join records as r on r.subject_id = c.subject_id and r.id = c.record_id
    join organs as o on o.id = c.organ_id
    where w.case_id > ${after} order by w.case_id limit ${limit}`.execute(tx);
  return rows;
}

const isRunning = ({ stoppedOn, endedOn }: Timer) => stoppedOn === undefined && endedOn === undefined;

function moved({ taken, ...told }: OpenCase, runnables: readonly Runnable[], editions: Editions): ClockMovement[] {
  const { table } = runnableOf(runnables, told.procedure);
  const before = timersOf(table, taken, editions.inUse).filter(isRunning);
  const after = new Map(timersOf(table, taken, editions.proposed).map((timer) => [timer.code, timer]));
  return before.flatMap(({ code, deadline: { due: oldDay } }) => {
    const next = after.get(code)?.deadline;
    if (next === undefined || next.due === oldDay) return [];
    return { ...told, period: next.period, oldDay, newDay: next.due };
  });
}

type Editions = { readonly inUse: Law; readonly proposed: Law };

/** Of the next `limit` open cases that the transaction may see, the clocks that move. `last`: the case to go on after. */
export async function clockMovementsAfter(
  tx: Tx,
  runnables: readonly Runnable[],
  editions: Editions,
  after: string,
  limit: number,
): Promise<{
  readonly looked: number;
  readonly movements: readonly ClockMovement[];
  readonly last: string | undefined;
}> {
  const cases = await listOpenCases(tx, after, limit);
  const last = cases.length === limit ? cases.at(-1)?.caseId : undefined;
  return { looked: cases.length, movements: cases.flatMap((one) => moved(one, runnables, editions)), last };
}
