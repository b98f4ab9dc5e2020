import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { CaseInHand } from './procedure-queries.ts';

type Both = { readonly zh: string; readonly en: string };
export type SubjectKind = 'organisation' | 'individual_business' | 'person';

/** People of a case by name: who took each step and in which post, who disposed of a point, who stays out. */
export type Hands = {
  readonly steps: ReadonlyMap<number, { readonly name: string; readonly post: Both | null }>;
  readonly disposed: ReadonlyMap<number, { readonly by: string; readonly at: Date }>;
  readonly recused: readonly { readonly accountId: string; readonly name: string; readonly at: Date }[];
  readonly told: ReadonlyMap<number, { readonly organs: number; readonly open: number }>;
  readonly party: { readonly name: string; readonly kind: SubjectKind };
  readonly organ: Both;
};

export async function getHands(tx: Tx, { id, record }: CaseInHand): Promise<Hands> {
  const { rows: steps } = await sql<{ number: number; name: string; zh: string | null; en: string | null }>`
    select s.number, a.display_name as name, p.title as zh, p.title_en as en
    from procedure_steps as s join accounts as a on a.id = s.taken_by
    left join lateral (select j.post_id from journal as j where j.object_id = s.case_id and j.version = s.number
      and j.account_id = s.taken_by and j.deed = s.procedure || '.' || s.step limit 1) as e on true
    left join posts as p on p.id = e.post_id
    where s.case_id = ${id} order by s.number`.execute(tx);
  const { rows: disposed } = await sql<{ number: number; by: string; at: Date }>`
    select distinct on (d.number) d.number, a.display_name as by, d.disposed_at as at
    from procedure_dispositions as d join accounts as a on a.id = d.disposed_by
    where d.case_id = ${id} order by d.number, d.version desc`.execute(tx);
  const { rows: recused } = await sql<{ accountId: string; name: string; at: Date }>`
    select r.account_id as "accountId", a.display_name as name, r.entered_at as at
    from procedure_recusals as r join accounts as a on a.id = r.account_id
    where r.case_id = ${id} order by r.entered_at`.execute(tx);
  const { rows: told } = await sql<{ number: number; organs: number; open: number }>`
    select n.step_number as number, count(*)::int as organs, (count(*) filter (where t.notice_id is null))::int as open
    from procedure_notices as n left join procedure_notice_receipts as t on t.notice_id = n.id
    where n.case_id = ${id} group by n.step_number`.execute(tx);
  const { rows: parties } = await sql<{ kind: SubjectKind; name: string; zh: string; en: string }>`
    select s.kind, n.name, o.name as zh, o.name_en as en
    from subjects as s join organs as o on o.id = ${record.organId}
    join lateral (select x.name from subject_names as x where x.subject_id = s.id order by x.known_at desc limit 1) as n on true
    where s.id = ${record.subjectId}`.execute(tx);
  const { kind, name, zh, en } = parties[0]!;
  return {
    steps: new Map(
      steps.map((one) => {
        const post = one.zh === null || one.en === null ? null : { zh: one.zh, en: one.en };
        return [one.number, { name: one.name, post }];
      }),
    ),
    disposed: new Map(disposed.map(({ number, ...rest }) => [number, rest])),
    recused,
    told: new Map(told.map(({ number, ...rest }) => [number, rest])),
    party: { kind, name },
    organ: { zh, en },
  };
}

export type Colleague = {
  readonly accountId: string;
  readonly name: string;
  readonly post: Both;
  readonly recused: boolean;
};

const ofTheHouse = (organPath: string, today: PlainDate) => sql`
    organs as o join posts as p on p.organ_id = o.id join post_holdings as h on h.post_id = p.id
    join accounts as a on a.id = h.account_id
    where ${organPath} ^@ o.path and p.role not in ('administrator', 'security', 'auditor') and a.kind = 'person'
      and a.state = 'active' and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date)`;

/** Persons who hold a post of business at the organ of the case or above it: who may come to have it in hand. */
export async function listColleagues(tx: Tx, { id, record }: CaseInHand, today: PlainDate): Promise<Colleague[]> {
  const { rows } = await sql<{ accountId: string; name: string; zh: string; en: string; recused: boolean }>`
    select a.id as "accountId", a.display_name as name, p.title as zh, p.title_en as en,
      exists (select from procedure_recusals as r where r.case_id = ${id} and r.account_id = a.id) as recused
    from ${ofTheHouse(record.organPath, today)}
    order by o.path desc, p.title, a.display_name, a.id limit 200`.execute(tx);
  return rows.map(({ zh, en, ...rest }) => ({ ...rest, post: { zh, en } }));
}

/** Whether that account is one of {@link listColleagues}. */
export async function isColleague(
  tx: Tx,
  { record }: CaseInHand,
  accountId: string,
  today: PlainDate,
): Promise<boolean> {
  const { rows } = await sql`
    select from ${ofTheHouse(record.organPath, today)} and a.id = ${accountId} limit 1`.execute(tx);
  return rows.length > 0;
}
