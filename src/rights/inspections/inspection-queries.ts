import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import type { Cause, Outcome } from './inspection.ts';
import type { Candidate, Supervised } from './plan.ts';

/** Key supervision of the own organ that stands on that day and rests on nothing that is disputed, with the turns that are taken up. */
export async function listSupervised(tx: Tx, organPath: string, today: PlainDate): Promise<Supervised[]> {
  const { rows } = await sql<Supervised>`
    select t.case_id as "caseId", t.effective_on as "effectiveOn", t.until_on as "untilOn",
      k.inspections_during as "inspectionsDuring",
      array(select i.turn from inspections as i where i.case_id = t.case_id order by i.turn) as planned
    from determinations_standing(${today}::date, 'infinity') as d
    join determination_terms as t on t.case_id = d.case_id
    join procedure_cases as c on c.id = d.case_id and c.organ_path = ${organPath}
    join lateral (select x.inspections_during from determination_contents as x where x.case_id = t.case_id
      order by x.version desc limit 1) as k on k.inspections_during is not null
    where d.use = 'key_supervision' and not d.resting order by t.case_id limit 1000`.execute(tx);
  return rows;
}

export type Inspector = {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly serviceNumber: string;
};
/** The register of the organ (执法检查人员名录库): whoever is on it, and holds a post there today by an account that is not closed. */
export async function listInspectors(tx: Tx, organPath: string, today: PlainDate): Promise<Inspector[]> {
  const { rows } = await sql<Inspector>`
    select r.id, r.account_id as "accountId", a.display_name as name, r.service_number as "serviceNumber"
    from inspectors as r join accounts as a on a.id = r.account_id and a.state = 'active'
    where r.organ_path = ${organPath} and not exists (select from inspector_ends as e where e.inspector_id = r.id)
      and exists (select from post_holdings as h join posts as p on p.id = h.post_id join organs as o on o.id = p.organ_id
        where h.account_id = a.id and o.path = ${organPath} and h.since <= ${today}::date
          and (h.until is null or h.until >= ${today}::date))
    order by a.display_name, r.id limit 500`.execute(tx);
  return rows;
}

