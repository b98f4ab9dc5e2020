import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../platform/db.ts';

/** A change of the master key (更换主密钥) that somebody proposed, by the marks of the two keys. */
export type MasterChange = {
  readonly id: string;
  readonly fromMark: string;
  readonly toMark: string;
  readonly organPath: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly outcome: 'change' | 'keep' | null;
  readonly doneAt: Date | null;
};

/** Of several the newest counts: whoever lost the new key before it was used proposes another. */
const NEWEST = `select c.id, c.from_mark as "fromMark", c.to_mark as "toMark", c.organ_path as "organPath", c.proposed_by as "proposedBy",
    c.proposed_at as "proposedAt", d.outcome, x.at as "doneAt"
  from master_key_changes as c left join master_key_decisions as d on d.change_id = c.id
  left join master_key_changes_done as x on x.change_id = c.id order by c.proposed_at desc, c.id desc limit 1`;

export async function findMasterChange(tx: Tx): Promise<MasterChange | undefined> {
  return (await sql<MasterChange>`${sql.raw(NEWEST)}`.execute(tx)).rows[0];
}

export async function insertMasterChange(tx: Tx, change: Omit<MasterChange, 'outcome' | 'doneAt'>): Promise<void> {
  const { id, fromMark, toMark, organPath, proposedBy, proposedAt } = change;
  await sql`insert into master_key_changes (id, from_mark, to_mark, organ_path, proposed_by, proposed_kind, proposed_at)
    values (${id}, ${fromMark}, ${toMark}, ${organPath}, ${proposedBy}, 'person', ${proposedAt})`.execute(tx);
}

export async function insertMasterDecision(
  tx: Tx,
  { id, proposedBy }: MasterChange,
  given: { readonly outcome: 'change' | 'keep'; readonly decidedBy: string; readonly at: Date },
): Promise<void> {
  await sql`insert into master_key_decisions (change_id, proposed_by, outcome, decided_by, decided_kind, decided_at)
    values (${id}, ${proposedBy}, ${given.outcome}, ${given.decidedBy}, 'person', ${given.at})`.execute(tx);
}

/** As the owner of the database, with the command that changes the key. */
export async function findChangeAsOwner(owner: pg.ClientBase): Promise<MasterChange | undefined> {
  return (await owner.query<MasterChange>(NEWEST)).rows[0];
}

/** A session that ended a moment ago may still be listed: how often, and after what pause, that is looked at again. */
const LOOKS = 20;
const LOOK_PAUSE_S = 0.1;

/**
 * Nobody reads or makes a key until the end. Programs that serve hold connections of the two roles all the time: answers how many there
 * are.
 */
export async function lockOutPrograms(owner: pg.ClientBase): Promise<number> {
  await owner.query(`set local lock_timeout = '10s'`);
  await owner.query(
    'lock table vault_keys, auth.totp_secrets, auth.backup_codes, auth.sessions in access exclusive mode',
  );
  for (let look = 1; ; look += 1) {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and usename in ('zhengming_app', 'zhengming_intake')`,
    );
    const { n } = rows[0]!;
    if (n === 0 || look === LOOKS) return n;
    await owner.query('select pg_sleep($1), pg_stat_clear_snapshot()', [LOOK_PAUSE_S]);
  }
}

export type WrappedKey = {
  readonly id: number;
  readonly purpose: 'seal' | 'lookup';
  readonly suite: string;
  readonly wrapped: Buffer;
};

export async function wrappedKeys(owner: pg.ClientBase): Promise<(WrappedKey & { readonly master: string | null })[]> {
  return (await owner.query('select id, purpose, suite, wrapped, master from vault_keys order by id')).rows;
}

export async function saveWrapped(owner: pg.ClientBase, id: number, wrapped: Buffer, master: string): Promise<void> {
  await owner.query('update vault_keys set wrapped = $2, master = $3 where id = $1', [id, wrapped, master]);
}

export async function noteChanged(owner: pg.ClientBase, changeId: string, at: Date): Promise<void> {
  await owner.query('insert into master_key_changes_done (change_id, at) values ($1, $2) on conflict do nothing', [
    changeId,
    at,
  ]);
}
