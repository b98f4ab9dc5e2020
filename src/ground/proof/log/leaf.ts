import { createHmac, type KeyObject } from 'node:crypto';
import { type Hash, sha256 } from '../tlog/merkle.ts';

/** A row that an entry tells of: its table (or picture of several), its key there, and the salted digest of its content. */
export type RowDigest = { readonly source: string; readonly key: string; readonly digest: Buffer };

/** Every column of a journal entry, and its position. `at` in microseconds, digests in bytes: as the database has them. */
export type JournalRow = {
  readonly position: number;
  readonly id: string;
  /** The database's transaction: entries of one act share it. */
  readonly tx: string;
  /** `2026-03-09T02:00:00.000000Z`. */
  readonly at: string;
  readonly account: string;
  readonly post: string;
  readonly organ: string;
  readonly organPath: string;
  readonly deed: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly version: number | null;
  readonly subjectId: string | null;
  readonly basis: readonly string[];
  readonly edition: string;
  readonly reasonCode: string | null;
  readonly reasonDigest: Buffer | null;
  readonly beforeDigest: Buffer | null;
  readonly afterDigest: Buffer | null;
};

const FORM = 'zhengming journal entry v1';
const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;

/**
 * What a leaf commits to: the entry word for word, as JSON with the names in this order and no blanks. docs/proof.md gives
 * the form to outsiders: a change of it is a new FORM, and old leaves keep theirs.
 */
export function leafText(row: JournalRow, rows: readonly RowDigest[]): string {
  return JSON.stringify({
    form: FORM,
    position: row.position,
    id: row.id,
    tx: row.tx,
    at: row.at,
    account: row.account,
    post: row.post,
    organ: row.organ,
    organPath: row.organPath,
    deed: row.deed,
    objectKind: row.objectKind,
    objectId: row.objectId,
    version: row.version,
    subjectId: row.subjectId,
    basis: row.basis,
    edition: row.edition,
    reasonCode: row.reasonCode,
    reasonDigest: hex(row.reasonDigest),
    beforeDigest: hex(row.beforeDigest),
    afterDigest: hex(row.afterDigest),
    rows: inOrder(rows).map(({ source, key, digest }) => [source, key, hex(digest)]),
  });
}

/** By source and key. An entry may tell of many thousands of rows, so what is compared is made once for each. */
function inOrder(rows: readonly RowDigest[]): RowDigest[] {
  const placed = rows.map((row) => ({ row, place: `${row.source} ${row.key}` }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ row }) => row);
}

/** The salt of one leaf, 32 bytes, from the log's own secret: nothing in the database helps to guess what a leaf is about. */
export function leafSalt(secret: KeyObject, entryId: string): Buffer {
  return createHmac('sha256', secret).update(`zhengming leaf salt v1 ${entryId}`).digest();
}

/** The leaf itself, 32 bytes: all of an entry that the public ever sees. sha256(salt || text). */
export function commitment(salt: Buffer, text: string): Hash {
  return sha256(Buffer.concat([salt, Buffer.from(text)]));
}
