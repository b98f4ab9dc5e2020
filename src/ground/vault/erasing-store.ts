import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import { freshSalt } from './vault.ts';

/** The lock of the verifiable log: no entry is taken down under one salt while it is being replaced by another. */
const LOG_LOCK = 7_301_090;
/** One process erases at a time; the files of the keys have no other guard. */
const ERASING_LOCK = 7_301_431;

/** What an erasure concerns: everything sealed about a party, or one file. */
export type Erasure = { readonly id: string; readonly subjectId: string | null; readonly fileId: string | null };

export async function lockErasing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ERASING_LOCK}), pg_advisory_xact_lock(${LOG_LOCK})`.execute(tx);
}

/** Decided and not yet done, the oldest first. */
export async function decidedErasures(tx: Tx, limit: number): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select e.id, e.subject_id as "subjectId", e.file_id as "fileId"
    from erasures as e join erasure_decisions as d on d.erasure_id = e.id and d.outcome = 'erase'
    where not exists (select from erasures_done as x where x.erasure_id = e.id)
    order by d.decided_at, e.id limit ${limit}`.execute(tx);
  return rows;
}

/** Every scope that hangs on what is to be erased. */
export async function scopesOf(tx: Tx, { subjectId, fileId }: Erasure): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from vault_scopes as s where s.id = ${subjectId ?? fileId}
    union select s.id from vault_scopes as s where s.subject_id = ${subjectId}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Those of the scopes that this database still has as they were. */
export async function notYetErased(tx: Tx, scopeIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from vault_scopes as s where s.id = any (${[...scopeIds]}::uuid[]) and s.erased_at is null`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Destroys what the database holds of scopes: values and files go, and the hash by which a person was found; salts are replaced. Answers
 * how many values went.
 */
export async function eraseInDatabase(
  tx: Tx,
  scopeIds: readonly string[],
  why: { readonly erasureId: string | null; readonly at: Date },
): Promise<number> {
  const ids = sql`${[...scopeIds]}::uuid[]`;
  await sql`insert into vault_erased_scopes (scope_id, erasure_id, cause, at)
    select x.id, ${why.erasureId}, ${why.erasureId === null ? 'register' : 'decision'}, ${why.at} from unnest(${ids}) as x (id)
    on conflict do nothing`.execute(tx);
  await sql`delete from subject_keys where kind = 'person' and subject_id = any (${ids})`.execute(tx);
  const values = await sql`delete from sealed_values where scope_id = any (${ids})`.execute(tx);
  await sql`delete from sealed_file_chunks where file_id = any (${ids})`.execute(tx);
  const files = await sql`delete from sealed_files where id = any (${ids})`.execute(tx);
  await sql`update vault_scopes as s set salt = n.salt, erased_at = ${why.at}, erased_tx = pg_current_xact_id()
    from unnest(${ids}, ${scopeIds.map(() => freshSalt())}::bytea[]) as n (id, salt)
    where s.id = n.id and s.erased_at is null`.execute(tx);
  return Number(values.numAffectedRows ?? 0n) + Number(files.numAffectedRows ?? 0n);
}

export async function insertErasureDone(tx: Tx, id: string, scopes: number, at: Date): Promise<void> {
  await sql`insert into erasures_done (erasure_id, scopes, at) values (${id}, ${scopes}, ${at})
    on conflict do nothing`.execute(tx);
}
