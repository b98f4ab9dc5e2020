import type pg from 'pg';
import type { OrganKind } from '../kernel/actor.ts';
import type { PlainDate } from '../kernel/plain-date.ts';

/** In what capacity somebody holds a party's account: its legal representative, an authorised agent, or the person itself. */
export const CAPACITIES = ['representative', 'agent', 'self'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export type PartyRow = {
  session_id: string;
  account_id: string;
  display_name: string;
  stale: boolean;
  subject_id: string;
  capacity: Capacity;
  organ_id: string;
  organ_path: string;
  organ_kind: OrganKind;
};

/** One prepared query; undefined when the session, the mandate or the account has ended, or is not one of a party. */
export async function findPartySession(pool: pg.Pool, token: string, day: PlainDate): Promise<PartyRow | undefined> {
  const { rows } = await pool.query<PartyRow>({
    name: 'party_of_session',
    text: 'select * from auth.party_of_session($1, $2)',
    values: [token, day],
  });
  return rows[0];
}

export async function partyMaySignIn(pool: pg.Pool, username: string, demonstration: boolean): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>('select auth.party_may_sign_in($1, $2) as may', [
    username,
    demonstration,
  ]);
  return rows[0]!.may;
}
