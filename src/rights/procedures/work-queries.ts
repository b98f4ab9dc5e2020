import { sql } from 'kysely';
import { rightsOf } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type ShownDuty, workingDaysLeft } from '../../rules/deadlines/index.ts';
import { type Derivation, explain, isLate, type Law } from '../../rules/law/index.ts';
import { turnsOf } from './case-views.ts';
import { type CaseLine, listCases } from './list-queries.ts';
import type { Sentence } from './procedure.ts';
import { type Runnable, runnableOf } from './runnable.ts';

export type CaseWork = {
  readonly line: CaseLine;
  readonly item: string;
  readonly procedure: Sentence;
  readonly state: Sentence;
  readonly duty: ShownDuty;
};
type Clock = {
  readonly caseId: string;
  readonly timer: string;
  readonly item: string;
  readonly period: string;
  readonly from: PlainDate;
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly derivation: Derivation;
};

/** The clock of each line that has the nearest last day, as it was counted. */
function clocksOf(ctx: Context, lines: readonly CaseLine[]): Promise<Clock[]> {
  const { accountId, organPath } = ctx.actor;
  const asked = JSON.stringify(lines.map(({ id, timer }) => ({ id, timer })));
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<Clock>`
      select distinct on (t.case_id) t.case_id as "caseId", t.timer, r.item, t.period, t.from_on as "from", t.due_on as "dueOn",
        t.provisional, t.derivation
      from jsonb_to_recordset(${asked}::jsonb) as w(id uuid, timer text)
      join procedure_timers as t on t.case_id = w.id and t.timer = w.timer
      join procedure_cases as c on c.id = t.case_id
      join records as r on r.subject_id = c.subject_id and r.id = c.record_id
      order by t.case_id, t.version desc`.execute(tx);
    return rows;
  });
}

function dutyOf({ period, from, dueOn, provisional, derivation }: Clock, law: Law, today: PlainDate): ShownDuty {
  return {
    dueOn,
    provisional,
    workingDaysLeft: workingDaysLeft(today, dueOn, law),
    overdue: isLate({ due: dueOn, provisional }, today),
    articles: law.find('periods', period, from)?.basis ?? [],
    why: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') },
  };
}

/** Cases in which a step waits for this person and a clock runs. What runs without a clock is on the list of the cases. */
export async function caseWork(
  ctx: Context,
  law: Law,
  runnables: readonly Runnable[],
  asked: { readonly leaveOut: readonly string[]; readonly limit: number },
): Promise<CaseWork[]> {
  const rights = rightsOf(ctx.actor);
  if (!rights.includes('procedure.read')) return [];
  const turns = turnsOf(
    runnables.map(({ table }) => table),
    rights,
  );
  const today = chinaDate(ctx.now());
  const lines = await listCases(ctx, { ...asked, open: true, mine: true, turns }, today);
  const dated = lines.filter(({ dueOn }) => dueOn !== null);
  const clocks = new Map((await clocksOf(ctx, dated)).map((clock) => [clock.caseId, clock]));
  return dated.flatMap((line) => {
    const clock = clocks.get(line.id);
    if (clock === undefined) return [];
    const { name: procedure, states } = runnableOf(runnables, line.procedure).table;
    return [{ line, item: clock.item, procedure, state: states[line.state]!.name, duty: dutyOf(clock, law, today) }];
  });
}
