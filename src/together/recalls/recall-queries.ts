import { type Expression, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';

type Named = { readonly zh: string; readonly en: string };
type Line = {
  readonly id: string;
  /** `record.expired`, `objection.received`: of a record, or procedure and state of a case. */
  readonly cause: string;
  readonly recordId: string;
  readonly madeAt: Date;
  readonly lastGotAt: Date;
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly receivedAt: Date | null;
  /** Of a case: what the state does to its record. */
  readonly marks: boolean;
  readonly ends: boolean;
};
/** A notice as its receiver reads it. It knows the record by the id that its check was answered with. */
export type FeedLine = Line & { readonly organ: Named };
/** A notice as the bureau follows it. */
export type BoardLine = Line & {
  readonly documentNumber: string;
  readonly receiverKind: 'organ' | 'report';
  readonly receiver: Named | null;
  readonly escalatedTo: readonly { readonly name: string; readonly at: string }[];
};

const LINE = sql`n.id, n.cause, n.record_id as "recordId", n.made_at as "madeAt", n.last_got_at as "lastGotAt", n.due_on as "dueOn",
  n.provisional, n.received_at as "receivedAt", coalesce(s.marks_record, false) as marks, coalesce(s.ends_use, false) as ends`;
const STATE = sql`left join procedure_states as s on n.case_id is not null
  and s.procedure = split_part(n.cause, '.', 1) and s.state = split_part(n.cause, '.', 2)`;

/** Notices to the own organ, the oldest first. What is acknowledged leaves the open ones, so that none can be passed over. */
export async function listFeed(
  tx: Tx,
  organPath: string,
  page: { readonly open: boolean; readonly limit: number },
): Promise<FeedLine[]> {
  const { rows } = await sql<FeedLine>`
    select ${LINE}, coalesce(jsonb_build_object('zh', o.name, 'en', o.name_en), '{"zh":"","en":""}'::jsonb) as organ
    from receiver_notices as n ${STATE} left join organs as o on o.path = n.organ_path
    where n.receiver_path = ${organPath} and (not ${page.open} or n.received_at is null)
    order by n.made_at, n.id limit ${page.limit}`.execute(tx);
  return rows;
}

/** Who has acknowledged and who has not, of records of the own organ and below; what is longest due first. */
export async function listBoard(
  tx: Tx,
  organPath: string,
  page: { readonly open: boolean; readonly recordId?: string | undefined; readonly limit: number },
): Promise<BoardLine[]> {
  const { rows } = await sql<BoardLine>`
    select ${LINE}, r.document_number as "documentNumber", n.receiver_kind as "receiverKind",
      case when g.id is null then null else jsonb_build_object('zh', g.name, 'en', g.name_en) end as receiver,
      coalesce((select jsonb_agg(jsonb_build_object('name', a.display_name, 'at', e.escalated_at) order by e.escalated_at)
        from recall_escalations as e join accounts as a on a.id = e.account_id where e.notice_id = n.id), '[]') as "escalatedTo"
    from receiver_notices as n ${STATE}
    join records as r on r.subject_id = n.subject_id and r.id = n.record_id
    left join organs as g on n.receiver_kind = 'organ' and g.id = n.receiver_id
    where n.organ_path ^@ ${organPath} and (not ${page.open} or n.received_at is null)
      and (${page.recordId ?? null}::uuid is null or n.record_id = ${page.recordId ?? null}::uuid)
    order by n.received_at is not null, n.due_on, n.id limit ${page.limit}`.execute(tx);
  return rows;
}

export type BoardCounts = { readonly open: number; readonly late: number; readonly lateWithoutPerson: number };
export async function countBoard(tx: Tx, organPath: string, today: PlainDate): Promise<BoardCounts> {
  const { rows } = await sql<BoardCounts>`
    select count(*)::int as open, count(*) filter (where l.late)::int as late,
      count(*) filter (where l.late and not exists (select from recall_escalations as e
        where e.notice_id = l.id and ${isInPost(sql.ref('e.account_id'), sql.ref('l.organ_path'), today)}))::int as "lateWithoutPerson"
    from (select n.id, n.organ_path, n.due_on < ${today}::date and not n.provisional as late from receiver_notices as n
      where n.organ_path ^@ ${organPath} and n.received_at is null) as l`.execute(tx);
  return rows[0]!;
}

export type NoticeInHand = {
  readonly id: string;
  readonly ofCase: boolean;
  readonly subjectId: string;
  readonly recordId: string;
  readonly receiverPath: string | null;
  readonly organPath: string;
  readonly receivedAt: Date | null;
};
/** @throws {Refusal} absent `recall.absent` */
export async function getNotice(tx: Tx, id: string): Promise<NoticeInHand> {
  const { rows } = await sql<NoticeInHand>`
    select n.id, n.case_id is not null as "ofCase", n.subject_id as "subjectId", n.record_id as "recordId",
      n.receiver_path as "receiverPath", n.organ_path as "organPath", n.received_at as "receivedAt"
    from receiver_notices as n where n.id = ${id}`.execute(tx);
  const [notice] = rows;
  if (!notice) throw new Refusal('absent', 'recall.absent', { id });
  return notice;
}

/** Whether somebody is a person who holds a post at that organ or above it on that day: who may be asked to follow a notice up. */
const isInPost = (accountId: Expression<unknown>, organPath: Expression<unknown>, today: PlainDate) => sql<boolean>`
  exists (select from accounts as a join post_holdings as h on h.account_id = a.id join posts as p on p.id = h.post_id
    join organs as o on o.id = p.organ_id
    where a.id = ${accountId} and a.kind = 'person' and a.state = 'active' and ${organPath} ^@ o.path
      and p.role not in ('administrator', 'auditor')
      and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date))`;

export async function mayFollowUp(tx: Tx, accountId: string, organPath: string, today: PlainDate): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select ${isInPost(sql.val(accountId), sql.val(organPath), today)} as yes`.execute(tx);
  return rows[0]!.yes;
}

export type Follower = { readonly accountId: string; readonly name: string };
/** Who of the own organ may be asked to follow up; each of them may for every notice that the organ sees. */
export async function listFollowers(tx: Tx, organPath: string, today: PlainDate): Promise<Follower[]> {
  const { rows } = await sql<Follower>`
    select distinct a.id as "accountId", a.display_name as name
    from accounts as a join post_holdings as h on h.account_id = a.id join posts as p on p.id = h.post_id
    join organs as o on o.id = p.organ_id
    where a.kind = 'person' and a.state = 'active' and o.path = ${organPath} and p.role not in ('administrator', 'auditor')
      and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date)
    order by a.display_name, a.id limit 500`.execute(tx);
  return rows;
}

export type Told = { readonly subjectId: string; readonly recordId: string };
/**
 * Penalties that were told to somebody and never published, of parties after the given one, as far as no end of them was told yet.
 * What was published ends by its term, what a case ended is told by the case, what was withdrawn by the withdrawal.
 */
export async function listToldUnpublished(tx: Tx, after: string, limit: number): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select distinct u.subject_id as "subjectId", x.id as "recordId"
    from (select c.subject_id, c.record_ids from check_uses as c
      union all select c.subject_id, c.record_ids from credit_reports as c where c.grant_id is not null) as u
    cross join lateral unnest(u.record_ids) as x (id) cross join lateral unnest(subject_kin(u.subject_id)) as k (id)
    join records as r on r.subject_id = k.id and r.id = x.id and r.item = 'penalty'
    where u.subject_id > ${after}::uuid
      and not exists (select from publications as p where p.subject_id = r.subject_id and p.record_id = r.id)
      and not exists (select from record_notices as n where n.record_id = r.id and n.cause = 'expired')
      and (select v.action from record_versions as v where v.subject_id = r.subject_id and v.record_id = r.id
        order by v.version desc limit 1) <> 'withdraw'
      and not exists (select from procedure_cases as c join lateral (select s.procedure, s.to_state from procedure_steps as s
          where s.case_id = c.id order by s.number desc limit 1) as s on true
        join procedure_states as t on t.procedure = s.procedure and t.state = s.to_state
        where c.subject_id = r.subject_id and c.record_id = r.id and t.ends_use)
    order by u.subject_id, x.id limit ${limit}`.execute(tx);
  return rows;
}

