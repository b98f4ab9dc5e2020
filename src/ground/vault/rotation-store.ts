import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Suite } from './suite.ts';

declare module '../platform/db.ts' {
  interface Tables {
    vault_rotations: {
      id: string;
      purpose: 'seal' | 'lookup';
      suite: Suite;
      organ_path: string;
      asked_by: string;
      asked_kind: 'person';
      asked_at: Date;
    };
  }
}

export type Rotation = { readonly id: string; readonly purpose: 'seal' | 'lookup'; readonly suite: Suite };

/** One process makes keys at a time. */
const ROTATION_LOCK = 7_301_430;

export async function lockRotation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ROTATION_LOCK})`.execute(tx);
}

/** The oldest change of keys that was asked for and not made. */
export async function findRotation(tx: Tx): Promise<Rotation | undefined> {
  const { rows } = await sql<Rotation>`
    select r.id, r.purpose, r.suite from vault_rotations as r
    where not exists (select from vault_rotations_done as d where d.rotation_id = r.id)
    order by r.asked_at, r.id limit 1`.execute(tx);
  return rows[0];
}

export async function insertRotation(
  tx: Tx,
  {
    accountId: asked_by,
    organPath: organ_path,
    at: asked_at,
    ...same
  }: {
    readonly id: string;
    readonly suite: Suite;
    readonly accountId: string;
    readonly organPath: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('vault_rotations')
    .values({ ...same, purpose: 'seal', organ_path, asked_by, asked_kind: 'person', asked_at })
    .execute();
}

export async function insertRotationDone(tx: Tx, rotationId: string, keyId: number, at: Date): Promise<void> {
  await sql`insert into vault_rotations_done (rotation_id, key_id, at) values (${rotationId}, ${keyId}, ${at})`.execute(
    tx,
  );
}

export type OldValue = {
  readonly id: string;
  readonly scopeId: string;
  readonly salt: Buffer;
  readonly kind: string;
  readonly keyId: number;
  readonly sealed: Buffer;
};

/** Values under another key than `keyId`, in the order of their ids; locked, others' passed by. */
export async function lockOldValues(tx: Tx, keyId: number, after: string, limit: number): Promise<OldValue[]> {
  const { rows } = await sql<OldValue>`
    select v.id, v.scope_id as "scopeId", s.salt, v.kind, v.key_id as "keyId", v.sealed
    from sealed_values as v join vault_scopes as s on s.id = v.scope_id
    where v.key_id <> ${keyId} and v.id > ${after}
    order by v.id limit ${limit} for update of v skip locked`.execute(tx);
  return rows;
}

export async function saveValues(
  tx: Tx,
  keyId: number,
  values: readonly { readonly id: string; readonly sealed: Buffer }[],
): Promise<void> {
  await sql`update sealed_values as v set key_id = ${keyId}, sealed = n.sealed
    from unnest(${values.map(({ id }) => id)}::uuid[], ${values.map(({ sealed }) => sealed)}::bytea[]) as n (id, sealed)
    where v.id = n.id`.execute(tx);
}

export type OldFile = {
  readonly id: string;
  readonly salt: Buffer;
  readonly keyId: number;
  readonly sealedName: Buffer;
};

export async function lockOldFile(tx: Tx, keyId: number, after: string): Promise<OldFile | undefined> {
  const { rows } = await sql<OldFile>`
    select f.id, s.salt, f.key_id as "keyId", f.sealed_name as "sealedName"
    from sealed_files as f join vault_scopes as s on s.id = f.id
    where f.key_id <> ${keyId} and f.id > ${after}
    order by f.id limit 1 for update of f skip locked`.execute(tx);
  return rows[0];
}

export async function findChunk(tx: Tx, fileId: string, number: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select c.sealed from sealed_file_chunks as c where c.file_id = ${fileId} and c.number = ${number}`.execute(tx);
  return rows[0]?.sealed;
}

export async function saveChunk(tx: Tx, fileId: string, number: number, sealed: Buffer): Promise<void> {
  await sql`update sealed_file_chunks set sealed = ${sealed} where file_id = ${fileId} and number = ${number}`.execute(
    tx,
  );
}

export async function saveFileKey(tx: Tx, fileId: string, keyId: number, sealedName: Buffer): Promise<void> {
  await sql`update sealed_files set key_id = ${keyId}, sealed_name = ${sealedName} where id = ${fileId}`.execute(tx);
}

/** Retires seal keys older than `keyId` under which nothing lies any more. Answers which. */
export async function retireEmptyKeys(tx: Tx, keyId: number, at: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update vault_keys as k set retired_at = ${at}
    where k.purpose = 'seal' and k.retired_at is null and k.id < ${keyId}
      and not exists (select from sealed_values as v where v.key_id = k.id)
      and not exists (select from sealed_files as f where f.key_id = k.id)
    returning k.id`.execute(tx);
  return rows.map(({ id }) => id);
}
