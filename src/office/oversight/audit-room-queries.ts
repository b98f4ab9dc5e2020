import { type RawBuilder, sql } from 'kysely';
import type { Context, JournalEntry } from '../../ground/audit/index.ts';
import { ALARM_PARAMETERS, type Alarm } from '../../ground/audit/index.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import type { AskedParty } from './party-asked.ts';

/** What is looked for. Days are days in China, both inclusive. */
export type JournalSearch = {
  readonly from: string;
  readonly to: string;
  readonly accountId?: string | undefined;
  /** Part of a name of somebody who acted. */
  readonly name?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly party?: AskedParty | undefined;
  readonly objectId?: string | undefined;
  readonly deed?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};
export type Look = {
  readonly id: string;
  readonly at: Date;
  readonly account: string;
  readonly accountId: string;
  readonly matter: string;
  readonly reason: string;
  /** Of whom the value tells, where it is the value of a party. */
  readonly subjectId: string | null;
};

const reading = <T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, work);
};
const between = (at: RawBuilder<unknown>, { from, to }: Pick<JournalSearch, 'from' | 'to'>) =>
  sql`${at} >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
    and ${at} < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`;
const named = (name: string | undefined) =>
  sql`(${name ?? null}::text is null or position(${name ?? ''} in a.display_name) > 0)`;

/** Parties whose name begins alike are many; nobody reads more. */
const MOST_PARTIES = 500;
/** Sorts after every character of a name. */
const LAST = '\u{10ffff}';
/** Of the party that was asked for, and of those that are one with it. */
function ofParty(column: RawBuilder<unknown>, party: AskedParty | undefined): RawBuilder<unknown> {
  if (party === undefined) return sql`true`;
  const found =
    'code' in party
      ? sql`select k.subject_id from subject_keys as k where k.kind = ${party.code.kind} and k.key = ${party.code.key}`
      : sql`select n.subject_id from subject_names as n
          where n.folded ~>=~ ${party.name} and n.folded ~<=~ ${party.name + LAST} limit ${MOST_PARTIES}`;
  return sql`${column} = any (array(select unnest(subject_group(f.subject_id)) from (${found}) as f))`;
}

/** Entries of the own organ and below by person, party, object, deed and day; newest first. */
export function searchJournal(ctx: Context, search: JournalSearch): Promise<JournalEntry[]> {
  const {
    accountId = null,
    name,
    subjectId = null,
    party,
    objectId = null,
    deed = null,
    before = null,
    limit,
  } = search;
  return reading(ctx, async (tx) => {
    const { rows } = await sql<JournalEntry>`
      select p.position, j.id, j.at, coalesce(a.display_name, 'zhengming') as account,
        coalesce(o.name, 'zhengming') as organ, j.deed, j.object_kind as "objectKind",
        j.object_id as "objectId", j.version, j.subject_id as "subjectId", j.basis, j.edition
      from journal as j
      join journal_positions as p on p.entry_id = j.id
      left join accounts as a on a.id = j.account_id
      left join organs as o on o.id = j.organ_id
      where ${between(sql`j.at`, search)} and ${named(name)}
        and (${accountId}::uuid is null or j.account_id = ${accountId}::uuid)
        and (${subjectId}::uuid is null or j.subject_id = ${subjectId}::uuid) and ${ofParty(sql`j.subject_id`, party)}
        and (${objectId}::uuid is null or j.object_id = ${objectId}::uuid)
        and (${deed}::text is null or j.deed = ${deed}::text)
        and (${before}::bigint is null or p.position < ${before}::bigint)
      order by p.position desc limit ${limit}`.execute(tx);
    return rows;
  });
}

