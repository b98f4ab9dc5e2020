import { sql } from 'kysely';
import type { Role } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

/** Whether that person holds a post of this role at this organ on that day: who may stand in. */
export async function holdsSamePost(
  tx: Tx,
  accountId: string,
  post: { readonly organId: string; readonly role: Role | 'party' },
  today: PlainDate,
): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from accounts as a join post_holdings as h on h.account_id = a.id join posts as p on p.id = h.post_id
      where a.id = ${accountId} and a.kind = 'person' and a.state = 'active' and p.organ_id = ${post.organId} and p.role = ${post.role}
        and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date)) as yes`.execute(tx);
  return rows[0]!.yes;
}

export type StandIn = { readonly accountId: string; readonly name: string };
/** Who may stand in for that person: whoever else holds a post of the same role at the same organ today. */
export async function listStandIns(
  tx: Tx,
  accountId: string,
  post: { readonly organId: string; readonly role: Role | 'party' },
  today: PlainDate,
): Promise<StandIn[]> {
  const { rows } = await sql<StandIn>`
    select distinct a.id as "accountId", a.display_name as name
    from accounts as a join post_holdings as h on h.account_id = a.id join posts as p on p.id = h.post_id
    where a.id <> ${accountId} and a.kind = 'person' and a.state = 'active' and p.organ_id = ${post.organId} and p.role = ${post.role}
      and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date)
    order by a.display_name, a.id limit 200`.execute(tx);
  return rows;
}

/** Somebody for whom this person stands in today, in a post of the same role. */
export type StoodInFor = { readonly accountId: string; readonly name: string; readonly postId: string };
export async function listStoodInFor(
  tx: Tx,
  accountId: string,
  role: Role | 'party',
  organPath: string,
  today: PlainDate,
): Promise<StoodInFor[]> {
  const { rows } = await sql<StoodInFor>`
    select distinct on (h.from_account) h.from_account as "accountId", a.display_name as name, h.post_id as "postId"
    from duty_handovers as h join accounts as a on a.id = h.from_account join posts as p on p.id = h.post_id
    where h.to_account = ${accountId} and p.role = ${role} and h.organ_path = ${organPath}
      and h.since <= ${today}::date and h.until >= ${today}::date
      and not exists (select from duty_handover_ends as e where e.handover_id = h.id)
    order by h.from_account, h.made_at desc limit 20`.execute(tx);
  return rows;
}

export type HandoverLine = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly since: PlainDate;
  readonly until: PlainDate;
  readonly ended: boolean;
  readonly mine: boolean;
};
/** Handovers of the own organ that are not over, the nearest first. */
export async function listHandovers(
  tx: Tx,
  accountId: string,
  organPath: string,
  today: PlainDate,
): Promise<HandoverLine[]> {
  const { rows } = await sql<HandoverLine>`
    select h.id, a.display_name as "from", b.display_name as "to", h.since, h.until, h.from_account = ${accountId} as mine,
      exists (select from duty_handover_ends as e where e.handover_id = h.id) as ended
    from duty_handovers as h join accounts as a on a.id = h.from_account join accounts as b on b.id = h.to_account
    where h.organ_path = ${organPath} and h.until >= ${today}::date order by h.since, h.id limit 200`.execute(tx);
  return rows;
}
