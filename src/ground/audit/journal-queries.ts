import { sql } from 'kysely';
import { type Db, inContext, type Tx } from '../platform/db.ts';
import type { Context } from './context.ts';

export type JournalLine = {
  readonly position: number;
  readonly id: string;
  readonly at: Date;
  readonly accountId: string;
  readonly organPath: string;
  readonly deed: string;
  readonly object: { readonly kind: string; readonly id: string; readonly version: number | null };
  readonly subjectId: string | null;
  readonly basis: readonly string[];
};

/** Entries after `position`, in order, at most `limit`; those that the transaction's context may see. */
export async function entriesAfter(tx: Tx, position: number, limit: number): Promise<JournalLine[]> {
  const rows = await tx
    .selectFrom('journal_positions as p')
    .innerJoin('journal as j', 'j.id', 'p.entry_id')
    .select(['p.position', 'j.id', 'j.at', 'j.account_id', 'j.organ_path', 'j.deed', 'j.object_kind', 'j.object_id'])
    .select(['j.version', 'j.subject_id', 'j.basis'])
    .where('p.position', '>', position)
    .orderBy('p.position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    position: row.position,
    id: row.id,
    at: row.at,
    accountId: row.account_id,
    organPath: row.organ_path,
    deed: row.deed,
    object: { kind: row.object_kind, id: row.object_id, version: row.version },
    subjectId: row.subject_id,
    basis: row.basis,
  }));
}

/** The position of an entry, once the sequencer has given it. */
export async function positionOf(tx: Tx, entryId: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('journal_positions as p')
    .select('p.position')
    .where('p.entry_id', '=', entryId)
    .executeTakeFirst();
  return row?.position;
}

/** Asked before the cursor is locked: a reader that has read everything, several times a second, would write that lock down each time. */
async function hasMore(tx: Tx, consumer: string): Promise<boolean> {
  // The newest position is the last in its index; a position that is only computed in the statement would be compared with every other.
  const { rows } = await sql<{ found: boolean | null }>`select (select max(p.position) from journal_positions as p) >
    (select coalesce(max(c.position), 0) from journal_cursors as c where c.consumer = ${consumer}) as found`.execute(
    tx,
  );
  return rows[0]!.found === true;
}

/**
 * Reads on from where `consumer` left off: hands it up to `limit` entries and moves its cursor in the same transaction, so
 * that each entry is dealt with once. Answers how many there were; where there is none it writes nothing.
 */
export function followJournal(
  db: Db,
  consumer: string,
  limit: number,
  at: Date,
  deal: (tx: Tx, entries: readonly JournalLine[]) => Promise<void>,
): Promise<number> {
  return inContext(db, { purpose: 'system' }, async (tx) => {
    if (!(await hasMore(tx, consumer))) return 0;
    await tx
      .insertInto('journal_cursors')
      .values({ consumer, position: 0, at })
      .onConflict((conflict) => conflict.column('consumer').doNothing())
      .execute();
    const cursor = await tx
      .selectFrom('journal_cursors as c')
      .select('c.position')
      .where('c.consumer', '=', consumer)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const entries = await entriesAfter(tx, cursor.position, limit);
    const last = entries.at(-1);
    if (!last) return 0;
    await deal(tx, entries);
    await tx
      .updateTable('journal_cursors')
      .set({ position: last.position, at })
      .where('consumer', '=', consumer)
      .execute();
    return entries.length;
  });
}

export type JournalPage = { readonly before?: number; readonly limit: number; readonly objectId?: string };
export type JournalEntry = {
  readonly position: number;
  readonly id: string;
  readonly at: Date;
  readonly account: string;
  readonly organ: string;
  readonly deed: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly version: number | null;
  readonly subjectId: string | null;
  readonly basis: string[];
  readonly edition: string;
};

/**
 * Sequenced entries that the actor's organ may see, newest first, with the names of account and organ. What the program did by
 * itself (an earlier end applied, a first edition installed) has no account, and stands under the program's name.
 */
export function listJournal(ctx: Context, { before, limit, objectId }: JournalPage): Promise<JournalEntry[]> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<JournalEntry>`
      select p.position, j.id, j.at, coalesce(a.display_name, 'zhengming') as account,
        coalesce(o.name, 'zhengming') as organ, j.deed, j.object_kind as "objectKind",
        j.object_id as "objectId", j.version, j.subject_id as "subjectId", j.basis, j.edition
      from journal_positions as p
      join journal as j on j.id = p.entry_id
      left join accounts as a on a.id = j.account_id
      left join organs as o on o.id = j.organ_id
      where (${before ?? null}::bigint is null or p.position < ${before ?? null}::bigint)
        and (${objectId ?? null}::uuid is null or j.object_id = ${objectId ?? null}::uuid)
      order by p.position desc limit ${limit}`.execute(tx);
    return rows;
  });
}
