import { sql } from 'kysely';
import { penaltyFacts, type StoredFacts, type SubjectKind } from '../../facts/records/index.ts';
import type { OrganKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { PublicationFacts, SeverityClass } from '../../rules/law/index.ts';
import type { ListedEntry, ReportScope } from './report.ts';

export type Holder = { readonly kind: SubjectKind; readonly name: string; readonly code: string | null };
export async function getParty(tx: Tx, subjectId: string): Promise<Holder> {
  const { rows } = await sql<Holder>`
    select s.kind, coalesce((select n.name from subject_names as n where n.subject_id = s.id order by n.known_at desc, n.folded limit 1), '') as name,
      (select k.key from subject_keys as k where k.subject_id = s.id and k.kind <> 'person' order by k.kind = 'uscc' desc, k.key limit 1) as code
    from subjects as s where s.id = ${subjectId}`.execute(tx);
  return rows[0]!;
}

export async function organName(tx: Tx, organId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select o.name from organs as o where o.id = ${organId}`.execute(tx);
  return rows[0]!.name;
}

/** What stands around the facts of these records. */
export type Around = {
  readonly recordId: string;
  readonly isPublic: boolean;
  /** Since when an objection marks it; null: none does. */
  readonly objectedOn: PlainDate | null;
  readonly asked: PublicationFacts | null;
};
type AroundRow = Omit<Around, 'asked'> & {
  readonly item: string;
  readonly kind: SubjectKind;
  readonly facts: StoredFacts;
  readonly class: SeverityClass | null;
  readonly decidedOn: PlainDate;
  readonly beginsOn: PlainDate | null;
};
export async function listAround(tx: Tx, subjectId: string, today: PlainDate): Promise<Around[]> {
  const { rows } = await sql<AroundRow>`
    select r.id as "recordId", r.item, s.kind, v.facts, c.class, r.decided_on as "decidedOn", p.begins_on as "beginsOn",
      coalesce(is_public(p.id, p.begins_on, ${today}::date), false) as "isPublic",
      (select min(k.opened_on) from (select (x.opened_at at time zone 'Asia/Shanghai')::date as opened_on from procedure_cases as x
        join lateral (select y.procedure, y.to_state from procedure_steps as y where y.case_id = x.id order by y.number desc limit 1) as y on true
        join procedure_states as z on z.procedure = y.procedure and z.state = y.to_state
        where x.subject_id = r.subject_id and x.record_id = r.id and z.marks_record) as k) as "objectedOn"
    from records as r join subjects as s on s.id = r.subject_id
    join lateral (select x.version, x.facts from record_versions as x where x.subject_id = r.subject_id and x.record_id = r.id
      order by x.version desc limit 1) as v on true
    left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version
    left join publications as p on p.subject_id = r.subject_id and p.record_id = r.id
    where r.subject_id = ${subjectId}`.execute(tx);
  return rows.map(({ item, kind, facts, class: given, decidedOn, beginsOn, ...around }) => ({
    ...around,
    asked:
      item !== 'penalty'
        ? null
        : {
            ...penaltyFacts(facts, kind),
            decidedOn,
            ...(beginsOn === null ? {} : { publishedOn: beginsOn }),
            ...(given === null ? {} : { classified: given }),
          },
  }));
}

/** Entries of serious lists about the party as the public reads them: published, standing, resting for nothing. */
export async function listEntriesOf(
  tx: Tx,
  subjectId: string,
  today: PlainDate,
): Promise<(Omit<ListedEntry, 'list'> & { readonly domain: string })[]> {
  const { rows } = await sql<Omit<ListedEntry, 'list'> & { readonly domain: string }>`
    select e.record_id as "recordId", e.domain, e.number, e.organ, e.effective_on as "effectiveOn", e.until_on as "untilOn", e.statement
    from public_list_entries(${today}::date) as e where e.party_id = ${subjectId} order by e.effective_on desc, e.case_id`.execute(
    tx,
  );
  return rows;
}

/** Who looked up to that day, and for what, the newest first: organ, matter, day (河南省社会信用条例 art. 40). */
export async function listUsesFor(
  tx: Tx,
  subjectId: string,
  upTo: PlainDate,
  limit: number,
): Promise<{ organ: string; matter: string; day: PlainDate }[]> {
  const { rows } = await sql<{ organ: string; matter: string; day: PlainDate }>`
    select o.name as organ, u.matter, (u.at at time zone 'Asia/Shanghai')::date as day
    from check_uses as u join organs as o on o.id = u.organ_id
    where u.subject_id = ${subjectId} and u.at < (${upTo}::date + 1)::timestamp
      at time zone 'Asia/Shanghai' order by u.at desc limit ${limit}`.execute(tx);
  return rows;
}

export type KeptReport = {
  readonly id: string;
  readonly number: string;
  readonly asOf: PlainDate;
  readonly verifiedUntil: PlainDate;
  readonly contentId: string;
  readonly sha256: string;
  readonly edition: string;
  readonly madeAt: Date;
  readonly grantId: string | null;
  /** Made by an officer, for the party that stood there. */
  readonly atCounter: boolean;
};
const REPORT = sql`r.id, r.number, r.as_of as "asOf", r.verified_until as "verifiedUntil", r.content_id as "contentId",
  encode(r.sha256, 'hex') as sha256, r.edition, r.made_at as "madeAt", r.grant_id as "grantId",
  r.made_kind = 'person' as "atCounter"`;

export async function findReport(tx: Tx, id: string): Promise<KeptReport | undefined> {
  const { rows } = await sql<KeptReport>`select ${REPORT} from credit_reports as r where r.id = ${id}`.execute(tx);
  return rows[0];
}

/** Reports of the party, or those that one code fetched, the newest first. */
export async function listReports(
  tx: Tx,
  subjectId: string,
  grantId: string | null,
  limit = 50,
): Promise<KeptReport[]> {
  const { rows } = await sql<KeptReport>`
    select ${REPORT} from credit_reports as r
    where r.subject_id = ${subjectId} and (${grantId}::uuid is null or r.grant_id = ${grantId}::uuid)
    order by r.made_at desc, r.id limit ${limit}`.execute(tx);
  return rows;
}

export type KeptGrant = {
  readonly id: string;
  readonly holderId: string;
  readonly purpose: string;
  readonly scope: ReportScope;
  readonly until: PlainDate;
  readonly ended: boolean;
  readonly fetched: number;
};
export async function listGrants(tx: Tx, subjectId: string, limit = 50): Promise<KeptGrant[]> {
  const { rows } = await sql<KeptGrant>`
    select g.id, g.holder_id as "holderId", g.purpose, g.scope, g.until,
      exists (select from report_grant_ends as e where e.grant_id = g.id) as ended,
      (select count(*)::int from credit_reports as r where r.grant_id = g.id) as fetched
    from report_grants as g where g.subject_id = ${subjectId} order by g.made_at desc, g.id limit ${limit}`.execute(tx);
  return rows;
}

/** Whether the party gave that authority itself. */
export async function isOwnGrant(tx: Tx, grantId: string, subjectId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from report_grants as g where g.id = ${grantId} and g.subject_id = ${subjectId}`.execute(tx);
  return rows.length === 1;
}

/** For whom a code speaks. */
export type Grant = {
  readonly grantId: string;
  readonly accountId: string;
  readonly subjectId: string;
  readonly purpose: string;
  readonly scope: ReportScope;
  readonly until: PlainDate;
  readonly holderId: string;
  readonly organId: string;
  readonly organPath: string;
  readonly organKind: OrganKind;
  /** False: over or taken back. It fetches nothing, and still answers for what it fetched. */
  readonly isOpen: boolean;
};
export async function findGrant(pools: Pools, hash: Buffer, today: PlainDate): Promise<Grant | undefined> {
  const { rows } = await sql<Grant>`
    select g.grant_id as "grantId", g.account_id as "accountId", g.subject_id as "subjectId", g.purpose, g.scope, g.until,
      g.holder_id as "holderId", g.organ_id as "organId", g.organ_path as "organPath", g.organ_kind as "organKind",
      g.is_open as "isOpen"
    from auth.grant_of_code(${hash}, ${today}::date) as g`.execute(pools.app);
  return rows[0];
}

/** What a holder of a fetched report was told since, and has not acknowledged. */
export type ReportNotice = {
  readonly id: string;
  readonly reportNumber: string;
  readonly documentNumber: string;
  readonly cause: string;
  readonly dueOn: PlainDate;
  readonly receivedAt: Date | null;
};
export async function listReportNotices(tx: Tx, grantId: string): Promise<ReportNotice[]> {
  const { rows } = await sql<ReportNotice>`
    select n.id, r.number as "reportNumber", k.document_number as "documentNumber", n.cause, n.due_on as "dueOn", t.received_at as "receivedAt"
    from credit_reports as r join record_notices as n on n.receiver_kind = 'report' and n.receiver_id = r.id
    join records as k on k.subject_id = n.subject_id and k.id = n.record_id
    left join record_notice_receipts as t on t.notice_id = n.id
    where r.grant_id = ${grantId} order by t.received_at is not null, n.made_at desc, n.id limit 200`.execute(tx);
  return rows;
}

export type Verified = {
  readonly number: string;
  readonly asOf: PlainDate;
  readonly madeOn: PlainDate;
  readonly verifiedUntil: PlainDate;
  readonly sha256: string;
  readonly pages: number;
  readonly organ: string;
  readonly organEn: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly changed: boolean;
};
/** What anybody may verify by the code on a report; undefined for every code that answers nothing, whatever the reason. */
export function findVerified(pools: Pools, code: string, today: PlainDate): Promise<Verified | undefined> {
  return inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<Verified>`
      select v.number, v.as_of as "asOf", (v.made_at at time zone 'Asia/Shanghai')::date as "madeOn", v.verified_until as "verifiedUntil", encode(v.sha256, 'hex') as sha256, v.pages, v.organ,
        v.organ_en as "organEn", v.subject_kind as kind, v.subject_name as name, v.changed
      from report_of_code(${code}, ${today}::date) as v`.execute(tx);
    return rows[0];
  });
}
