import path from 'node:path';
import type { Context } from '../../ground/audit/index.ts';
import { newOpaqueId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { readRows } from '../../ground/reading/index.ts';
import { openFile, recordLook, type Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { tableBases } from '../records/index.ts';
import { inReading } from './batch-queries.ts';
import { type Batch, getBatch } from './batch-store.ts';
import { type CheckedChunk, checkRows } from './checking/check-rows.ts';
import type { RowProblem } from './checking/problem.ts';
import { atItsCell } from './checking/problem-place.ts';
import type { CheckedRow } from './checking/row-checker.ts';
import { writeErrorSheet } from './error-sheet/error-sheet.ts';
import { itemsFor, sendingLateness } from './intake-law.ts';
import { settledProblems } from './resolution-store.ts';
import { rowGate } from './row-gate.ts';

export type ErrorSheetDeps = { readonly vault: Vault; readonly law: Law; readonly spool: Spool };

/**
 * The clerk's own file back, with every problem in its cell: made when it is asked for and not kept, so there is nothing to
 * seal. The look at the raw file is recorded. Answers the path of a workbook that the caller must drop, and its name.
 */
export async function exportErrorSheet(
  ctx: Context,
  deps: ErrorSheetDeps,
  batchId: string,
): Promise<{ file: string; name: string }> {
  const { source, batch, name, settled } = await inReading(ctx, async (tx) => {
    const found = await getBatch(tx, batchId);
    if (found.state === 'staging')
      throw new Refusal('conflict', 'batch.wrong_state', { state: found.state, needed: 'previewed' });
    await recordLook(tx, ctx, { kind: 'file', id: found.fileId }, { reason: '导出错误表', matter: 'intake' });
    const raw = await openFile(tx, deps.vault, found.fileId);
    return {
      source: await deps.spool.keep(raw.body),
      batch: found,
      name: raw.name,
      settled: await settledProblems(tx, batchId),
    };
  });
  const file = path.join(path.dirname(source), `${newOpaqueId()}.xlsx`);
  try {
    await writeErrorSheet(source, file, withSettled(checked(deps.law, source, batch), settled));
  } finally {
    await deps.spool.drop(source);
  }
  return { file, name: `${path.parse(name).name}-问题.xlsx` };
}

function checked(law: Law, source: string, batch: Batch): AsyncIterable<CheckedChunk> {
  const today = chinaDate(batch.receivedAt);
  const items = itemsFor(law, today, batch.item === 'unknown' ? undefined : batch.item);
  const late = batch.history ? {} : { latenessOf: sendingLateness(law, today) };
  return checkRows(readRows(source), { items, today, gate: rowGate(law, today), ...late });
}

/** Adds what only the comparison with the records could find. */
async function* withSettled(
  chunks: AsyncIterable<CheckedChunk>,
  settled: ReadonlyMap<number, readonly RowProblem[]>,
): AsyncIterable<CheckedChunk> {
  const baseOf = tableBases();
  for await (const chunk of chunks) {
    const base = baseOf(chunk.sheet.index);
    if (settled.size === 0) yield chunk;
    else {
      const { item, columns } = chunk.header;
      const named = columns.map(({ at, field }) => ({ at, field: item.fields[field]!.code }));
      const placed = (more: readonly RowProblem[]) => more.map((problem) => atItsCell(problem, item.code, named));
      const rows = chunk.rows.map((row) => withMore(row, placed(settled.get(base + row.raw.number) ?? [])));
      yield { ...chunk, rows };
    }
  }
}

const withMore = (row: CheckedRow, more: readonly RowProblem[]): CheckedRow =>
  more.length === 0 ? row : { ...row, ok: false, problems: [...row.problems, ...more] };
