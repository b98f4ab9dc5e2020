import { sql } from 'kysely';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { TablesLayout } from '../records/index.ts';
import type { Counts } from './staging-store.ts';

export type BatchState = 'staging' | 'previewed' | 'accepted' | 'discarded' | 'unreadable';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    batches: {
      id: string;
      organ_id: string;
      organ_path: string;
      submitted_by: string;
      post_id: string;
      item: string;
      file_id: string;
      file_sha256: Buffer;
      history: boolean;
      received_at: Date;
      state: BatchState;
      layout: unknown;
      counts: unknown;
      ended_at: Date | null;
    };
  }
}

export type Batch = {
  readonly id: string;
  readonly organId: string;
  readonly organPath: string;
  readonly submittedBy: string;
  /** Catalogue item; `unknown` until the headings have been read. */
  readonly item: string;
  readonly fileId: string;
  readonly fileSha256: Buffer;
  readonly history: boolean;
  readonly receivedAt: Date;
  readonly state: BatchState;
  readonly layout: BatchLayout | null;
  readonly counts: Counts | null;
};

/** Where the tables were found; for an unreadable file what was wrong. No value of any row. */
export type BatchLayout = TablesLayout & {
  readonly notes?: readonly unknown[];
  readonly refusal?: { code: string; facts: Readonly<Record<string, unknown>> };
};

const COLUMNS = [
  'b.id',
  'b.organ_id',
  'b.organ_path',
  'b.submitted_by',
  'b.item',
  'b.file_id',
  'b.file_sha256',
  'b.history',
  'b.received_at',
  'b.state',
  'b.layout',
  'b.counts',
] as const;

const select = (tx: Tx, id: string) => tx.selectFrom('batches as b').select(COLUMNS).where('b.id', '=', id);
type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirst']>>>;

export const batchOf = (row: Row): Batch => ({
  id: row.id,
  organId: row.organ_id,
  organPath: row.organ_path,
  submittedBy: row.submitted_by,
  item: row.item,
  fileId: row.file_id,
  fileSha256: row.file_sha256,
  history: row.history,
  receivedAt: row.received_at,
  state: row.state,
  layout: row.layout as BatchLayout | null,
  counts: row.counts as Counts | null,
});

export async function findBatch(tx: Tx, id: string): Promise<Batch | undefined> {
  const row = await select(tx, id).executeTakeFirst();
  return row && batchOf(row);
}

/** @throws {Refusal} absent `batch.absent` */
export async function getBatch(tx: Tx, id: string): Promise<Batch> {
  const batch = await findBatch(tx, id);
  if (!batch) throw new Refusal('absent', 'batch.absent', { id });
  return batch;
}

/** Reads one batch and locks it until the transaction ends. @throws {Refusal} absent `batch.absent` */
export async function lockBatch(tx: Tx, id: string): Promise<Batch> {
  const row = await select(tx, id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('absent', 'batch.absent', { id });
  return batchOf(row);
}

export async function insertBatch(
  tx: Tx,
  batch: Omit<Batch, 'state' | 'layout' | 'counts'> & { postId: string },
): Promise<void> {
  await tx
    .insertInto('batches')
    .values({
      id: batch.id,
      organ_id: batch.organId,
      organ_path: batch.organPath,
      submitted_by: batch.submittedBy,
      post_id: batch.postId,
      item: batch.item,
      file_id: batch.fileId,
      file_sha256: batch.fileSha256,
      history: batch.history,
      received_at: batch.receivedAt,
      state: 'staging',
      layout: null,
      counts: null,
      ended_at: null,
    })
    .execute();
}

export async function saveBatch(
  tx: Tx,
  id: string,
  change: { state: BatchState; item?: string; layout?: BatchLayout; counts?: Counts; endedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('batches')
    .set({
      state: change.state,
      ...(change.item === undefined ? {} : { item: change.item }),
      ...(change.layout === undefined ? {} : { layout: JSON.stringify(change.layout) }),
      ...(change.counts === undefined ? {} : { counts: JSON.stringify(change.counts) }),
      ...(change.endedAt === undefined ? {} : { ended_at: change.endedAt }),
    })
    .where('id', '=', id)
    .execute();
}

/** One acceptance of an item at a time: what is compared with the records stays true until it is written. */
export async function lockItem(tx: Tx, item: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`accept ${item}`}, 0))`.execute(tx);
}
