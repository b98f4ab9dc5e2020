import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { JournalRow, RowDigest } from './leaf.ts';

/** The newest head of the tree that was signed; undefined before the first. */
export type Head = { readonly size: number; readonly root: Buffer; readonly note: string; readonly at: Date };

export async function findHead(tx: Tx): Promise<Head | undefined> {
  const { rows } = await sql<Head>`select c.size, c.root, c.note, c.at from log_checkpoints as c
    order by c.size desc limit 1`.execute(tx);
  return rows[0];
}

/** Every head that was ever signed, the smallest first. */
export async function listHeads(tx: Tx): Promise<Head[]> {
  const { rows } =
    await sql<Head>`select c.size, c.root, c.note, c.at from log_checkpoints as c order by c.size`.execute(tx);
  return rows;
}

/** Every column of an entry as the leaf has it. Times in UTC to the microsecond, whatever the connection's zone. */
const ENTRY = sql`p.position, j.id, j.tx::text as tx,
  to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, j.account_id as account, j.post_id as post,
  j.organ_id as organ, j.organ_path as "organPath", j.deed, j.object_kind as "objectKind", j.object_id as "objectId",
  j.version, j.subject_id as "subjectId", j.basis, j.edition, j.reason_code as "reasonCode",
  j.reason_digest as "reasonDigest", j.before_digest as "beforeDigest", j.after_digest as "afterDigest"`;

/** Sequenced entries after a position, in order, at most `limit`. */
export async function listJournalRows(tx: Tx, after: number, limit: number): Promise<JournalRow[]> {
  const { rows } =
    await sql<JournalRow>`select ${ENTRY} from journal_positions as p join journal as j on j.id = p.entry_id
    where p.position > ${after} order by p.position limit ${limit}`.execute(tx);
  return rows;
}

/** One entry, once it has its place. */
export async function findJournalRow(tx: Tx, id: string): Promise<JournalRow | undefined> {
  const { rows } =
    await sql<JournalRow>`select ${ENTRY} from journal_positions as p join journal as j on j.id = p.entry_id
    where j.id = ${id}`.execute(tx);
  return rows[0];
}

/** Which rows the entries at the positions from `after` (not counted) to `upTo` (counted) tell of, as the log has them. */
export async function listRowDigests(tx: Tx, after: number, upTo: number): Promise<Map<number, RowDigest[]>> {
  const { rows } = await sql<PlacedDigest>`select l.position, l.source, l.key, l.digest
    from log_rows as l where l.position > ${after} and l.position <= ${upTo}`.execute(tx);
  return byPosition(rows);
}

/** A digest of a row with the position of the entry that tells of it. */
export type PlacedDigest = RowDigest & { readonly position: number };

export function byPosition(rows: readonly PlacedDigest[]): Map<number, RowDigest[]> {
  const found = new Map<number, RowDigest[]>();
  for (const row of rows) {
    const known = found.get(row.position);
    if (known) known.push(row);
    else found.set(row.position, [row]);
  }
  return found;
}

/** A head with the lines that witnesses put under it. */
export type CosignedHead = Head & { readonly lines: readonly string[] };

/** The newest head of at least `size` that a witness cosigned. */
export async function findNewestCosigned(tx: Tx, size: number): Promise<CosignedHead | undefined> {
  const { rows } = await sql<CosignedHead>`select c.size, c.root, c.note, c.at,
      array(select w.line from log_cosignatures as w where w.size = c.size order by w.witness) as lines
    from log_checkpoints as c where c.size >= ${size} and exists (select from log_cosignatures as w where w.size = c.size)
    order by c.size desc limit 1`.execute(tx);
  return rows[0];
}