export type Silent = { readonly noticeId: string; readonly organPath: string; readonly accountId: string };
/**
 * Notices past their day that nobody who is still in post was asked about, each with the person in post who was appointed at the
 * nearest organ. A provisional day makes nobody late (R59).
 */
export async function listSilent(tx: Tx, today: PlainDate, limit: number): Promise<Silent[]> {
  const { rows } = await sql<Silent>`
    select n.id as "noticeId", n.organ_path as "organPath", f.account_id as "accountId"
    from receiver_notices as n
    join lateral (select x.account_id from recall_officers as x where n.organ_path ^@ x.organ_path
        and ${isInPost(sql.ref('x.account_id'), sql.ref('x.organ_path'), today)}
      order by length(x.organ_path) desc, x.appointed_at desc limit 1) as f on true
    where n.received_at is null and n.due_on < ${today}::date and not n.provisional
      and not exists (select from recall_escalations as e
        where e.notice_id = n.id and ${isInPost(sql.ref('e.account_id'), sql.ref('n.organ_path'), today)})
    order by n.due_on, n.id limit ${limit}`.execute(tx);
  return rows;
}

export type Audit = {
  readonly day: PlainDate;
  readonly ranAt: Date;
  readonly over: number;
  readonly seenInPortal: readonly string[];
  readonly seenInChecks: readonly string[];
  /** Cases of list entries, services, records; null: a night before these were asked for. */
  readonly seenInLists: readonly string[] | null;
  readonly seenInNotices: readonly string[] | null;
  readonly neverRecalled: readonly string[] | null;
};
export async function listAudits(tx: Tx, limit: number): Promise<Audit[]> {
  const { rows } = await sql<Audit>`
    select v.day, v.ran_at as "ranAt", v.over, v.seen_in_portal as "seenInPortal", v.seen_in_checks as "seenInChecks",
      v.seen_in_lists as "seenInLists", v.seen_in_notices as "seenInNotices", v.never_recalled as "neverRecalled"
    from visibility_audits as v order by v.day desc limit ${limit}`.execute(tx);
  return rows;
}
