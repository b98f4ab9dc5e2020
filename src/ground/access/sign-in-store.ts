import type pg from 'pg';
import type { Actor, OrganKind, Role } from '../kernel/actor.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import type { SessionFacts } from './session-standing.ts';

/** A session as it stands now. Without a post the person has several to choose from, or none. */
export type Session = {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly actor: Actor | undefined;
  /** What decides whether it may be used (session-standing.ts). */
  readonly facts: SessionFacts;
  /** Not moved on for a minute: time to do so. */
  readonly stale: boolean;
};

type PostRow = { post_id: string; role: Role; organ_id: string; organ_path: string; organ_kind: OrganKind };
type SessionRow = {
  session_id: string;
  account_id: string;
  display_name: string;
  stale: boolean;
  second_factor: FactorMethod | null;
  enrolled: boolean;
  demonstration: boolean;
  password_set_at: Date | null;
} & (PostRow | { [K in keyof PostRow]: null });
export type FactorMethod = 'totp' | 'passkey' | 'backup' | 'provider';

function actorFrom(accountId: string, row: PostRow): Actor {
  return {
    accountId,
    kind: 'person',
    postId: row.post_id,
    role: row.role,
    organId: row.organ_id,
    organPath: row.organ_path,
    organKind: row.organ_kind,
  };
}

/** One prepared query; undefined when the session has ended, or the account is locked or gone. */
export async function findSession(pool: pg.Pool, token: string, at: Date): Promise<Session | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: 'actor_of_session',
    text: 'select * from auth.actor_of_session($1, $2, $3)',
    values: [token, chinaDate(at), at],
  });
  const [row] = rows;
  if (!row) return undefined;
  const actor = row.post_id === null ? undefined : actorFrom(row.account_id, row);
  const { session_id: id, account_id: accountId, display_name: displayName, stale, enrolled, demonstration } = row;
  const proved = row.second_factor !== null;
  const facts = { enrolled, proved, demonstration, passwordSetAt: row.password_set_at ?? undefined };
  return { id, accountId, displayName, actor, facts, stale };
}

/** Moves the end of a session on: as long as it is in use, and no longer than sessions last. */
export async function prolongSession(
  pool: pg.Pool,
  sessionId: string,
  { idleMinutes, mostHours }: { readonly idleMinutes: number; readonly mostHours: number },
): Promise<void> {
  await pool.query({
    name: 'prolong_session',
    text: `update auth.sessions set updated_at = now(),
        expires_at = least(now() + make_interval(mins => $2), created_at + make_interval(hours => $3))
      where id = $1 and expires_at > now()`,
    values: [sessionId, idleMinutes, mostHours],
  });
}

/** The second factor was shown in this session. */
export async function saveSessionFactor(pool: pg.Pool, sessionId: string, method: FactorMethod): Promise<void> {
  await pool.query('update auth.sessions set second_factor = $2, second_factor_at = now() where id = $1', [
    sessionId,
    method,
  ]);
}

export async function saveSessionPost(pool: pg.Pool, sessionId: string, postId: string): Promise<void> {
  await pool.query('update auth.sessions set post_id = $2 where id = $1', [sessionId, postId]);
}

/** What has ended is deleted: nothing that could sign anybody in stays behind, nor what was once typed as a name. */
export async function deleteEnded(pool: pg.Pool, at: Date): Promise<void> {
  await pool.query("delete from auth.sessions where expires_at < now() or created_at < now() - interval '12 hours'");
  await pool.query("delete from auth.sign_in_attempts where last_at < $1::timestamptz - interval '1 day'", [at]);
}

export async function maySignIn(pool: pg.Pool, username: string, demonstration: boolean): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>('select auth.may_sign_in($1, $2) as may', [
    username,
    demonstration,
  ]);
  return rows[0]!.may;
}

export type Lockout = { readonly failures: number; readonly minutes: number };

/** Counts an attempt before its password is looked at, so that a hundred at once are a hundred. Answers the count and when the last counted one was. */
export async function countAttempt(
  pool: pg.Pool,
  digest: Buffer,
  at: Date,
  { failures, minutes }: Lockout,
): Promise<{ failures: number; lastAt: Date }> {
  const { rows } = await pool.query<{ failures: number; last_at: Date }>(
    `insert into auth.sign_in_attempts as a (name_digest, failures, last_at) values ($1, 1, $2)
     on conflict (name_digest) do update set
       failures = case when a.last_at <= $2 - make_interval(mins => $4) then 1 else least(a.failures, $3) + 1 end,
       last_at = case when a.failures > $3 and a.last_at > $2 - make_interval(mins => $4) then a.last_at else $2 end
     returning failures, last_at`,
    [digest, at, failures, minutes],
  );
  return { failures: rows[0]!.failures, lastAt: rows[0]!.last_at };
}

export async function forgetAttempts(pool: pg.Pool, digest: Buffer): Promise<void> {
  await pool.query('delete from auth.sign_in_attempts where name_digest = $1', [digest]);
}

/** The open sessions of a person, the last used first. */
export async function listSessions(pool: pg.Pool, accountId: string) {
  const { rows } = await pool.query<{
    id: string;
    created_at: Date;
    updated_at: Date;
    user_agent: string | null;
    second_factor: FactorMethod | null;
  }>(
    `select s.id, s.created_at, s.updated_at, s.user_agent, s.second_factor from auth.sessions s
     where s.user_id = $1 and s.expires_at > now() and s.created_at > now() - interval '12 hours'
     order by s.updated_at desc limit 100`,
    [accountId],
  );
  return rows;
}

/** Answers whether there was such a session of that person. */
export async function endOneSession(pool: pg.Pool, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from auth.sessions where user_id = $1 and id = $2', [accountId, id]);
  return rowCount === 1;
}
