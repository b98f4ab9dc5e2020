import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { sweptOften } from '../../ground/platform/heap-growth.ts';
import { readRows } from '../../ground/reading/index.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { CatalogueItem, Law } from '../../rules/law/index.ts';
import { type TableLayout, tableBases } from '../records/index.ts';
import { clearForReading, giveUpBatch, previewBatch } from './batch-commands.ts';
import type { BatchLayout } from './batch-store.ts';
import { type CheckedChunk, checkRows, type FileNote } from './checking/check-rows.ts';
import { itemsFor, sendingLateness } from './intake-law.ts';
import { rowGate } from './row-gate.ts';
import { rowLaw } from './row-law.ts';
import { rowStager } from './stage-row.ts';
import type { StagedRow } from './staged-row.ts';
import { type Counts, copyStagedRows } from './staging-store.ts';

/** A batch whose file lies at `file`, to be read and checked. `item` as the sender named it, or undefined: by its headings. */
export type Reading = {
  readonly id: string;
  readonly file: string;
  readonly item: string | undefined;
  readonly history: boolean;
};
export type StagingDeps = { readonly vault: Vault; readonly law: Law };

/** Notes about a file are told once each kind and column, and not without end. */
const MOST_NOTES = 200;

/**
 * Reads, checks and stages a batch, and ends in its preview. Memory does not grow with the file. A file that cannot be read
 * ends the batch with the reason; anything else is thrown and the batch stays to be read again.
 */
export async function stageBatch(ctx: Context, deps: StagingDeps, reading: Reading): Promise<Counts | Refusal> {
  try {
    const found = await sweptOften(() => copyRows(ctx, deps, reading));
    const { result } = await previewBatch(ctx, deps.vault, { id: reading.id, ...found });
    return result;
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    await giveUpBatch(ctx, reading.id, error);
    return error;
  }
}

type Found = { readonly item: string; readonly layout: BatchLayout };

async function copyRows(ctx: Context, { law, vault }: StagingDeps, reading: Reading): Promise<Found> {
  const today = chinaDate(ctx.now());
  const items = itemsFor(law, today, reading.item);
  const latenessOf = sendingLateness(law, today);
  const lawOf = rowLaw(law, today, reading.history);
  const stagerOf = (item: CatalogueItem) => rowStager({ item, vault, organPath: ctx.actor.organPath, lawOf });
  const notes: FileNote[] = [];
  const tables = new Map<number, TableLayout>();
  const baseOf = tableBases();
  let found: CatalogueItem | undefined;
  async function* staged(): AsyncIterable<StagedRow[]> {
    let stage: ReturnType<typeof rowStager> | undefined;
    for await (const chunk of checkRows(readRows(reading.file), {
      items,
      today,
      gate: rowGate(law, today),
      ...(reading.history ? {} : { latenessOf }),
    })) {
      found ??= chunk.header.item;
      stage ??= stagerOf(found);
      const stageRow = stage;
      const base = baseOf(chunk.sheet.index);
      if (!tables.has(chunk.sheet.index)) tables.set(chunk.sheet.index, tableOf(chunk));
      if (notes.length < MOST_NOTES) notes.push(...chunk.notes.slice(0, MOST_NOTES - notes.length));
      yield chunk.rows.map((row) => stageRow(row, base + row.raw.number));
    }
  }
  await clearForReading(ctx, reading.id);
  const client = await ctx.pools.intakePool.connect();
  try {
    await copyStagedRows(client, reading.id, staged());
  } finally {
    client.release();
  }
  if (!found) throw new Refusal('invalid', 'header.not_found', {});
  const [first, ...more] = tables.values();
  return { item: found.code, layout: { ...first, ...(more.length > 0 && { more }), notes } };
}

const tableOf = ({ sheet, header }: CheckedChunk): TableLayout => ({
  sheet: sheet.name,
  headerRow: header.row,
  columns: header.columns.map(({ at, field, heading }) => ({ at, field: header.item.fields[field]!.code, heading })),
});
