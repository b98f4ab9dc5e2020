import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import { type Held, monthsOf, USE_LOGS, type UseLog } from './retention.ts';

export type RetentionRun = {
  readonly ranOn: PlainDate;
  readonly values: number;
  readonly files: number;
  readonly uses: number;
  readonly lastAt: Date;
};

/** What is held at the own organ and below, kind by kind. `overdue` is what should be gone and is not. */
export async function readHeld(tx: Tx, law: Law, today: PlainDate): Promise<Held[]> {
  const uses = USE_LOGS.map((log) => heldOfUses(log, monthsOf(law, log, today), today));
  const { rows } = await sql<Held>`
    select 'files' as what, count(*), min(retain_until) as "firstOn", count(*) filter (where retain_until < ${today}) as overdue,
        0 as resting from sealed_files
    union all select 'values', count(*), min(retain_until), count(*) filter (where retain_until < ${today}), 0 from sealed_values
    union all select 'lists', count(*), min(retain_until), count(*) filter (where retain_until < ${today}), 0 from screening_files
    union all ${sql.join(uses, sql` union all `)}
    union all select 'journal', count(*), min(at at time zone 'Asia/Shanghai')::date, 0, 0 from journal
    union all select 'assessments', count(*), min(drafted_at at time zone 'Asia/Shanghai')::date, 0, 0 from privacy_assessments`.execute(
    tx,
  );
  return rows;
}

/** A use that is past its last day is kept since something rests on it: the worker takes every other away each day. */
const heldOfUses = ({ what, table }: UseLog, months: number, today: PlainDate) => {
  const lastDay = sql`((t.at at time zone 'Asia/Shanghai')::date + make_interval(months => ${months}))::date`;
  return sql`select ${what}, count(*), min(${lastDay}), 0, count(*) filter (where ${lastDay} < ${today}) from ${sql.table(table)} as t`;
};

/** That retention ran, the newest day first. */
export async function listRuns(tx: Tx, limit: number): Promise<RetentionRun[]> {
  const { rows } = await sql<RetentionRun>`
    select r.ran_on as "ranOn", r.sealed_values as values, r.sealed_files as files, r.uses, r.last_at as "lastAt"
    from retention_runs as r order by r.ran_on desc limit ${limit}`.execute(tx);
  return rows;
}

export type LookFigure = {
  readonly month: string;
  readonly matter: string;
  readonly looks: number;
  readonly accounts: number;
};

/** How often sealed values were looked at, by month and matter; nobody's name, nobody's value. */
export async function countLooks(tx: Tx): Promise<LookFigure[]> {
  const { rows } = await sql<LookFigure>`
    select to_char(l.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, l.matter, count(*) as looks,
      count(distinct l.account_id) as accounts
    from sealed_looks as l group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}
