import { sql } from 'kysely';
import type { Capacity } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

export type PartyAccountLine = {
  readonly id: string;
  readonly party: string;
  readonly partyKind: 'organisation' | 'individual_business' | 'person';
  readonly capacity: Capacity;
  /** Last day of an agent's mandate. */
  readonly until: PlainDate | null;
  /** Masked; the name itself is sealed. */
  readonly holder: string;
  readonly openedAt: Date;
  /** Whether the code of the letter was used. */
  readonly joined: boolean;
  readonly endedAt: Date | null;
};

/** Whose account it is and which organ opened it, for the letter. */
export async function getLetterHead(tx: Tx, accountId: string): Promise<{ party: string; organ: string }> {
  const { rows } = await sql<{ party: string; organ: string }>`
    select o.name as organ,
      coalesce((select n.name from subject_names as n where n.subject_id = p.subject_id order by n.known_at desc, n.folded limit 1), '') as party
    from party_accounts as p join organs as o on o.id = p.organ_id where p.account_id = ${accountId}`.execute(tx);
  return rows[0]!;
}

/** Whom a letter about the own file goes to, from which organ, and whether somebody reads its mailbox: an account in use, of this organ. */
export async function getPartyToTell(
  tx: Tx,
  subjectId: string,
  organId: string,
): Promise<{ party: string; organ: string; readsItsMail: boolean }> {
  const { rows } = await sql<{ party: string; organ: string; readsItsMail: boolean }>`
    select o.name as organ,
      coalesce((select n.name from subject_names as n where n.subject_id = ${subjectId} order by n.known_at desc, n.folded limit 1), '') as party,
      exists (select from party_accounts as p join auth.users as u on u.id = p.account_id
        where p.subject_id = ${subjectId} and not exists (select from party_account_ends as e where e.account_id = p.account_id))
        as "readsItsMail"
    from organs as o where o.id = ${organId}`.execute(tx);
  return rows[0]!;
}

/** Accounts of parties that the own organ and those below it opened, the newest first. */
export async function listPartyAccounts(tx: Tx, limit: number): Promise<PartyAccountLine[]> {
  const { rows } = await sql<PartyAccountLine>`
    select p.account_id as id, s.kind as "partyKind", p.capacity, p.until, a.display_name as holder, p.entered_at as "openedAt",
      e.entered_at as "endedAt", exists (select from auth.users as u where u.id = p.account_id) as joined,
      coalesce((select n.name from subject_names as n where n.subject_id = s.id order by n.known_at desc, n.folded limit 1), '') as party
    from party_accounts as p
    join accounts as a on a.id = p.account_id
    join subjects as s on s.id = p.subject_id
    left join party_account_ends as e on e.account_id = p.account_id
    order by p.entered_at desc, p.account_id limit ${limit}`.execute(tx);
  return rows;
}
