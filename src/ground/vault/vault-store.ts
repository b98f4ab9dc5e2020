import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';

declare module '../platform/db.ts' {
  interface Tables {
    vault_scopes: { id: string; salt: Buffer; subject_id: string | null; erased_at: Date | null };
    sealed_values: {
      id: string;
      scope_id: string;
      organ_path: string;
      kind: SealedKind;
      key_id: number;
      sealed: Buffer;
      retain_until: string;
    };
    sealed_files: {
      id: string;
      organ_path: string;
      kind: FileKind;
      key_id: number;
      sealed_name: Buffer;
      sha256: Buffer;
      size_bytes: number;
      retain_until: string;
    };
    sealed_file_chunks: { file_id: string; number: number; sealed: Buffer };
    sealed_looks: {
      id: string;
      at: Date;
      account_id: string;
      post_id: string;
      organ_path: string;
      object_kind: 'value' | 'file';
      object_id: string;
      reason: string;
      matter: LookMatter;
    };
  }
}

export type SealedKind = 'resident_id' | 'other_id' | 'person_name' | 'row' | 'text';
export type FileKind = 'raw' | 'error_sheet' | 'attachment';
/** What a look may be for. Checks and the portal are not among them. */
export type LookMatter = 'intake' | 'review' | 'suit' | 'objection' | 'audit' | 'archive';

/** The salt of a scope, made with the first thing sealed under it. */
export async function saltOf(tx: Tx, scopeId: string, fresh: Buffer): Promise<Buffer> {
  await tx
    .insertInto('vault_scopes')
    .values({ id: scopeId, salt: fresh, subject_id: null, erased_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const row = await tx
    .selectFrom('vault_scopes as s')
    .select('s.salt')
    .where('s.id', '=', scopeId)
    .executeTakeFirstOrThrow();
  return row.salt;
}

export type SealedRow = {
  id: string;
  scope_id: string;
  kind: SealedKind;
  key_id: number;
  sealed: Buffer;
  salt: Buffer;
};

export async function findSealedValue(tx: Tx, id: string): Promise<SealedRow | undefined> {
  return tx
    .selectFrom('sealed_values as v')
    .innerJoin('vault_scopes as s', 's.id', 'v.scope_id')
    .select(['v.id', 'v.scope_id', 'v.kind', 'v.key_id', 'v.sealed', 's.salt'])
    .where('v.id', '=', id)
    .executeTakeFirst();
}

/** How many sealed values and files went. */
export type Deleted = { readonly values: number; readonly files: number };

/** Deletes what has outlived its retention day, at most `limit` of each. */
export async function deleteOutlived(tx: Tx, today: PlainDate, limit: number): Promise<Deleted> {
  // What a case holds waits for the archive's receipt (migration 0524).
  const files = sql`select f.id from sealed_files as f where f.retain_until < ${today}
    and (f.kind <> 'attachment' or not awaits_archive(f.id)) order by f.id limit ${limit}`;
  const values = await sql`delete from sealed_values where id in
    (select v.id from sealed_values as v where v.retain_until < ${today} and (v.kind <> 'text' or not awaits_archive(v.id)) limit ${limit})`.execute(
    tx,
  );
  await sql`delete from sealed_file_chunks where file_id in
    (${files})`.execute(tx);
  const gone = await sql`delete from sealed_files where id in (${files})`.execute(tx);
  return { values: Number(values.numAffectedRows ?? 0n), files: Number(gone.numAffectedRows ?? 0n) };
}

/** Writes down that retention ran on that day, and adds what it deleted to what earlier runs of the day did. */
export async function noteRun(tx: Tx, today: PlainDate, { values, files }: Deleted, at: Date): Promise<void> {
  await sql`insert into retention_runs (ran_on, sealed_values, sealed_files, last_at) values (${today}, ${values}, ${files}, ${at})
    on conflict (ran_on) do update set sealed_values = retention_runs.sealed_values + excluded.sealed_values,
      sealed_files = retention_runs.sealed_files + excluded.sealed_files, last_at = excluded.last_at`.execute(tx);
}
