import { sql } from 'kysely';
import { type Actor, mayOrRefuse } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type Db, inContext, type Tx } from '../../ground/platform/db.ts';
import { type Batch, batchOf, findBatch, getBatch } from './batch-store.ts';
import type { Outcome, StoredProblem } from './staged-row.ts';

/** What a reader of batches is allowed to see is settled by row-level security: the own organ and those below. */
export function inReading<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, work);
}

/**
 * A batch of the own organ. Who may not read any is told so; of the others, what is not there is absent.
 * @throws {Refusal} forbidden `access.denied`, `access.key_scope`; absent `batch.absent`
 */
export async function mayReadBatch(
  { actor }: Context,
  tx: Tx,
  deed: 'batch.read' | 'batch.preview',
  id: string,
): Promise<Batch> {
  const batch = await findBatch(tx, id);
  const organPath = batch?.organPath ?? actor.organPath;
  mayOrRefuse(actor, deed, { kind: 'batch', organPath, ...(batch ? { item: batch.item } : { cut: true }) });
  if (batch === undefined) throw new Refusal('absent', 'batch.absent', { id });
  return batch;
}

export type BatchLine = Batch & {
  readonly organName: string;
  readonly submitter: string;
  readonly position: number | null;
};

/** Batches, newest first; `before` is the id of the last one seen. With the journal position of the acceptance, once it has one. */
export async function listBatches(
  tx: Tx,
  page: {
    readonly before?: string | undefined;
    readonly limit: number;
    readonly state?: Batch['state'] | undefined;
    readonly item?: string | undefined;
    /** Only batches of these; null: of every item. */
    readonly items: readonly string[] | null;
  },
): Promise<BatchLine[]> {
  const rows = await tx
    .selectFrom('batches as b')
    .innerJoin('organs as o', 'o.id', 'b.organ_id')
    .innerJoin('accounts as a', 'a.id', 'b.submitted_by')
    .select([
      'b.id',
      'b.organ_id',
      'b.organ_path',
      'b.submitted_by',
      'b.item',
      'b.file_id',
      'b.file_sha256',
      'b.history',
    ])
    .select(['b.received_at', 'b.state', 'b.layout', 'b.counts', 'o.name as organ_name', 'a.display_name'])
    .select(
      sql<number | null>`(select p.position from journal as j join journal_positions as p on p.entry_id = j.id
        where j.object_id = b.id and j.deed = 'batch.accept')`.as('position'),
    )
    .$if(page.before !== undefined, (query) => query.where('b.id', '<', page.before!))
    .$if(page.state !== undefined, (query) => query.where('b.state', '=', page.state!))
    .$if(page.item !== undefined, (query) => query.where('b.item', '=', page.item!))
    .$if(page.items !== null, (query) => query.where('b.item', 'in', page.items!))
    .orderBy('b.id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    ...batchOf(row),
    organName: row.organ_name,
    submitter: row.display_name,
    position: row.position,
  }));
}

/** @throws {Refusal} absent `batch.absent` */
export async function getBatchLine(tx: Tx, id: string): Promise<BatchLine> {
  const batch = await getBatch(tx, id);
  const row = await tx
    .selectFrom('batches as b')
    .innerJoin('organs as o', 'o.id', 'b.organ_id')
    .innerJoin('accounts as a', 'a.id', 'b.submitted_by')
    .select(['o.name', 'a.display_name'])
    .select(
      sql<number | null>`(select p.position from journal as j join journal_positions as p on p.entry_id = j.id
        where j.object_id = b.id and j.deed = 'batch.accept')`.as('position'),
    )
    .where('b.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'batch.absent', { id });
  return { ...batch, organName: row.name, submitter: row.display_name, position: row.position };
}

export type PreviewRow = {
  readonly rowNumber: number;
  readonly outcome: Outcome;
  readonly late: boolean;
  readonly name: string | null;
  readonly documentNumber: string | null;
  readonly class: string | null;
  readonly problems: readonly StoredProblem[];
};

/** Checked rows of a batch that is not accepted yet, in the order of the file, after row `after`. */
export async function listPreviewRows(
  tx: Tx,
  batchId: string,
  page: { after: number; limit: number; outcome?: Outcome; withProblems?: boolean },
): Promise<PreviewRow[]> {
  const { rows } = await sql<PreviewRow>`
    select s.row_number as "rowNumber", s.outcome, s.late, s.name, s.document_number as "documentNumber", s.class,
      coalesce(s.problems, '[]'::jsonb) as problems
    from staged_rows as s
    where s.batch_id = ${batchId} and s.row_number > ${page.after}
      and (${page.outcome ?? null}::text is null or s.outcome = ${page.outcome ?? null})
      and (${page.withProblems ?? false} = false or s.problems is not null)
    order by s.row_number limit ${page.limit}`.execute(tx);
  return rows;
}

export type OpenBatch = { readonly batch: Batch; readonly actor: Actor };

/** Batches that wait to be read, or that one if it does, oldest first, each with who sent it: for the worker, who works on their behalf. */
export function listUnread(db: Db, id?: string): Promise<OpenBatch[]> {
  return inContext(db, { purpose: 'system' }, async (tx) => {
    const rows = await tx
      .selectFrom('batches as b')
      .innerJoin('organs as o', 'o.id', 'b.organ_id')
      .innerJoin('accounts as a', 'a.id', 'b.submitted_by')
      .innerJoin('posts as p', 'p.id', 'b.post_id')
      .select([
        'b.id',
        'b.organ_id',
        'b.organ_path',
        'b.submitted_by',
        'b.item',
        'b.file_id',
        'b.file_sha256',
        'b.history',
      ])
      .select([
        'b.received_at',
        'b.state',
        'b.layout',
        'b.counts',
        'b.post_id',
        'a.kind',
        'p.role',
        'o.kind as organ_kind',
      ])
      // A crash of the server empties the staging table: a preview without rows is read again.
      .where(sql<boolean>`(b.state = 'staging' or (b.state = 'previewed' and (b.counts->>'rows')::int > 0
        and not exists (select from staged_rows as s where s.batch_id = b.id)))`)
      .$if(id !== undefined, (query) => query.where('b.id', '=', id!))
      .orderBy('b.id')
      .execute();
    return rows.map((row) => ({
      batch: batchOf(row),
      actor: {
        accountId: row.submitted_by,
        kind: row.kind as Actor['kind'],
        postId: row.post_id,
        role: row.role as Actor['role'],
        organId: row.organ_id,
        organPath: row.organ_path,
        organKind: row.organ_kind as Actor['organKind'],
      },
    }));
  });
}
