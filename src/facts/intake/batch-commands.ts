import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, actOnMany, type Context, workContext } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { addMonths, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { storeFile, type Vault } from '../../ground/vault/index.ts';
import { type Law, provisionalDeadline } from '../../rules/law/index.ts';
import { type Acceptance, changesOf, moveStagedRows } from './acceptance-store.ts';
import { type Batch, insertBatch, lockBatch, lockItem, saveBatch } from './batch-store.ts';
import { resolveStagedRows } from './resolution-store.ts';
import { openSealedRow, seal } from './sealed-row.ts';
import {
  type Counts,
  countStagedRows,
  deleteStagedRows,
  doubtfulRows,
  hasStagedRows,
  saveSealed,
} from './staging-store.ts';
import { tellKnownNames } from './withheld-name-store.ts';

export type IntakeDeps = { readonly vault: Vault; readonly law: Law; readonly spool: Spool };

const matter = (batch: Pick<Batch, 'organPath' | 'item' | 'submittedBy'>) => ({
  kind: 'batch',
  organPath: batch.organPath,
  item: batch.item,
  history: { submittedBy: batch.submittedBy },
});

/** Sealed raw files and waiting rows are kept this long, then deleted (个人信息保护法 art. 19). A parameter of the pack. */
function retainUntil(law: Law, today: PlainDate): PlainDate {
  return addMonths(today, Number(law.parameter('retention.intake.months', today).value));
}

/**
 * Takes a file in: sealed as it came, with its hash. Nothing of it is recorded yet; reading and checking follow. The file
 * lies in the spool at `file`.
 */
export function submitBatch(
  ctx: Context,
  deps: IntakeDeps,
  sent: { file: string; name: string; item: string; history: boolean },
): Promise<Acted<{ id: string; sha256: string }>> {
  return act(ctx, async (tx) => {
    const { actor } = ctx;
    mayOrRefuse(actor, 'batch.submit', { kind: 'batch', organPath: actor.organPath, item: sent.item });
    const today = chinaDate(ctx.now());
    const file = await storeFile(tx, deps.vault, {
      organPath: actor.organPath,
      kind: 'raw',
      name: sent.name,
      body: deps.spool.read(sent.file),
      retainUntil: retainUntil(deps.law, today),
    });
    const id = newId(ctx.now().getTime());
    await insertBatch(tx, {
      id,
      organId: actor.organId,
      organPath: actor.organPath,
      submittedBy: actor.accountId,
      postId: actor.postId,
      item: sent.item,
      fileId: file.id,
      fileSha256: file.sha256,
      history: sent.history,
      receivedAt: ctx.now(),
    });
    const sha256 = file.sha256.toString('hex');
    return {
      result: { id, sha256 },
      deed: 'batch.submit',
      object: { kind: 'batch', id },
      after: { sha256, bytes: file.sizeBytes },
    };
  });
}

function refuseUnless(batch: Batch, ...states: Batch['state'][]): void {
  if (!states.includes(batch.state))
    throw new Refusal('conflict', 'batch.wrong_state', { state: batch.state, needed: states });
}

/**
 * The checked rows do not outlive a crash of the database server; the worker reads them again from the sealed file. Until
 * then there is nothing to accept, and an acceptance now would record nothing and end the batch.
 * @throws {Refusal} busy `batch.read_again`
 */
function refuseWithoutRows(batch: Batch, counts: Counts): void {
  if (counts.rows !== batch.counts?.rows) throw new Refusal('busy', 'batch.read_again', { id: batch.id });
}

/** At once sealed and no more than this many rows in memory. */
const SEAL_AT_ONCE = 1_000;

/** Compares the staged rows with the records; what a person must settle is sealed until then. */
export async function settle(tx: Tx, ctx: Context, vault: Vault, batch: { id: string; item: string }): Promise<Counts> {
  const { id: batchId } = batch;
  const today = chinaDate(ctx.now());
  await tellKnownNames(tx, vault, batchId, today);
  await resolveStagedRows(tx, batch, today);
  for (;;) {
    const rows = await doubtfulRows(tx, batchId, SEAL_AT_ONCE);
    if (rows.length === 0) return countStagedRows(tx, batchId);
    const whole = rows.map(({ rowNumber, content, sealed }) => {
      const kept = sealed === null ? {} : openSealedRow(vault, sealed);
      return { rowNumber, sealed: seal(vault, { ...kept, content: { ...content, ...kept.content } }) };
    });
    await saveSealed(tx, batchId, whole);
  }
}

/**
 * Makes room for the rows of a batch that waits to be read. Whoever accepts it holds it until all of it is recorded: nothing is
 * taken away beneath them by a reader who comes late.
 * @throws {Refusal} conflict `batch.wrong_state`: it was read meanwhile
 */
export function clearForReading(ctx: Context, id: string): Promise<void> {
  return inContext(ctx.pools.intake, workContext(ctx), async (tx) => {
    const batch = await lockBatch(tx, id);
    // previewed: a crash of the server took the checked rows
    refuseUnless(batch, 'staging', ...((await hasStagedRows(tx, id)) ? [] : (['previewed'] as const)));
    await deleteStagedRows(tx, id);
  });
}

/** A batch has been read and checked: compares it with the records and counts. Recorded is nothing yet. */
export function previewBatch(
  ctx: Context,
  vault: Vault,
  read: { id: string; item: string; layout: NonNullable<Batch['layout']> },
): Promise<Acted<Counts>> {
  return actOnMany(ctx, async (tx) => {
    const batch = await lockBatch(tx, read.id);
    refuseUnless(batch, 'staging', 'previewed'); // previewed: read once more
    const counts = await settle(tx, ctx, vault, read);
    await saveBatch(tx, read.id, { state: 'previewed', item: read.item, layout: read.layout, counts });
    return { result: counts, deed: 'batch.preview', object: { kind: 'batch', id: read.id }, after: counts };
  });
}

/** The file could not be read: says why, and ends the batch. The sealed file stays for its time. */
export function giveUpBatch(ctx: Context, id: string, refusal: Refusal): Promise<Acted<null>> {
  return actOnMany(ctx, async (tx) => {
    refuseUnless(await lockBatch(tx, id), 'staging');
    await deleteStagedRows(tx, id);
    const layout = { refusal: { code: refusal.code, facts: refusal.facts } };
    await saveBatch(tx, id, { state: 'unreadable', layout, endedAt: ctx.now() });
    return { result: null, deed: 'batch.give_up', object: { kind: 'batch', id }, reasonCode: refusal.code };
  });
}

export type Receipt = { readonly id: string; readonly sha256: string; readonly counts: Counts };

/**
 * Records what is good in a previewed batch and hands what is doubtful to quarantine: whole or not at all, in one
 * transaction. Compares once more first, since others may have been accepted meanwhile.
 * @throws {Refusal} conflict `batch.wrong_state`, rule `batch.has_faults`: the sender wanted all rows or none;
 *   busy `batch.read_again`
 */
export function acceptBatch(
  ctx: Context,
  deps: IntakeDeps,
  id: string,
  wanted: 'good_rows' | 'all_or_none',
): Promise<Acted<Receipt>> {
  return actOnMany(ctx, async (tx) => {
    const batch = await lockBatch(tx, id);
    mayOrRefuse(ctx.actor, 'batch.accept', matter(batch));
    refuseUnless(batch, 'previewed');
    await lockItem(tx, batch.item);
    const counts = await settle(tx, ctx, deps.vault, batch);
    refuseWithoutRows(batch, counts);
    const faults = counts.refused + counts.doubtful + counts.duplicate;
    if (wanted === 'all_or_none' && faults > 0) throw new Refusal('rule', 'batch.has_faults', { faults });
    const acceptance = acceptanceOf(ctx, deps, batch, counts);
    await moveStagedRows(tx, deps.vault, acceptance);
    await saveBatch(tx, id, { state: 'accepted', counts, endedAt: ctx.now() });
    const result = { id, sha256: batch.fileSha256.toString('hex'), counts };
    return { result, deed: 'batch.accept', object: { kind: 'batch', id }, after: result, each: changesOf(acceptance) };
  });
}

/** The platform checks what it took in within the provincial period (河南省社会信用条例 art. 17); a year without its notice: provisionally. */
function quarantineDueOn(law: Law, today: PlainDate): PlainDate {
  return provisionalDeadline(law, 'intake.check', today).due;
}

/** What the statements of an acceptance need to know. */
export function acceptanceOf(ctx: Context, { law }: Pick<IntakeDeps, 'law'>, batch: Batch, counts: Counts): Acceptance {
  const today = chinaDate(ctx.now());
  return {
    batchId: batch.id,
    item: batch.item,
    organId: batch.organId,
    organPath: batch.organPath,
    edition: ctx.edition,
    at: ctx.now(),
    owner: batch.submittedBy,
    quarantineDueOn: quarantineDueOn(law, today),
    retainUntil: retainUntil(law, today),
    counts,
  };
}

/** Discards a batch that nobody accepted. The sealed file stays for its time, the checked rows go. */
export function discardBatch(ctx: Context, id: string): Promise<Acted<null>> {
  return actOnMany(ctx, async (tx) => {
    const batch = await lockBatch(tx, id);
    mayOrRefuse(ctx.actor, 'batch.discard', matter(batch));
    refuseUnless(batch, 'previewed');
    await deleteStagedRows(tx, id);
    await saveBatch(tx, id, { state: 'discarded', endedAt: ctx.now() });
    return { result: null, deed: 'batch.discard', object: { kind: 'batch', id } };
  });
}