export type Person = { readonly accountId: string; readonly name: string };
/** Who may be entered: holds a post at the organ today and is not on the register. */
export async function listEligible(tx: Tx, organId: string, organPath: string, today: PlainDate): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select distinct a.id as "accountId", a.display_name as name
    from accounts as a join post_holdings as h on h.account_id = a.id join posts as p on p.id = h.post_id
    where a.kind = 'person' and a.state = 'active' and p.organ_id = ${organId}
      and p.role in ('clerk', 'reviewer', 'decider', 'publisher', 'counter')
      and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date)
      and not exists (select from inspectors as r where r.account_id = a.id and r.organ_path = ${organPath}
        and not exists (select from inspector_ends as e where e.inspector_id = r.id))
    order by a.display_name, a.id limit 500`.execute(tx);
  return rows;
}

/** The register, and for each of these cases who stays out of it and why. */
export async function listCandidates(
  tx: Tx,
  organPath: string,
  today: PlainDate,
  caseIds: readonly string[],
): Promise<Candidate[]> {
  const register = await listInspectors(tx, organPath, today);
  const { rows } = await sql<{ accountId: string; caseId: string; why: string }>`
    select a.id as "accountId", c.id as "caseId", k.why
    from unnest(${register.map(({ accountId }) => accountId)}::uuid[]) as a(id)
    cross join unnest(${[...caseIds]}::uuid[]) as c(id)
    cross join lateral (select kept_from_inspecting(a.id, c.id) as why) as k where k.why is not null`.execute(tx);
  const kept = Map.groupBy(rows, ({ accountId }) => accountId);
  return register.map(({ accountId }) => ({
    accountId,
    keptFrom: new Map((kept.get(accountId) ?? []).map(({ caseId, why }) => [caseId, why])),
  }));
}

/** An inspection as whoever plans or holds it sees it. */
export type Inspection = {
  readonly id: string;
  /** The plan that took it up, and those in which somebody was replaced, in their order. */
  readonly plans: readonly string[];
  readonly caseId: string;
  readonly subjectId: string;
  readonly organPath: string;
  readonly documentNumber: string;
  readonly party: string;
  readonly turn: number;
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** Null: its plan is not drawn yet. */
  readonly onDay: PlainDate | null;
  readonly crew: readonly Person[];
  /** A replacement whose draw waits. */
  readonly openPlan: string | null;
  readonly standing: 'stands' | 'rests' | 'over';
  readonly outcome: Outcome | 'fell_away' | null;
  readonly note: string | null;
};

const INSPECTION = (
  today: PlainDate,
) => sql`i.id, array(select q.id from inspection_plans as q where q.id = i.plan_id or q.inspection_id = i.id order by q.made_at, q.id) as plans, i.case_id as "caseId",
  coalesce(c.party_id, c.subject_id) as "subjectId", i.organ_path as "organPath",
  r.document_number as "documentNumber", i.turn, i.from_on as "from", i.until_on as "until", o.outcome, o.note,
  (select n.name from subject_names as n where n.subject_id = ${orElse('c.party_id', 'c.subject_id')}
    order by n.known_at desc, n.folded limit 1) as party,
  (select min(d.on_day) from inspection_draws as d where d.inspection_id = i.id) as "onDay",
  array(select jsonb_build_object('accountId', a.id, 'name', a.display_name) from unnest(inspection_crew(i.id)) as w(id)
    join accounts as a on a.id = w.id order by a.display_name, a.id) as crew,
  (select q.id from inspection_plans as q where (q.id = i.plan_id or q.inspection_id = i.id)
    and not exists (select from inspection_draws as d where d.plan_id = q.id and d.inspection_id = i.id)
    order by q.made_at limit 1) as "openPlan",
  supervision_standing(i.case_id, p.made_at, ${today}::date) as standing
  from inspections as i join inspection_plans as p on p.id = i.plan_id join procedure_cases as c on c.id = i.case_id
  join records as r on r.subject_id = c.subject_id and r.id = c.record_id
  left join inspection_outcomes as o on o.inspection_id = i.id`;

/** Those that are to be held first, by day; then those that are over, the newest first. */
export async function listInspections(tx: Tx, today: PlainDate, limit: number): Promise<Inspection[]> {
  const { rows } = await sql<Inspection>`
    select ${INSPECTION(today)} order by o.outcome is not null, case when o.outcome is null then i.from_on end,
      i.until_on desc, i.id limit ${limit}`.execute(tx);
  return rows;
}

/** Those that are not concluded and whose supervision is not over, the first to end first. */
export async function listOpenInspections(tx: Tx, today: PlainDate, limit: number): Promise<Inspection[]> {
  const { rows } = await sql<Inspection>`
    select ${INSPECTION(today)} where o.inspection_id is null order by i.until_on, i.id limit ${limit}`.execute(tx);
  return rows.filter(({ standing }) => standing !== 'over');
}

/** @throws {Refusal} absent `inspection.absent` */
export async function getInspection(tx: Tx, id: string, today: PlainDate): Promise<Inspection> {
  const { rows } = await sql<Inspection>`select ${INSPECTION(today)} where i.id = ${id}`.execute(tx);
  const [inspection] = rows;
  if (!inspection) throw new Refusal('absent', 'inspection.absent', { id });
  return inspection;
}

export type Plan = {
  readonly id: string;
  readonly kind: 'plan' | 'replacement';
  readonly pools: string;
  readonly inspectionId: string | null;
  readonly cause: Cause | null;
  readonly madeAt: Date;
  readonly organPath: string;
  /** Null: not drawn yet. */
  readonly logSize: number | null;
  readonly logRoot: Buffer | null;
  readonly drawnAt: Date | null;
  readonly entryId: string;
  readonly position: number | null;
};
/** @throws {Refusal} absent `inspection.plan_absent` */
export async function getPlan(tx: Tx, id: string): Promise<Plan> {
  const { rows } = await sql<Plan>`
    select p.id, p.kind, p.pools, p.inspection_id as "inspectionId", p.cause, p.made_at as "madeAt", p.organ_path as "organPath",
      d.log_size as "logSize", d.log_root as "logRoot", d.drawn_at as "drawnAt", j.id as "entryId", n.position
    from inspection_plans as p
    join journal as j on j.object_id = p.id and j.deed in ('inspection.plan', 'inspection.replace')
    left join journal_positions as n on n.entry_id = j.id
    left join lateral (select x.log_size, x.log_root, x.drawn_at from inspection_draws as x where x.plan_id = p.id limit 1) as d on true
    where p.id = ${id}`.execute(tx);
  const [plan] = rows;
  if (!plan) throw new Refusal('absent', 'inspection.plan_absent', { id });
  return plan;
}

/** What is not over, though its supervision is: by the program itself, of every organ. */
export async function listFallen(
  tx: Tx,
  today: PlainDate,
  limit: number,
): Promise<Pick<Inspection, 'id' | 'organPath'>[]> {
  const { rows } = await sql<Pick<Inspection, 'id' | 'organPath'>>`
    select i.id, i.organ_path as "organPath" from inspections as i join inspection_plans as p on p.id = i.plan_id
    where not exists (select from inspection_outcomes as o where o.inspection_id = i.id)
      and supervision_standing(i.case_id, p.made_at, ${today}::date) = 'over' order by i.id limit ${limit}`.execute(tx);
  return rows;
}

/** Whoever was ever drawn for it. */
export async function listDrawnFor(tx: Tx, inspectionId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct a.id from inspection_draws as d, unnest(d.inspectors) as a(id)
    where d.inspection_id = ${inspectionId} order by a.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A case as a list of inspections names it. */
export type About = {
  readonly item: string;
  readonly documentNumber: string;
  readonly organ: string;
  readonly organEn: string;
  readonly party: string;
};
export async function aboutOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, About>> {
  const { rows } = await sql<About & { caseId: string }>`
    select c.id as "caseId", r.item, r.document_number as "documentNumber", o.name as organ, o.name_en as "organEn",
      (select n.name from subject_names as n where n.subject_id = ${orElse('c.party_id', 'c.subject_id')}
        order by n.known_at desc, n.folded limit 1) as party
    from procedure_cases as c join records as r on r.subject_id = c.subject_id and r.id = c.record_id
    join organs as o on o.id = c.organ_id where c.id = any (${[...caseIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ caseId, ...about }) => [caseId, about]));
}
