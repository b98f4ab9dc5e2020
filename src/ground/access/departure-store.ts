import { sql } from 'kysely';
import type { Role } from '../kernel/actor.ts';
import { newId } from '../kernel/id.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';

export type Departure = {
  readonly accountId: string;
  readonly by: string;
  readonly organPath: string;
  readonly at: Date;
};
export type Passed = {
  readonly from: string;
  readonly to: string;
  readonly postId: string;
  readonly organPath: string;
  readonly since: PlainDate;
  readonly until: PlainDate;
};

export async function insertDeparture(tx: Tx, { accountId, by, organPath, at }: Departure): Promise<void> {
  await sql`insert into departures (account_id, left_at, entered_by, entered_kind, organ_path)
    values (${accountId}, ${at}, ${by}, 'person', ${organPath})`.execute(tx);
}

/** What lay on the desk passes on, as when somebody stands in for somebody away (migration 0367). */
export async function insertPassedDuty(tx: Tx, passed: Passed, at: Date): Promise<void> {
  const { from, to, postId, organPath, since, until } = passed;
  await sql`insert into duty_handovers (id, from_account, from_kind, to_account, to_kind, post_id, since, until, made_at, organ_path)
    values (${newId(at.getTime())}, ${from}, 'person', ${to}, 'person', ${postId}, ${since}, ${until}, ${at}, ${organPath})`.execute(
    tx,
  );
}

/** Ends every post, key, session and code of an account. Answers how many keys were revoked. */
export async function endEverything(tx: Tx, accountId: string, day: PlainDate, at: Date): Promise<{ keys: number }> {
  await sql`update post_holdings set until = least(coalesce(until, ${day}::date), greatest(since, ${day}::date)),
    ends_at = least(ends_at, ${at}::timestamptz) where account_id = ${accountId} and (until is null or until >= ${day})`.execute(
    tx,
  );
  const keys =
    await sql`update program_keys set revoked_at = ${at} where account_id = ${accountId} and revoked_at is null`.execute(
      tx,
    );
  await sql`update auth.identities set ended_at = ${at} where account_id = ${accountId} and ended_at is null`.execute(
    tx,
  );
  await sql`delete from auth.sessions where user_id = ${accountId}`.execute(tx);
  await sql`delete from auth.invitations where account_id = ${accountId} and redeemed_at is null`.execute(tx);
  return { keys: Number(keys.numAffectedRows ?? 0n) };
}

/** Does somebody else who can act hold a post of that kind at the organ, on that day? With `accountId`, does that one? */
export async function isHeldBesides(
  tx: Tx,
  asked: { readonly leaving: string; readonly role: Role; readonly organId: string; readonly accountId?: string },
  day: PlainDate,
): Promise<boolean> {
  const { leaving, role, organId, accountId = null } = asked;
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from post_holdings h join posts p on p.id = h.post_id join accounts a on a.id = h.account_id
      where p.role = ${role} and p.organ_id = ${organId} and h.account_id <> ${leaving} and a.state = 'active'
        and (${accountId}::uuid is null or h.account_id = ${accountId}::uuid) and a.kind = 'person'
        and h.since <= ${day} and (h.until is null or h.until >= ${day})) as held`.execute(tx);
  return rows[0]!.held;
}