/** Looks at sealed personal values, newest first: who, when, in which matter, why, of whom. */
export function searchLooks(ctx: Context, search: JournalSearch): Promise<Look[]> {
  const { accountId = null, name, subjectId = null, party, objectId = null, limit } = search;
  return reading(ctx, async (tx) => {
    const { rows } = await sql<Look>`
      select l.id, l.at, l.account_id as "accountId", coalesce(a.display_name, 'zhengming') as account, l.matter, l.reason,
        s.id as "subjectId"
      from sealed_looks as l
      left join accounts as a on a.id = l.account_id
      left join sealed_values as v on v.id = l.object_id
      left join subjects as s on s.id = v.scope_id
      where ${between(sql`l.at`, search)} and ${named(name)}
        and (${accountId}::uuid is null or l.account_id = ${accountId}::uuid)
        and (${subjectId}::uuid is null or s.id = ${subjectId}::uuid) and ${ofParty(sql`s.id`, party)}
        and (${objectId}::uuid is null or l.object_id = ${objectId}::uuid)
      order by l.at desc limit ${limit}`.execute(tx);
    return rows;
  });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** What was unusual on these days, worked out now (alarm.ts); the newest day first. */
export function listAlarms(ctx: Context, days: { from: string; to: string }): Promise<Alarm[]> {
  const { looksADay, hours } = ALARM_PARAMETERS;
  const local = sql`u.at at time zone 'Asia/Shanghai'`;
  return reading(ctx, async (tx) => {
    const { rows } = await sql<Alarm>`
      with looks as (select l.account_id, l.at, s.id as subject_id from sealed_looks as l
          left join sealed_values as v on v.id = l.object_id left join subjects as s on s.id = v.scope_id
          where ${between(sql`l.at`, days)}),
        deeds as (select j.account_id, j.at, j.subject_id, j.deed from journal as j where ${between(sql`j.at`, days)}),
        uses as (select account_id, at, subject_id from looks
          union all select account_id, at, subject_id from deeds where deed not like 'session.%'),
        found as (
          select 'many_looks' as kind, u.account_id, (${local})::date as day, count(*) as count from looks as u
            group by 2, 3 having count(*) > ${looksADay}
          union all select 'odd_hours', u.account_id, (${local})::date, count(*) from uses as u
            where extract(hour from ${local}) < ${hours.from} or extract(hour from ${local}) >= ${hours.before} group by 2, 3
          union all select 'own_interest', u.account_id, (${local})::date, count(distinct u.at) from uses as u
            join interest_declarations as d on d.account_id = u.account_id and d.subject_id = u.subject_id
            where u.at > d.declared_at group by 2, 3
          union all select 'emergency', u.account_id, (${local})::date, count(*) from deeds as u
            where u.deed = 'glass.open' group by 2, 3
          union all select case f.source when 'catalogue' then 'catalogue' else 'foreign' end, coalesce(f.account_id, ${NOBODY}::uuid), (f.found_at at time zone 'Asia/Shanghai')::date, count(*) from log_foreign_rows as f
            where ${between(sql`f.found_at`, days)} group by 1, 2, 3
          union all select 'setting', coalesce(c.decided_by, ${NOBODY}::uuid), x.day::date, count(*) from setting_relaxations as r
            left join setting_relaxation_decisions as c on c.relaxation_id = r.id and c.outcome = 'confirm' and not exists (
              select from setting_relaxation_decisions as n where n.relaxation_id = r.id and n.outcome = 'refuse')
            cross join lateral generate_series(
              greatest(${days.from}::date, (r.found_at at time zone 'Asia/Shanghai')::date),
              least(${days.to}::date, (coalesce(r.ended_at, ${ctx.now()}) at time zone 'Asia/Shanghai')::date), interval '1 day') as x (day)
            group by 1, 2, 3)
      select f.kind, f.account_id as "accountId", coalesce(a.display_name, '') as account, f.day::text as day, f.count
      from found as f left join accounts as a on a.id = f.account_id
      where a.kind = 'person' or f.kind in ('foreign', 'catalogue', 'setting')
      order by f.day desc, f.kind, a.display_name`.execute(tx);
    return rows;
  });
}
