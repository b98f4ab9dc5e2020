import type { Generated } from 'kysely';
import type pg from 'pg';
import type { Actor, OrganKind, Role } from '../../kernel/actor.ts';
import { chinaDate } from '../../kernel/plain-date.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';
import { KEY_LIMITS, type KeyTerms } from './key-terms.ts';

declare module '../../platform/db.ts' {
  interface Tables {
    program_keys: {
      id: string;
      /** Of its first secret; by it the verifiable log knows the row. */
      hash: Buffer;
      account_id: string;
      post_id: string;
      label: string;
      created_at: Date;
      expires_on: string;
      revoked_at: Date | null;
      /** On whose agreement it was issued. */
      change_id: string | null;
    };
    program_secrets: {
      hash: Buffer;
      key_id: string;
      created_at: Date;
      ends_at: Date | null;
      last_used_at: Date | null;
      change_id: string | null;
    };
    program_terms: {
      change_id: string;
      number: Generated<number>;
      key_id: string;
      since: Date;
      items: string[] | null;
      matters: string[] | null;
      requests_a_minute: number;
      subjects_a_day: number;
      signing_key: Buffer | null;
      signed: boolean;
    };
  }
}

/** A program as it comes in by its key. */
export type Program = {
  readonly actor: Actor;
  readonly keyId: string;
  readonly limits: Pick<KeyTerms, 'requestsAMinute' | 'subjectsADay'>;
  readonly signingKey: Buffer | undefined;
  readonly signed: boolean;
};

type ProgramRow = {
  key_id: string;
  account_id: string;
  post_id: string;
  role: Role;
  organ_id: string;
  organ_path: string;
  organ_kind: OrganKind;
  items: string[] | null;
  matters: string[] | null;
  requests_a_minute: number | null;
  subjects_a_day: number | null;
  signing_key: Buffer | null;
  signed: boolean | null;
};

/** One prepared query; undefined when secret or key is unknown, ended, expired or revoked, or the account is locked. */
export async function findProgram(
  pool: pg.Pool,
  by: { readonly secret: Buffer } | { readonly keyId: string },
  at: Date,
): Promise<Program | undefined> {
  const { rows } = await pool.query<ProgramRow>({
    name: 'program_of',
    text: 'select * from auth.program_of($1, $2, $3, $4)',
    values: ['secret' in by ? by.secret : null, 'keyId' in by ? by.keyId : null, chinaDate(at), at],
  });
  const [row] = rows;
  if (!row) return undefined;
  const { key_id: keyId, items, matters } = row;
  return {
    keyId,
    actor: {
      accountId: row.account_id,
      kind: 'program',
      postId: row.post_id,
      role: row.role,
      organId: row.organ_id,
      organPath: row.organ_path,
      organKind: row.organ_kind,
      key: { keyId, items, matters },
    },
    limits: {
      requestsAMinute: row.requests_a_minute ?? KEY_LIMITS.requestsAMinute.ofOldKeys,
      subjectsADay: row.subjects_a_day ?? KEY_LIMITS.subjectsADay.ofOldKeys,
    },
    signingKey: row.signing_key ?? undefined,
    signed: row.signed ?? false,
  };
}

/** Written down at most once a minute. */
export async function saveSecretUsed(pool: pg.Pool, secret: Buffer, at: Date): Promise<void> {
  await pool.query({ name: 'secret_used', text: 'select auth.secret_used($1, $2)', values: [secret, at] });
}

export type NewKey = {
  readonly id: string;
  readonly accountId: string;
  readonly postId: string;
  readonly label: string;
  readonly expiresOn: string;
  readonly changeId: string;
};

export async function insertKey(tx: Tx, key: NewKey, hash: Buffer, at: Date): Promise<void> {
  const { id, accountId: account_id, postId: post_id, label, expiresOn: expires_on, changeId: change_id } = key;
  const row = { id, hash, account_id, post_id, label, created_at: at, expires_on, revoked_at: null, change_id };
  await tx.insertInto('program_keys').values(row).execute();
  await insertSecret(tx, { keyId: id, hash, changeId: change_id }, at);
}

export async function insertSecret(
  tx: Tx,
  { keyId: key_id, hash, changeId: change_id }: { keyId: string; hash: Buffer; changeId: string },
  at: Date,
): Promise<void> {
  const row = { hash, key_id, created_at: at, ends_at: null, last_used_at: null, change_id };
  await tx.insertInto('program_secrets').values(row).execute();
}

/** Secrets that still answer end then, those that end sooner stay. */
export async function endSecrets(tx: Tx, keyId: string, endsAt: Date): Promise<void> {
  await tx
    .updateTable('program_secrets')
    .set({ ends_at: endsAt })
    .where('key_id', '=', keyId)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', endsAt)]))
    .execute();
}

export async function insertTerms(
  tx: Tx,
  { keyId: key_id, changeId: change_id }: { keyId: string; changeId: string },
  terms: KeyTerms,
  since: Date,
): Promise<void> {
  const { items, matters, requestsAMinute, subjectsADay, signingKey, signed } = terms;
  await tx
    .insertInto('program_terms')
    .values({
      change_id,
      key_id,
      since,
      items,
      matters,
      requests_a_minute: requestsAMinute,
      subjects_a_day: subjectsADay,
      signing_key: signingKey === null ? null : Buffer.from(signingKey, 'base64url'),
      signed,
    })
    .execute();
}

/** Locks a key that is not revoked yet; `path` is the place of its post. @throws {Refusal} absent `access.key_absent` */
export async function lockKey(tx: Tx, id: string): Promise<{ accountId: string; path: string; expiresOn: string }> {
  const row = await tx
    .selectFrom('program_keys as k')
    .innerJoin('posts as p', 'p.id', 'k.post_id')
    .innerJoin('organs as o', 'o.id', 'p.organ_id')
    .select(['k.account_id', 'k.expires_on', 'o.path'])
    .where('k.id', '=', id)
    .where('k.revoked_at', 'is', null)
    .forUpdate('k')
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'access.key_absent');
  return { accountId: row.account_id, path: row.path, expiresOn: row.expires_on };
}

export async function saveKeyRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('program_keys').set({ revoked_at: at }).where('id', '=', id).execute();
}
