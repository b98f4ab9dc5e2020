import { randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { newId } from '../kernel/id.ts';
import type { Tx } from '../platform/db.ts';
import { orElse } from '../platform/or-else.ts';
import type { Context } from './context.ts';

declare module '../platform/db.ts' {
  interface Tables {
    journal: {
      id: string;
      at: Date;
      account_id: string;
      post_id: string;
      organ_id: string;
      organ_path: string;
      deed: string;
      object_kind: string;
      object_id: string;
      version: number | null;
      subject_id: string | null;
      basis: string[];
      edition: string;
      reason_code: string | null;
      reason_digest: Buffer | null;
      before_digest: Buffer | null;
      after_digest: Buffer | null;
    };
    journal_positions: { position: number; entry_id: string };
    journal_cursors: { consumer: string; position: number; at: Date };
  }
}

/** What was done to one object. `before` and `after` are digested, never stored here; free text of a reason likewise. */
export type Entry = {
  readonly deed: string;
  readonly object: { readonly kind: string; readonly id: string; readonly version?: number };
  /** Whom it is about; their salt is the one that the digests are made with. */
  readonly subjectId?: string;
  /** Articles, `xzcf:48`. */
  readonly basis?: readonly string[];
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** One digest: sha256(salt || entry id || PostgreSQL's text of the content as jsonb). Null content gives null. */
function digestOf(
  salt: RawBuilder<Buffer>,
  entryId: RawBuilder<string>,
  content: RawBuilder<unknown>,
): RawBuilder<Buffer> {
  return sql`sha256(${salt} || uuid_send(${entryId}) || convert_to((${content})::text, 'UTF8'))`;
}

function jsonOf(value: unknown): RawBuilder<unknown> {
  return value === undefined ? sql`null::jsonb` : sql`${JSON.stringify(value)}::jsonb`;
}

/** Writes one entry; answers its id and the number of the transaction. The salt is made with the first entry about somebody. */
export async function appendEntry(tx: Tx, ctx: Context, entry: Entry): Promise<{ id: string; tx: string }> {
  const id = newId(ctx.now().getTime());
  const { actor } = ctx;
  const scope = entry.subjectId ?? actor.organId;
  const salt = sql<Buffer>`salt.salt`;
  const entryId = sql<string>`${id}::uuid`;
  // Without RETURNING: a party writes its entry and reads none.
  const statement = sql<{ tx: string }>`
    with made as (
      insert into vault_scopes (id, salt) values (${scope}, ${randomBytes(16)}) on conflict (id) do nothing returning salt),
    salt as (select salt from made union all select s.salt from vault_scopes as s where s.id = ${scope} limit 1),
    written as (insert into journal (id, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, version, subject_id,
      basis, edition, reason_code, reason_digest, before_digest, after_digest)
    select ${id}, ${ctx.now()}, ${actor.accountId}, ${actor.postId}, ${actor.organId}, ${actor.organPath}, ${entry.deed},
      ${entry.object.kind}, ${entry.object.id}, ${entry.object.version ?? null}, ${entry.subjectId ?? null}::uuid,
      ${[...(entry.basis ?? [])]}, ${ctx.edition}, ${entry.reasonCode ?? null},
      ${digestOf(salt, entryId, jsonOf(entry.reason))},
      ${digestOf(salt, entryId, jsonOf(entry.before))},
      ${digestOf(salt, entryId, jsonOf(entry.after))}
    from salt)
    select pg_current_xact_id()::text as tx from salt`;
  const first = await statement.execute(tx);
  // Somebody else made the same salt in the moment between: it is there now.
  const [written] = first.rows.length > 0 ? first.rows : (await statement.execute(tx)).rows;
  return { id, tx: written!.tx };
}

/**
 * Writes one entry for each row of `changes`, a query with the columns nth integer (each once, from 0 on), object_id uuid, version integer,
 * subject_id uuid, after jsonb (the last three may be null). Subjects must have their salt already. Answers how many.
 *
 * The entries share one moment and one random number and are told apart by `nth`: a random number for each costs more than its digest,
 * and so they lie in the order of their changes.
 */
export async function appendEntries(
  tx: Tx,
  ctx: Context,
  entry: { deed: string; objectKind: string; basis?: readonly string[]; changes: RawBuilder<unknown> },
): Promise<number> {
  const { actor } = ctx;
  const digest = digestOf(sql`s.salt`, sql`c.entry_id`, sql`c.after`);
  const done = await sql`
    insert into journal (id, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, version, subject_id,
      basis, edition, after_digest)
    select c.entry_id, ${ctx.now()}, ${actor.accountId}, ${actor.postId}, ${actor.organId}, ${actor.organPath}, ${entry.deed},
      ${entry.objectKind}, c.object_id, c.version, c.subject_id, ${[...(entry.basis ?? [])]}, ${ctx.edition}, ${digest}
    from (select ((select left(new_id()::text, 28)) || lpad(to_hex(changes.nth), 8, '0'))::uuid as entry_id, changes.*
      from (${entry.changes}) as changes) as c
    join vault_scopes as s on s.id = ${orElse('c.subject_id', sql`${actor.organId}::uuid`)}`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}
